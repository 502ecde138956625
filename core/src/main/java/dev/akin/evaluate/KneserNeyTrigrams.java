package dev.akin.evaluate;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/// The baseline of language models: a word is predicted from the two before it, by interpolated modified Kneser–Ney smoothing (Chen
/// and Goodman 1999, "An empirical study of smoothing techniques for language modeling", section 4.1.6).
///
/// A trigram counts as often as it came; a shorter n-gram, as many different words stood before it, or as often as it came where it
/// begins a sentence. Words outside of the vocabulary are one word, [#UNKNOWN]; the end of a sentence is a word too. So the
/// probabilities behind any two words sum to 1 over the vocabulary and these two. Immutable and thread-safe.
public final class KneserNeyTrigrams {
    /// What every word outside of the vocabulary is.
    public static final String UNKNOWN = "<unk>";

    /// The end of a sentence.
    public static final String END = "</s>";

    private static final int UNKNOWN_ID = 0;
    private static final int END_ID = 1;
    private static final int START_ID = 2;
    private static final int FIRST_WORD = 3;
    private static final int MOST_WORDS = (int) NgramLevel.WORD - FIRST_WORD;

    private final Map<String, Integer> ids;
    private final NgramLevel words;
    private final NgramLevel pairs;
    private final NgramLevel triples;

    private KneserNeyTrigrams(Map<String, Integer> ids, List<List<String>> sentences) {
        this.ids = ids;
        NgramCounts threes = NgramCounts.of(triples(sentences));
        long[] inner = threes.shorter((1L << (2 * NgramLevel.BITS)) - 1);
        NgramCounts twos =
                NgramCounts.of(
                        LongStream.concat(LongStream.of(starts(sentences)), LongStream.of(inner))
                                .toArray());
        NgramCounts ones = NgramCounts.of(twos.shorter(NgramLevel.WORD));
        this.words = new NgramLevel(ones.keys(), ones.counts(), key -> evenly());
        this.pairs = new NgramLevel(twos.keys(), twos.counts(), this::wordProbability);
        this.triples = new NgramLevel(threes.keys(), threes.counts(), this::pairProbability);
    }

    /// A model that knows the words that came at least so often.
    ///
    /// @param sentences words in their order; empty ones count as well
    /// @param minCount at least 1; with 1 nothing unknown is seen, and unknown words get what is kept for all words alike
    /// @throws IllegalArgumentException if there are no sentences, minCount is below 1, or there are more than 2,097,148 words
    public static KneserNeyTrigrams fit(List<List<String>> sentences, int minCount) {
        if (minCount < 1) {
            throw new IllegalArgumentException("minCount must be at least 1, not " + minCount);
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        sentences.forEach(
                sentence -> sentence.forEach(word -> counts.merge(word, 1, Integer::sum)));
        counts.values().removeIf(count -> count < minCount);
        return fit(sentences, counts.keySet());
    }

    /// A model with a given vocabulary, such as that of a network to compare with.
    ///
    /// @param vocabulary [#UNKNOWN] and [#END] need not be in it
    /// @throws IllegalArgumentException if there are no sentences, or more than 2,097,148 words
    public static KneserNeyTrigrams fit(
            List<List<String>> sentences, Collection<String> vocabulary) {
        if (sentences.isEmpty()) {
            throw new IllegalArgumentException("there are no sentences");
        }
        Set<String> distinct = new LinkedHashSet<>(vocabulary);
        if (distinct.size() > MOST_WORDS) {
            throw new IllegalArgumentException(
                    distinct.size()
                            + " words are more than "
                            + MOST_WORDS
                            + "; leave out rare ones");
        }
        Map<String, Integer> ids = new HashMap<>();
        distinct.remove(UNKNOWN);
        distinct.remove(END);
        distinct.forEach(word -> ids.put(word, FIRST_WORD + ids.size()));
        ids.put(UNKNOWN, UNKNOWN_ID);
        ids.put(END, END_ID);
        return new KneserNeyTrigrams(ids, sentences);
    }

    /// How many words can come next, [#UNKNOWN] and [#END] among them.
    public int size() {
        return ids.size();
    }

    /// How probable a word is behind others, in (0, 1].
    ///
    /// @param before the sentence so far; its last two words count, and that nothing stands before them
    /// @param word any, or [#END]
    public double probability(List<String> before, String word) {
        int length = before.size();
        long last = length > 0 ? id(before.get(length - 1)) : START_ID;
        if (length == 0) {
            return pairProbability(last << NgramLevel.BITS | id(word));
        }
        long first = length > 1 ? id(before.get(length - 2)) : START_ID;
        return triple(first << NgramLevel.BITS | last, id(word));
    }

    /// The natural logarithm of a sentence's probability, its end included.
    public double logProbability(List<String> sentence) {
        double sum = 0;
        for (int i = 0; i <= sentence.size(); i++) {
            String word = i < sentence.size() ? sentence.get(i) : END;
            sum += Math.log(probability(sentence.subList(Math.max(0, i - 2), i), word));
        }
        return sum;
    }

    /// How well the model predicts other sentences, their ends included.
    ///
    /// @throws IllegalArgumentException if there are none
    public Perplexity perplexity(List<List<String>> sentences) {
        return Perplexity.of(
                sentences.stream().mapToDouble(this::logProbability).toArray(),
                sentences.stream().mapToInt(sentence -> sentence.size() + 1).toArray());
    }

    private long id(String word) {
        return ids.getOrDefault(word, UNKNOWN_ID);
    }

    /// All trigrams that do not begin before a sentence's start, so that a sentence of n words and its end has n.
    private long[] triples(List<List<String>> sentences) {
        int size = Math.toIntExact(sentences.stream().mapToLong(List::size).sum());
        long[] triples = new long[size];
        int at = 0;
        for (List<String> sentence : sentences) {
            long before = START_ID;
            for (int i = 0; i < sentence.size(); i++) {
                long word = id(sentence.get(i));
                boolean last = i == sentence.size() - 1;
                long next = last ? END_ID : id(sentence.get(i + 1));
                triples[at++] = (before << NgramLevel.BITS | word) << NgramLevel.BITS | next;
                before = word;
            }
        }
        return triples;
    }

    /// The pair of the start and the first word of each sentence.
    private long[] starts(List<List<String>> sentences) {
        return sentences.stream()
                .mapToLong(sentence -> sentence.isEmpty() ? END_ID : id(sentence.getFirst()))
                .map(first -> (long) START_ID << NgramLevel.BITS | first)
                .toArray();
    }

    private double evenly() {
        return 1.0 / size();
    }

    private double wordProbability(long key) {
        return words.probability(0, key & NgramLevel.WORD, evenly());
    }

    private double pairProbability(long key) {
        long before = key >>> NgramLevel.BITS & NgramLevel.WORD;
        return pairs.probability(before, key & NgramLevel.WORD, wordProbability(key));
    }

    private double triple(long context, long word) {
        long shorter = (context & NgramLevel.WORD) << NgramLevel.BITS | word;
        return triples.probability(context, word, pairProbability(shorter));
    }
}
