package dev.akin.wordnet;

import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.Auc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Do vectors know synonyms: how often are two words of one meaning nearer to each other than two random words?
///
/// Each pair of synonyms is held against the same first word with another second one, drawn from those that are about
/// as frequent: frequent words lie differently from rare ones, and that alone must not count. Immutable.
public final class SynonymTask {
    /// How many places up or down the list of words by frequency a random word may stand from the one it replaces.
    private static final int NEARBY = 25;

    private final List<WordPair> pairs;

    private SynonymTask(List<WordPair> pairs) {
        this.pairs = pairs;
    }

    public static SynonymTask of(WordNet wordNet) {
        return new SynonymTask(wordNet.synonymPairs(false));
    }

    /// Over the synonyms that the embeddings know; their rows must stand by frequency, as learners leave them.
    ///
    /// @param seed what the random words and the interval are drawn from
    public Auc evaluate(Embeddings embeddings, long seed) {
        List<int[]> known = known(embeddings);
        Set<Long> synonyms = new HashSet<>();
        known.forEach(pair -> synonyms.add(unordered(pair[0], pair[1])));
        SplittableRandom random = new SplittableRandom(seed);
        double[] alike = new double[known.size()];
        double[] drawn = new double[known.size()];
        for (int i = 0; i < alike.length; i++) {
            int first = known.get(i)[0];
            int second = known.get(i)[1];
            int other = other(first, second, embeddings.size(), synonyms, random);
            alike[i] = embeddings.similarity(first, second);
            drawn[i] = embeddings.similarity(first, other);
        }
        return Auc.of(alike, drawn, seed);
    }

    private List<int[]> known(Embeddings embeddings) {
        List<int[]> known = new ArrayList<>();
        for (WordPair pair : pairs) {
            int first = embeddings.find(pair.first());
            int second = embeddings.find(pair.second());
            if (first >= 0 && second >= 0 && first != second) {
                known.add(new int[] {first, second});
            }
        }
        return known;
    }

    /// A word about as frequent as `second` that is no synonym of `first`; `second` itself where there is none.
    private static int other(
            int first, int second, int size, Set<Long> synonyms, SplittableRandom random) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int candidate = second + random.nextInt(-NEARBY, NEARBY + 1);
            if (candidate >= 0
                    && candidate < size
                    && candidate != first
                    && !synonyms.contains(unordered(first, candidate))) {
                return candidate;
            }
        }
        return second;
    }

    private static long unordered(int a, int b) {
        return ((long) Math.min(a, b) << 32) | Math.max(a, b);
    }
}
