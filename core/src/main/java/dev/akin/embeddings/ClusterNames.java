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

    /// The nearest other groups, from which a key is told apart.
    private static final int RIVALS = 16;

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
                .mapToObj(c -> keys(members[c], typicality(members[c], centers, c)))
                .toList();
    }

    private List<String> keys(int[] members, float[] typicality) {
        int[] order =
                IntStream.range(0, members.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -typicality[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        List<String> keys = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (int i = 0; i < order.length && keys.size() < TYPICAL; i++) {
            String key = vocabulary.key(rows.row(members[order[i]]));
            if (known.add(key.toLowerCase(Locale.ROOT))) {
                keys.add(key);
            }
        }
        return keys;
    }

    /// How much nearer each member is to its group than to the next, times the logarithm of its count: what is frequent everywhere lies
    /// between groups, and what is rare says little, however near it is. With one group, how near.
    private float[] typicality(int[] members, Centers centers, int group) {
        float[] own = squaredDistances(members, centers.center(group));
        float[] next = new float[members.length];
        int[] rivals = rivals(centers, group);
        Arrays.fill(next, rivals.length == 0 ? 0 : Float.POSITIVE_INFINITY);
        for (int rival : rivals) {
            float[] squared = squaredDistances(members, centers.center(rival));
            for (int i = 0; i < next.length; i++) {
                next[i] = Math.min(next[i], squared[i]);
            }
        }
        for (int i = 0; i < next.length; i++) {
            float margin = next[i] - own[i];
            next[i] = margin > 0 ? margin * weight(members[i]) : margin;
        }
        return next;
    }

    private float weight(int point) {
        return vocabulary.counted()
                ? (float) Math.log1p((double) vocabulary.count(rows.row(point)))
                : 1;
    }

    /// The groups whose centres are the nearest to that of one.
    private int[] rivals(Centers centers, int group) {
        float[] center = centers.center(group);
        return IntStream.range(0, clustering.clusters())
                .filter(other -> other != group)
                .boxed()
                .sorted(Comparator.comparingDouble(other -> squared(center, centers.center(other))))
                .limit(RIVALS)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static float squared(float[] a, float[] b) {
        float[] distance = new float[1];
        Kernels.best().squaredDistances(a, new int[1], 1, b, 0, a.length, distance);
        return distance[0];
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
