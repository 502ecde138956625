package dev.akin.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Groups of points that are almost the same: two points whose cosine is not below a threshold are in one group, and so is
/// whoever is joined to them by others. Immutable.
///
/// Up to some 100,000 points are compared each with each; of more, each with its nearest by NN-descent, which may miss a pair
/// ([#isExact()] says which it was).
public final class NearDuplicates {
    /// Multiplications that are quicker done than avoided.
    private static final double EXACT_COST = 4e12;

    /// Neighbours of each point that are looked at where not all are.
    private static final int NEAREST = 30;

    private static final double ROUNDING = 1e-6;

    private final List<int[]> groups;
    private final int[] first;
    private final float[] similarities;
    private final long pairs;
    private final boolean exact;

    private NearDuplicates(Points points, Joined joined, long pairs, boolean exact) {
        this.pairs = pairs;
        this.exact = exact;
        this.groups = groups(points.count(), joined);
        this.first = new int[points.count()];
        this.similarities = new float[points.count()];
        Arrays.setAll(first, point -> point);
        Arrays.fill(similarities, 1);
        for (int[] group : groups) {
            for (int point : group) {
                first[point] = group[0];
                similarities[point] = (float) cosine(points, group[0], point);
            }
        }
    }

    /// Finds them.
    ///
    /// @param points of [Metric#COSINE]
    /// @param threshold the least cosine of duplicates, above 0 and at the most 1
    /// @throws IllegalArgumentException if the threshold is out of its range
    /// @throws java.util.concurrent.CancellationException if the listener asks to stop
    public static NearDuplicates of(
            Points points, double threshold, NeighborGraph.Options options) {
        double cost = 0.5 * points.count() * points.count() * points.dimension();
        return cost <= EXACT_COST
                ? exact(points, threshold, options)
                : approximate(points, threshold, options);
    }

    /// Each point compared with each.
    public static NearDuplicates exact(
            Points points, double threshold, NeighborGraph.Options options) {
        check(threshold);
        Joined joined = new Joined(points.count());
        long pairs = new SimilarPairs(points, threshold, joined).find(options);
        return new NearDuplicates(points, joined, pairs, true);
    }

    /// Each point compared with some of its nearest.
    public static NearDuplicates approximate(
            Points points, double threshold, NeighborGraph.Options options) {
        check(threshold);
        Joined joined = new Joined(points.count());
        long pairs = 0;
        if (points.count() > 1) {
            int k = Math.min(NEAREST, points.count() - 1);
            NeighborGraph graph = NeighborGraph.approximate(points, k, options);
            for (int point = 0; point < points.count(); point++) {
                for (int i = 0; i < k; i++) {
                    int other = graph.id(point, i);
                    if (near(points, point, other, threshold)) {
                        pairs += point < other || !lists(graph, other, point) ? 1 : 0;
                        joined.join(point, other);
                    }
                }
            }
        }
        return new NearDuplicates(points, joined, pairs, false);
    }

    private static boolean lists(NeighborGraph graph, int point, int wanted) {
        for (int i = 0; i < graph.k(); i++) {
            if (graph.id(point, i) == wanted) {
                return true;
            }
        }
        return false;
    }

    private static void check(double threshold) {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "the threshold is a cosine above 0 and at the most 1, not " + threshold);
        }
    }

    /// Lengths are rounded: what is the same thing twice has a cosine a little below 1.
    static boolean near(Points points, int a, int b, double threshold) {
        return cosine(points, a, b) >= threshold - ROUNDING;
    }

    /// Of points at length 1 or 0, added up in double precision.
    static double cosine(Points points, int a, int b) {
        double sum = 0;
        int fromA = a * points.dimension();
        int fromB = b * points.dimension();
        for (int d = 0; d < points.dimension(); d++) {
            sum += (double) points.values[fromA + d] * points.values[fromB + d];
        }
        return Math.clamp(sum, -1.0, 1.0);
    }

    private static List<int[]> groups(int count, Joined joined) {
        int[] sizes = new int[count];
        for (int point = 0; point < count; point++) {
            sizes[joined.find(point)]++;
        }
        int[][] members = new int[count][];
        int[] filled = new int[count];
        List<int[]> groups = new ArrayList<>();
        for (int point = 0; point < count; point++) {
            int root = joined.find(point);
            if (sizes[root] > 1) {
                if (members[root] == null) {
                    members[root] = new int[sizes[root]];
                    groups.add(members[root]);
                }
                members[root][filled[root]++] = point;
            }
        }
        groups.sort(Comparator.comparingInt((int[] group) -> -group.length));
        return List.copyOf(groups);
    }

    /// The groups of two and more, the largest first, and of equally large ones the one whose first member comes first. The members
    /// rise; to be read only.
    public List<int[]> groups() {
        return groups;
    }

    /// The first point of the group that a point is in; the point itself where it is in none.
    public int first(int point) {
        return first[point];
    }

    /// The cosine of a point and the first of its group, in [-1, 1].
    public float similarity(int point) {
        return similarities[point];
    }

    /// How many pairs were found that are not below the threshold.
    public long pairs() {
        return pairs;
    }

    /// How many points could go, so that one of each group is left.
    public int extra() {
        return groups.stream().mapToInt(group -> group.length - 1).sum();
    }

    /// Whether each point was compared with each.
    public boolean isExact() {
        return exact;
    }
}
