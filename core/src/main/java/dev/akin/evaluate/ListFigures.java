package dev.akin.evaluate;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The figures of users' lists: user by user, those of [RecommendationMeasure] in its order.
final class ListFigures {
    static final int COUNT = RecommendationMeasure.values().length;

    private final int k;

    /// @throws IllegalArgumentException if there are no users, not as many lists, or k is below 1
    ListFigures(int users, int lists, int k) {
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
        this.k = k;
    }

    double[][] of(List<? extends Collection<String>> chosen, List<List<String>> recommended) {
        double[][] figures = new double[chosen.size()][];
        for (int user = 0; user < figures.length; user++) {
            figures[user] = of(chosen.get(user), recommended.get(user), user);
        }
        return figures;
    }

    private double[] of(Collection<String> chosen, List<String> recommended, int user) {
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
        double precision = 0;
        int first = 0;
        for (int rank = 1; rank <= Math.min(k, recommended.size()); rank++) {
            if (theirs.contains(recommended.get(rank - 1))) {
                hits++;
                gain += gain(rank);
                precision += (double) hits / rank;
                first = first == 0 ? rank : first;
            }
        }
        int most = Math.min(k, theirs.size());
        return new double[] {
            hits > 0 ? 1 : 0,
            (double) hits / theirs.size(),
            gain / mostGain(most),
            first == 0 ? 0 : 1.0 / first,
            precision / most
        };
    }

    /// Of a user who chose one item, at this rank; 0 if it is not there.
    double[] ofRank(int rank, int user) {
        if (rank < 0) {
            throw new IllegalArgumentException(
                    "the rank of user " + user + " is " + rank + "; it must not be below 0");
        }
        boolean hit = rank > 0 && rank <= k;
        return hit ? new double[] {1, 1, gain(rank), 1.0 / rank, 1.0 / rank} : new double[COUNT];
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

    /// The mean of each column, each user there as often as it was drawn.
    static double[] means(double[][] figures, int[] times) {
        double[] means = new double[COUNT];
        for (int user = 0; user < times.length; user++) {
            int drawn = times[user];
            for (int column = 0; drawn > 0 && column < COUNT; column++) {
                means[column] += drawn * figures[user][column];
            }
        }
        for (int column = 0; column < COUNT; column++) {
            means[column] /= times.length;
        }
        return means;
    }
}
