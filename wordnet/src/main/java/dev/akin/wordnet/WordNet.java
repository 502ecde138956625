package dev.akin.wordnet;

import dev.akin.lexicon.Lexicon;
import dev.akin.lexicon.LexiconPair;
import dev.akin.lexicon.Relation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.Pointer;
import net.sf.extjwnl.data.PointerType;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;

/// The 117,791 meanings of WordNet 3.1, read whole from the package on the class path: no file is written and no
/// network is used. Immutable and thread-safe. The order is fixed: nouns, verbs, adjectives, adverbs, and within
/// each the order of WordNet's files.
///
/// Source: Fellbaum (ed.), WordNet: An Electronic Lexical Database, MIT Press 1998; version 3.1, Princeton
/// University.
public final class WordNet {
    private final List<Synset> synsets;
    private final List<WordPair> antonyms;

    private WordNet(List<Synset> synsets, List<WordPair> antonyms) {
        this.synsets = synsets;
        this.antonyms = antonyms;
    }

    /// Reads everything; a second or two.
    ///
    /// @throws IOException if the package cannot be read
    public static WordNet open() throws IOException {
        try {
            Dictionary dictionary = Dictionary.getDefaultResourceInstance();
            try {
                return read(dictionary);
            } finally {
                dictionary.close();
            }
        } catch (JWNLException e) {
            throw new IOException("WordNet's package cannot be read: " + e.getMessage(), e);
        }
    }

    public List<Synset> synsets() {
        return synsets;
    }

    /// Every two words that share a meaning, once each, lower-cased. A word with spaces is left out unless
    /// `withSpaces`.
    public List<WordPair> synonymPairs(boolean withSpaces) {
        SequencedSet<WordPair> pairs = new LinkedHashSet<>();
        for (Synset synset : synsets) {
            List<String> words = lexical(synset.words(), withSpaces);
            for (int i = 0; i < words.size(); i++) {
                for (int j = i + 1; j < words.size(); j++) {
                    pairs.add(WordPair.sorted(words.get(i), words.get(j)));
                }
            }
        }
        return List.copyOf(pairs);
    }

    /// Every two words that WordNet calls opposites, once each, lower-cased.
    public List<WordPair> antonymPairs() {
        return antonyms;
    }

    /// Every two words of which one means something that the other's meaning is a kind of, once each, lower-cased, without words with
    /// spaces: dog and canine.
    public List<WordPair> hypernymPairs() {
        Map<String, Synset> byId = new HashMap<>();
        synsets.forEach(synset -> byId.put(synset.id(), synset));
        SequencedSet<WordPair> pairs = new LinkedHashSet<>();
        for (Synset synset : synsets) {
            for (String wider : synset.hypernyms()) {
                Synset above = byId.get(wider);
                if (above != null) {
                    addAll(lexical(synset.words(), false), lexical(above.words(), false), pairs);
                }
            }
        }
        return List.copyOf(pairs);
    }

    private static void addAll(
            List<String> words, List<String> others, SequencedSet<WordPair> pairs) {
        for (String word : words) {
            for (String other : others) {
                if (!word.equals(other)) {
                    pairs.add(WordPair.sorted(word, other));
                }
            }
        }
    }

    /// What it tells of words without spaces: synonyms, antonyms and, with a weight of a half, what is a kind of what.
    public Lexicon lexicon() {
        List<LexiconPair> pairs = new ArrayList<>();
        synonymPairs(false).forEach(pair -> add(pair, Relation.SYNONYM, 1, pairs));
        antonyms.forEach(pair -> add(pair, Relation.ANTONYM, 1, pairs));
        hypernymPairs().forEach(pair -> add(pair, Relation.RELATED, 0.5, pairs));
        return Lexicon.of(pairs);
    }

    private static void add(
            WordPair pair, Relation relation, double weight, List<LexiconPair> pairs) {
        if (!pair.first().equals(pair.second())) {
            pairs.add(new LexiconPair(pair.first(), pair.second(), relation, weight));
        }
    }

    private static List<String> lexical(List<String> words, boolean withSpaces) {
        return words.stream()
                .filter(word -> withSpaces || word.indexOf(' ') < 0)
                .map(WordNet::lowerCase)
                .distinct()
                .toList();
    }

    private static WordNet read(Dictionary dictionary) throws JWNLException {
        List<Synset> synsets = new ArrayList<>(120_000);
        SequencedSet<WordPair> antonyms = new LinkedHashSet<>();
        for (PartOfSpeech partOfSpeech : PartOfSpeech.values()) {
            Iterator<net.sf.extjwnl.data.Synset> entries =
                    dictionary.getSynsetIterator(partOfSpeech.pos());
            while (entries.hasNext()) {
                net.sf.extjwnl.data.Synset entry = entries.next();
                synsets.add(synset(entry, partOfSpeech));
                addAntonyms(entry, antonyms);
            }
        }
        return new WordNet(List.copyOf(synsets), List.copyOf(antonyms));
    }

    private static Synset synset(net.sf.extjwnl.data.Synset entry, PartOfSpeech partOfSpeech)
            throws JWNLException {
        Gloss gloss = Gloss.parse(entry.getGloss());
        return new Synset(
                id(entry.getOffset(), partOfSpeech.letter()),
                partOfSpeech,
                entry.getWords().stream().map(Word::getLemma).distinct().toList(),
                gloss.definition(),
                gloss.examples(),
                hypernyms(entry),
                entry.getLexFileName());
    }

    private static List<String> hypernyms(net.sf.extjwnl.data.Synset entry) throws JWNLException {
        List<String> ids = new ArrayList<>(1);
        for (Pointer pointer : entry.getPointers()) {
            if (pointer.getType() == PointerType.HYPERNYM
                    || pointer.getType() == PointerType.INSTANCE_HYPERNYM) {
                ids.add(id(pointer.getTargetOffset(), pointer.getTargetPOS().getKey().charAt(0)));
            }
        }
        return ids;
    }

    private static void addAntonyms(
            net.sf.extjwnl.data.Synset entry, SequencedSet<WordPair> antonyms)
            throws JWNLException {
        for (Pointer pointer : entry.getPointers()) {
            if (pointer.getType() == PointerType.ANTONYM
                    && pointer.getSource() instanceof Word word
                    && pointer.getTarget() instanceof Word opposite) {
                antonyms.add(
                        WordPair.sorted(
                                lowerCase(word.getLemma()), lowerCase(opposite.getLemma())));
            }
        }
    }

    private static String id(long offset, char letter) {
        String digits = Long.toString(offset);
        return "0".repeat(8 - digits.length()) + digits + '-' + letter;
    }

    private static String lowerCase(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
