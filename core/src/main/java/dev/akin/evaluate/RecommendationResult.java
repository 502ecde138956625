package dev.akin.evaluate;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How high recommended items stand that their users then chose. Each figure is a mean over users, with its interval over draws of
/// users.
///
/// @param k how many items of each list count
/// @param hitRate how many users find one of theirs among the first k
/// @param recall the share of a user's items that are among the first k
/// @param ndcg normalised discounted cumulative gain: an item at rank r counts 1 / log2(r + 1), over the most that the user's items could
///     have (Järvelin and Kekäläinen 2002)
/// @param mrr 1 / the rank of the first of the user's items, 0 if it is behind k
/// @param n users
public record RecommendationResult(
        int k, Score hitRate, Score recall, Score ndcg, Score mrr, int n) {
    private static final long SEED = 1;

    /// @param chosen the items that each user chose, at least one
    /// @param recommended what was recommended to each, the best first, no item twice; lists may be shorter or longer than k
    /// @throws IllegalArgumentException if the lists differ in length or are empty, a user chose nothing, an item is recommended
    ///     twice, or k is below 1
    public static RecommendationResult of(
            List<? extends Collection<String>> chosen, List<List<String>> recommended, int k) {
        checkUsers(chosen.size(), recommended.size(), k);
        double[][] figures = new double[chosen.size()][];
        for (int user = 0; user < figures.length; user++) {
            figures[user] = figures(chosen.get(user), recommended.get(user), k, user);
        }
        return of(figures, k);
    }

    /// Of users who chose one item each, whose rank is known.
    ///
    /// @param ranks the rank of each user's item, from 1; 0 if it is not among the recommended ones
    /// @throws IllegalArgumentException if there are no ranks, one is below 0, or k is below 1
    public static RecommendationResult ofRanks(int[] ranks, int k) {
        checkUsers(ranks.length, ranks.length, k);
        double[][] figures = new double[ranks.length][];
        for (int user = 0; user < ranks.length; user++) {
            if (ranks[user] < 0) {
                throw new IllegalArgumentException(
                        "the rank of user "
                                + user
                                + " is "
                                + ranks[user]
                                + "; it must not be below 0");
            }
            boolean hit = ranks[user] > 0 && ranks[user] <= k;
            figures[user] =
                    hit ? new double[] {1, 1, gain(ranks[user]), 1.0 / ranks[user]} : new double[4];
        }
        return of(figures, k);
    }

    private static void checkUsers(int users, int lists, int k) {
        if (users == 0 || users != lists) {
            throw new IllegalArgumentException(
                    users
                            + " users have "
                            + lists
                            + " lists of items; each needs one, and there must be one at least");
        }
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
    }

    private static double[] figures(
            Collection<String> chosen, List<String> recommended, int k, int user) {
        Set<String> theirs = Set.copyOf(chosen);
        if (theirs.isEmpty()) {
            throw new IllegalArgumentException(
                    "user " + user + " chose nothing; leave such users out");
        }
        if (new HashSet<>(recommended).size() < recommended.size()) {
            throw new IllegalArgumentException("an item is recommended twice to user " + user);
        }
        int hits = 0;
        double gain = 0;
        int first = 0;
        for (int rank = 1; rank <= Math.min(k, recommended.size()); rank++) {
            if (theirs.contains(recommended.get(rank - 1))) {
                hits++;
                gain += gain(rank);
                first = first == 0 ? rank : first;
            }
        }
        return new double[] {
            hits > 0 ? 1 : 0,
            (double) hits / theirs.size(),
            gain / mostGain(Math.min(k, theirs.size())),
            first == 0 ? 0 : 1.0 / first
        };
    }

    private static double gain(int rank) {
        return Math.log(2) / Math.log(rank + 1.0);
    }

    private static double mostGain(int items) {
        double most = 0;
        for (int rank = 1; rank <= items; rank++) {
            most += gain(rank);
        }
        return most;
    }

    private static RecommendationResult of(double[][] figures, int k) {
        return new RecommendationResult(
                k,
                mean(figures, 0),
                mean(figures, 1),
                mean(figures, 2),
                mean(figures, 3),
                figures.length);
    }

    private static Score mean(double[][] figures, int column) {
        return Score.of(
                figures.length,
                SEED,
                times -> {
                    double sum = 0;
                    for (int user = 0; user < times.length; user++) {
                        sum += times[user] * figures[user][column];
                    }
                    return sum / times.length;
                });
    }

    @Override
    public String toString() {
        return "hit rate@%d %s, recall@%d %s, nDCG@%d %s, MRR@%d %s, n %d"
                .formatted(k, hitRate, k, recall, k, ndcg, k, mrr, n);
    }
}
