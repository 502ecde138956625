package dev.akin.embeddings;

import dev.akin.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the words of a text mean together: the mean of their vectors, in which frequent words weigh little (Arora, Liang, Ma 2017).
/// Immutable and thread-safe.
public final class Gist {
    /// The share of all words at which a word weighs half.
    private static final double HALF = 1e-3;

    private final List<String> known;
    private final List<String> unknown;
    private final float[] vector;

    private Gist(List<String> known, List<String> unknown, float[] vector) {
        this.known = List.copyOf(known);
        this.unknown = List.copyOf(unknown);
        this.vector = vector;
    }

    /// @param text cut into words as the table's own text was, where its file says how
    /// @throws UnknownKeyException if none of its words has a vector, with spellings near the first
    /// @throws IllegalArgumentException if there is no word in it
    public static Gist of(Embeddings words, String text) {
        Set<String> found =
                new LinkedHashSet<>(
                        Words.ofDescription(words.metadata().get(TextWords.METADATA)).in(text));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no word in the text");
        }
        List<String> known = found.stream().filter(words::answers).toList();
        if (known.isEmpty()) {
            String first = found.iterator().next();
            throw new UnknownKeyException(first, Spellings.near(words.vocabulary(), first));
        }
        List<String> unknown = new ArrayList<>(found);
        unknown.removeAll(known);
        return new Gist(known, unknown, mean(words, known));
    }

    private static float[] mean(Embeddings words, List<String> known) {
        WordShares shares = WordShares.of(words.vocabulary());
        List<Exact.Weighted> terms = new ArrayList<>();
        double all = 0;
        for (String word : known) {
            int id = words.find(word);
            double weight = id < 0 ? 1 : HALF / (HALF + shares.of(id));
            all += weight;
            terms.add(new Exact.Weighted(weight, words.similarity().input(words.vector(word))));
        }
        return Exact.sum(terms, words.dimension(), all);
    }

    /// The words that have a vector, each once.
    public List<String> known() {
        return known;
    }

    /// The words that have none.
    public List<String> unknown() {
        return unknown;
    }

    /// The weighed mean: a copy.
    public float[] vector() {
        return vector.clone();
    }
}
