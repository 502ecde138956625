package dev.akin.cluster;

import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The nearest of each of many points among the others, the nearest first. Immutable and thread-safe.
///
/// Small sets are compared each with each; large ones by NN-descent (Dong, Moses, Li 2011), which misses a few:
/// [#recall(int)] says how many.
public final class NeighborGraph {
    /// Multiplications that are quicker done than avoided.
    private static final double EXACT_COST = 1e12;

    /// Neighbours that descent finds; more are found among the neighbours of these.
    private static final int FEW = 30;

    private final Found found;
    private final int k;
    private final float[] distances;

    private NeighborGraph(Found found, int k, float[] distances) {
        this.found = found;
        this.k = k;
        this.distances = distances;
    }

    /// Who is near whom.
    ///
    /// @param others those who may be neighbours
    /// @param ids in no order until [#of(Found, int)] has seen them
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Found(Points points, Points others, int[] ids, boolean exact) {}

    /// What a graph is made by.
    ///
    /// @param seed what chance begins with, where chance has a part
    /// @param threads 1 or more; the graph does not depend on them
    public record Options(long seed, int threads, ProgressListener listener) {
        public Options {
            if (threads < 1) {
                throw new IllegalArgumentException("threads ≥ 1, not " + threads);
            }
        }

        /// Seed 1, all processors, no listener.
        public static Options standard() {
            return new Options(
                    1, Runtime.getRuntime().availableProcessors(), ProgressListener.NONE);
        }
    }

    /// The graph of points, exact where that is quick enough.
    ///
    /// @param k neighbours of each, from 1 to one less than there are points
    /// @throws IllegalArgumentException if there are not as many points
    public static NeighborGraph of(Points points, int k, Options options) {
        double cost = (double) points.count() * points.count() * points.dimension();
        return cost <= EXACT_COST ? exact(points, k, options) : approximate(points, k, options);
    }

    /// Each point compared with each.
    public static NeighborGraph exact(Points points, int k, Options options) {
        check(k, points.count(), points.count() - 1);
        int[] ids = ExactNeighbors.ofEachOther(points, k).find(options);
        return of(new Found(points, points, ids, true), options.threads());
    }

    /// The nearest of each point among others, exactly.
    ///
    /// @param k neighbours of each, from 1 to as many as there are others
    /// @throws IllegalArgumentException if there are not as many, or points have another dimension
    public static NeighborGraph among(Points points, Points others, int k, Options options) {
        if (points.dimension() != others.dimension()) {
            throw new IllegalArgumentException(
                    "points have "
                            + points.dimension()
                            + " numbers, those among which neighbours are wanted "
                            + others.dimension());
        }
        check(k, others.count(), others.count());
        int[] ids = ExactNeighbors.among(points, others, k).find(options);
        return of(new Found(points, others, ids, true), options.threads());
    }

    /// By NN-descent.
    public static NeighborGraph approximate(Points points, int k, Options options) {
        check(k, points.count(), points.count() - 1);
        int few = Math.min(k, Math.max(FEW, k / 3));
        NeighborHeaps heaps = new NeighborDescent(points, few, options).find();
        if (few < k) {
            heaps = new WiderNeighbors(points, heaps, k).find(options.threads());
        }
        return of(new Found(points, points, heaps.ids, false), options.threads());
    }

    private static void check(int k, int count, int most) {
        if (k < 1 || k > most) {
            throw new IllegalArgumentException(
                    k
                            + " neighbours of "
                            + count
                            + " points: 1 to "
                            + Math.max(0, most)
                            + " can be had");
        }
    }

    /// Distances once more without the rounding of products, and the nearest first.
    private static NeighborGraph of(Found found, int threads) {
        int count = found.points.count();
        int k = count == 0 ? 0 : found.ids.length / count;
        float[] distances = new float[found.ids.length];
        int share = 256;
        new Workers(threads)
                .each(
                        Math.ceilDiv(count, share),
                        part -> {
                            int to = Math.min(count, (part + 1) * share);
                            for (int p = part * share; p < to; p++) {
                                sort(found, p, k, distances);
                            }
                        });
        return new NeighborGraph(found, k, distances);
    }

    private static void sort(Found found, int point, int k, float[] distances) {
        int[] ids = found.ids;
        long[] order = new long[k];
        for (int i = 0; i < k; i++) {
            int id = ids[point * k + i];
            float squares = found.points.squaredDistance(point, found.others, id);
            // Bits of floats that are not negative are in their order.
            order[i] = (long) Float.floatToIntBits((float) Math.sqrt(squares)) << 32 | id;
        }
        Arrays.sort(order);
        for (int i = 0; i < k; i++) {
            ids[point * k + i] = (int) order[i];
            distances[point * k + i] = Float.intBitsToFloat((int) (order[i] >>> 32));
        }
    }

    public int count() {
        return found.points.count();
    }

    /// How many neighbours each point has.
    public int k() {
        return k;
    }

    /// Whether each point was compared with each.
    public boolean isExact() {
        return found.exact;
    }

    /// The `i`-th nearest of a point, from 0.
    public int id(int point, int i) {
        return found.ids[point * k + i];
    }

    /// How far that one is: the Euclidean distance, of points at length 1 where the metric is [Metric#COSINE].
    public float distance(int point, int i) {
        return distances[point * k + i];
    }

    /// The share of the true nearest that are in the graph, in [0, 1], for some points drawn by chance.
    ///
    /// @param sample how many points; all if there are fewer
    public double recall(int sample) {
        if (found.exact) {
            return 1;
        }
        int[] drawn =
                new SplittableRandom(1)
                        .ints(0, count())
                        .distinct()
                        .limit(Math.min(sample, count()))
                        .toArray();
        return Arrays.stream(drawn).parallel().mapToDouble(this::recallOf).average().orElse(1);
    }

    private double recallOf(int point) {
        float[] all = new float[count()];
        for (int p = 0; p < count(); p++) {
            all[p] = p == point ? Float.POSITIVE_INFINITY : found.points.squaredDistance(point, p);
        }
        Arrays.sort(all);
        // Of points at the same distance any are right.
        float farthest = all[k - 1] * 1.000001f;
        return IntStream.range(0, k)
                        .filter(i -> found.points.squaredDistance(point, id(point, i)) <= farthest)
                        .count()
                / (double) k;
    }
}
