package dev.akin.embeddings;

import dev.akin.cluster.Centers;
import dev.akin.cluster.Clustering;
import dev.akin.cluster.FiniteRows;
import dev.akin.cluster.Points;
import dev.akin.kernel.Kernels;
import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// Which keys stand for a group, and what it is called by them.
final class ClusterNames {
    private static final int TYPICAL = 10;
    private static final int IN_NAME = 3;

    /// One in so many of a group belongs to it surely enough to stand for it.
    private static final int SURE = 4;

    private final Vocabulary vocabulary;
    private final FiniteRows rows;
    private final Points points;
    private final Clustering clustering;

    ClusterNames(Vocabulary vocabulary, FiniteRows rows, Points points, Clustering clustering) {
        this.vocabulary = vocabulary;
        this.rows = rows;
        this.points = points;
        this.clustering = clustering;
    }

    /// The most typical keys of each group, the most typical first; of those that differ by case alone the first.
    List<List<String>> typical() {
        Centers centers = Centers.of(points, clustering);
        int[][] members = clustering.members();
        return IntStream.range(0, members.length)
                .mapToObj(c -> typical(members[c], centers.center(c)))
                .toList();
    }

    private List<String> typical(int[] members, float[] center) {
        float[] squared = squaredDistances(members, center);
        Comparator<Integer> nearest = Comparator.comparingDouble(i -> squared[i]);
        Comparator<Integer> surest =
                Comparator.comparingDouble(i -> -clustering.strength(members[i]));
        // What is frequent lies in the middle of nowhere: it is typical only if it is surely of the
        // group.
        List<Integer> sure =
                IntStream.range(0, members.length)
                        .boxed()
                        .sorted(surest.thenComparing(nearest))
                        .limit(Math.max(TYPICAL, members.length / SURE))
                        .sorted(vocabulary.counted() ? mostFrequent(members) : nearest)
                        .toList();
        List<String> keys = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (int i = 0; i < sure.size() && keys.size() < TYPICAL; i++) {
            String key = vocabulary.key(rows.row(members[sure.get(i)]));
            if (known.add(key.toLowerCase(Locale.ROOT))) {
                keys.add(key);
            }
        }
        return keys;
    }

    private Comparator<Integer> mostFrequent(int[] members) {
        return Comparator.comparingLong(i -> -vocabulary.count(rows.row(members[i])));
    }

    private float[] squaredDistances(int[] members, float[] center) {
        int dimension = points.dimension();
        int[] starts = Arrays.stream(members).map(p -> p * dimension).toArray();
        float[] squared = new float[members.length];
        Kernels.best()
                .squaredDistances(
                        points.values(), starts, members.length, center, 0, dimension, squared);
        return squared;
    }

    /// Names by typical keys, up to three of each; with a number where a name would come twice, as keys with commas can make it.
    static List<String> distinct(List<List<String>> keys) {
        Set<String> known = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (List<String> typical : keys) {
            String name = String.join(", ", typical.subList(0, Math.min(IN_NAME, typical.size())));
            while (!known.add(name)) {
                name += " (" + names.size() + ")";
            }
            names.add(name);
        }
        return names;
    }
}
