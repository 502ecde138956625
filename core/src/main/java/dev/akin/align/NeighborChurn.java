package dev.akin.align;

import dev.akin.ProgressListener;
import dev.akin.cluster.Metric;
import dev.akin.cluster.NeighborGraph;
import dev.akin.cluster.Points;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Similarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// How the neighbours of each key differ between two tables: two dates, two models, one compressed and not. Immutable and
/// thread-safe.
///
/// Both tables may have any dimension and turn any way, since only who is near whom counts. Neighbours are looked for among the
/// keys that both have, by the similarity of either table (cosine for dot products).
public final class NeighborChurn {
    private final Embeddings one;
    private final Embeddings other;
    private final SharedRows shared;
    private final int k;
    private final int[] common;

    /// The neighbours of each key compared, the nearest first, by their places among these keys.
    private final int[] before;

    private final int[] after;

    private NeighborChurn(Embeddings one, Embeddings other, SharedRows shared, Options options) {
        this.one = one;
        this.other = other;
        this.shared = shared;
        this.k = options.k();
        NeighborGraph.Options how =
                new NeighborGraph.Options(1, options.threads(), options.listener());
        before = neighbors(one, shared.rows(), how);
        after = neighbors(other, shared.otherRows(), how);
        common = IntStream.range(0, shared.count()).map(this::inCommon).toArray();
    }

    /// What is compared.
    ///
    /// @param k how many neighbours of each key, 1 or more
    /// @param limit only the first so many keys that both have
    /// @param threads 1 or more; the result does not depend on them
    public record Options(int k, int limit, int threads, ProgressListener listener) {
        public Options {
            if (k < 1 || limit < 2 || threads < 1) {
                throw new IllegalArgumentException(
                        "k ≥ 1, limit ≥ 2, threads ≥ 1, not " + k + ", " + limit + ", " + threads);
            }
        }

        /// Ten neighbours among the first 10,000 keys, all processors, no listener.
        public static Options standard() {
            return new Options(
                    10, 10_000, Runtime.getRuntime().availableProcessors(), ProgressListener.NONE);
        }
    }

    /// What became of one key.
    ///
    /// @param row in the one table
    /// @param otherRow in the other
    /// @param overlap the share of neighbours that are in both, in [0, 1]
    /// @param kept neighbours in both, the nearest first
    /// @param left neighbours in the one table alone
    /// @param came neighbours in the other alone
    public record Change(
            String key,
            int row,
            int otherRow,
            double overlap,
            List<String> kept,
            List<String> left,
            List<String> came) {}

    /// Compares tables.
    ///
    /// @throws IllegalArgumentException if they have not more than `k` keys in common whose rows hold numbers
    /// @throws java.util.concurrent.CancellationException if the listener asks to stop
    public static NeighborChurn between(Embeddings one, Embeddings other, Options options) {
        SharedRows shared = SharedRows.of(one, other, options.limit());
        if (shared.count() <= options.k()) {
            throw new IllegalArgumentException(
                    "they have "
                            + shared.count()
                            + " keys in common, which is too few to compare "
                            + options.k()
                            + " neighbours of each");
        }
        return new NeighborChurn(one, other, shared, options);
    }

    private int[] neighbors(Embeddings words, int[] rows, NeighborGraph.Options how) {
        NeighborGraph graph = NeighborGraph.of(points(words, rows), k, how);
        return IntStream.range(0, rows.length * k).map(i -> graph.id(i / k, i % k)).toArray();
    }

    private static Points points(Embeddings words, int[] rows) {
        float[] values = new float[rows.length * words.dimension()];
        words.table().gather(rows, rows.length, values, 0);
        Metric metric =
                words.similarity() == Similarity.EUCLIDEAN ? Metric.EUCLIDEAN : Metric.COSINE;
        return Points.of(values, rows.length, words.dimension(), metric);
    }

    private int inCommon(int point) {
        Set<Integer> near = neighbors(before, point);
        near.retainAll(neighbors(after, point));
        return near.size();
    }

    private Set<Integer> neighbors(int[] all, int point) {
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < k; i++) {
            ids.add(all[point * k + i]);
        }
        return ids;
    }

    /// How many keys both tables have.
    public int shared() {
        return shared.all();
    }

    /// How many of them were compared: those among the first, whose rows hold numbers in both.
    public int compared() {
        return shared.count();
    }

    /// How many keys only the one table has.
    public int only() {
        return one.size() - shared.all();
    }

    /// How many keys only the other has.
    public int onlyThere() {
        return other.size() - shared.all();
    }

    /// The mean overlap, in [0, 1].
    public double overlap() {
        return Arrays.stream(common).average().orElse(Double.NaN) / k;
    }

    /// How many keys have 0, 1 … k neighbours in common.
    public int[] histogram() {
        int[] histogram = new int[k + 1];
        for (int count : common) {
            histogram[count]++;
        }
        return histogram;
    }

    /// The overlap of each row of the one table, NaN where it was not compared.
    public float[] overlaps() {
        float[] overlaps = new float[one.size()];
        Arrays.fill(overlaps, Float.NaN);
        for (int point = 0; point < common.length; point++) {
            overlaps[shared.rows()[point]] = (float) common[point] / k;
        }
        return overlaps;
    }

    /// The keys that changed most, at the most `count`; of equals the first ones.
    public List<Change> changed(int count) {
        return ordered(count, Comparator.comparingInt(point -> common[point]));
    }

    /// The keys that changed least, at the most `count`; of equals the first ones.
    public List<Change> steady(int count) {
        return ordered(count, Comparator.comparingInt(point -> -common[point]));
    }

    private List<Change> ordered(int count, Comparator<Integer> order) {
        return IntStream.range(0, common.length)
                .boxed()
                .sorted(order)
                .limit(count)
                .map(this::change)
                .toList();
    }

    private Change change(int point) {
        Set<Integer> there = neighbors(after, point);
        Set<Integer> here = neighbors(before, point);
        List<String> kept = new ArrayList<>();
        List<String> left = new ArrayList<>();
        List<String> came = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            int gone = before[point * k + i];
            (there.contains(gone) ? kept : left).add(key(gone));
            int fresh = after[point * k + i];
            if (!here.contains(fresh)) {
                came.add(key(fresh));
            }
        }
        return new Change(
                key(point),
                shared.rows()[point],
                shared.otherRows()[point],
                (double) common[point] / k,
                kept,
                left,
                came);
    }

    private String key(int point) {
        return one.vocabulary().key(shared.rows()[point]);
    }
}
