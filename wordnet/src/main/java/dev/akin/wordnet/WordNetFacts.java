package dev.akin.wordnet;

import dev.akin.text.Fact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.Pointer;
import net.sf.extjwnl.data.PointerType;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.dictionary.Dictionary;

/// How the meanings of WordNet stand to each other, as facts: `dog.n.01`, `hypernym`, `canine.n.02`. A meaning is named by its first word, its part of speech and
/// which meaning of the word it is, as in NLTK; spaces are underscores.
///
/// A relation that WordNet writes from both ends under two names (hypernym and hyponym, meronym and holonym) is there once, or each fact would give another away. Those that are their
/// own opposite, such as `similar-to`, are there as WordNet writes them, which is both ways. Words' relations (antonyms, derived forms) are told of their meanings.
public final class WordNetFacts {
    private static final Map<PointerType, String> RELATIONS =
            Map.ofEntries(
                    Map.entry(PointerType.HYPERNYM, "hypernym"),
                    Map.entry(PointerType.INSTANCE_HYPERNYM, "instance-hypernym"),
                    Map.entry(PointerType.MEMBER_MERONYM, "member-meronym"),
                    Map.entry(PointerType.PART_MERONYM, "part-meronym"),
                    Map.entry(PointerType.SUBSTANCE_MERONYM, "substance-meronym"),
                    Map.entry(PointerType.ENTAILMENT, "entailment"),
                    Map.entry(PointerType.CAUSE, "cause"),
                    Map.entry(PointerType.ATTRIBUTE, "attribute"),
                    Map.entry(PointerType.SIMILAR_TO, "similar-to"),
                    Map.entry(PointerType.SEE_ALSO, "see-also"),
                    Map.entry(PointerType.VERB_GROUP, "verb-group"),
                    Map.entry(PointerType.CATEGORY, "topic"),
                    Map.entry(PointerType.REGION, "region"),
                    Map.entry(PointerType.USAGE, "usage"),
                    Map.entry(PointerType.ANTONYM, "antonym"),
                    Map.entry(PointerType.DERIVATION, "derivation"),
                    Map.entry(PointerType.PERTAINYM, "pertainym"),
                    Map.entry(PointerType.PARTICIPLE_OF, "participle-of"));

    private final Dictionary dictionary;
    private final Map<String, String> names = new HashMap<>();

    private WordNetFacts(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /// Reads all facts, each once, in the order of WordNet's files; a few seconds.
    ///
    /// @throws IOException if the package cannot be read
    public static List<Fact> read() throws IOException {
        try {
            Dictionary dictionary = Dictionary.getDefaultResourceInstance();
            try {
                return new WordNetFacts(dictionary).facts();
            } finally {
                dictionary.close();
            }
        } catch (JWNLException e) {
            throw new IOException("WordNet's package cannot be read: " + e.getMessage(), e);
        }
    }

    private List<Fact> facts() throws JWNLException {
        for (PartOfSpeech part : PartOfSpeech.values()) {
            nameAll(part);
        }
        SequencedSet<Fact> facts = new LinkedHashSet<>();
        for (PartOfSpeech part : PartOfSpeech.values()) {
            Iterator<Synset> entries = dictionary.getSynsetIterator(part.pos());
            while (entries.hasNext()) {
                add(entries.next(), part, facts);
            }
        }
        return List.copyOf(facts);
    }

    private void nameAll(PartOfSpeech part) throws JWNLException {
        Map<String, Integer> numbers = numbers(part);
        Iterator<Synset> entries = dictionary.getSynsetIterator(part.pos());
        Set<String> taken = new HashSet<>();
        while (entries.hasNext()) {
            Synset entry = entries.next();
            String lemma = written(entry.getWords().getFirst().getLemma());
            Integer number = numbers.get(lemma + ' ' + entry.getOffset());
            String name =
                    String.format(
                            Locale.ROOT,
                            "%s.%s.%02d",
                            lemma,
                            part.letter(),
                            number == null ? 0 : number);
            // Two spellings of one word may share a number.
            names.put(
                    id(part.letter(), entry.getOffset()),
                    number != null && taken.add(name) ? name : name + '-' + entry.getOffset());
        }
    }

    /// Which meaning of each word a synset is, from 1.
    private Map<String, Integer> numbers(PartOfSpeech part) throws JWNLException {
        Map<String, Integer> numbers = new HashMap<>();
        Iterator<IndexWord> words = dictionary.getIndexWordIterator(part.pos());
        while (words.hasNext()) {
            IndexWord word = words.next();
            long[] offsets = word.getSynsetOffsets();
            for (int i = 0; i < offsets.length; i++) {
                numbers.put(written(word.getLemma()) + ' ' + offsets[i], i + 1);
            }
        }
        return numbers;
    }

    private void add(Synset entry, PartOfSpeech part, SequencedSet<Fact> facts)
            throws JWNLException {
        String head = names.get(id(part.letter(), entry.getOffset()));
        for (Pointer pointer : new ArrayList<>(entry.getPointers())) {
            String relation = RELATIONS.get(pointer.getType());
            String tail =
                    names.get(
                            id(
                                    pointer.getTargetPOS().getKey().charAt(0),
                                    pointer.getTargetOffset()));
            if (relation != null && head != null && tail != null) {
                facts.add(new Fact(head, relation, tail));
            }
        }
    }

    private static String id(char letter, long offset) {
        return letter + Long.toString(offset);
    }

    private static String written(String lemma) {
        return lemma.toLowerCase(Locale.ROOT).replace(' ', '_');
    }
}
