package dev.akin.compress;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How well a table stands for another of the same keys: how far its rows are from those, and how many of the nearest keys
/// are the same. Immutable.
///
/// @param keys how many both have
/// @param error the Euclidean length of all differences by that of all rows before: 0 for no difference; NaN where the
///     dimensions differ
/// @param cosine the mean cosine of a row before and after, rows of zeros left out; NaN where the dimensions differ
/// @param overlap the mean share of the `k` nearest keys before that are among the `k` nearest after, in [0, 1]; NaN if no key was
///     asked
/// @param k how many nearest keys
/// @param asked of how many keys
public record Fidelity(int keys, double error, double cosine, double overlap, int k, int asked) {

    /// What is compared.
    ///
    /// @param k how many nearest keys, 1 or more
    /// @param sample of how many keys the nearest are looked for, evenly spread over all; 0 for none
    public record Options(int k, int sample, ProgressListener listener) {
        public Options {
            if (k < 1 || sample < 0) {
                throw new IllegalArgumentException(
                        "k ≥ 1 and sample ≥ 0, not " + k + ", " + sample);
            }
        }

        /// The ten nearest of a thousand keys.
        public static Options standard() {
            return new Options(10, 1000, ProgressListener.NONE);
        }
    }

    /// Keys asked at a time.
    private static final int BATCH = 100;

    private static final int BLOCK = 256;

    /// Compares rows of the same keys; each key's nearest are looked for among all keys of its table, by what nearness means there.
    ///
    /// @throws IllegalArgumentException if they have no key in common, or nearness is another measure here and there and nearest keys
    ///     are to be compared
    /// @throws CancellationException if the listener asks to stop
    public static Fidelity between(Embeddings before, Embeddings after, Options options) {
        checkMeasure(before, after, options);
        int[] shared = shared(before, after);
        int keys = (int) IntStream.of(shared).filter(row -> row >= 0).count();
        if (keys == 0) {
            throw new IllegalArgumentException("they have no key in common");
        }
        Differences differences = new Differences();
        if (before.dimension() == after.dimension()) {
            differences.addAll(before, after, shared, options.listener());
        }
        List<String> asked = sample(before, shared, keys, options.sample());
        double overlap = overlap(before, after, asked, options);
        return new Fidelity(
                keys,
                differences.error(),
                differences.cosine(),
                overlap,
                options.k(),
                asked.size());
    }

    private static void checkMeasure(Embeddings before, Embeddings after, Options options) {
        if (options.sample() > 0 && before.similarity() != after.similarity()) {
            throw new IllegalArgumentException(
                    "nearness is "
                            + before.similarity().label()
                            + " in the one and "
                            + after.similarity().label()
                            + " in the other, so that their nearest keys cannot be compared; compare the"
                            + " rows alone, with a sample of 0");
        }
    }

    /// For each row before that of its key after, or -1.
    private static int[] shared(Embeddings before, Embeddings after) {
        boolean same = before.vocabulary() == after.vocabulary();
        return IntStream.range(0, before.size())
                .map(row -> same ? row : after.vocabulary().id(before.vocabulary().key(row)))
                .toArray();
    }

    private static List<String> sample(Embeddings before, int[] shared, int keys, int count) {
        int[] rows = IntStream.range(0, shared.length).filter(row -> shared[row] >= 0).toArray();
        int taken = Math.min(count, keys);
        return IntStream.range(0, taken)
                .mapToObj(i -> before.vocabulary().key(rows[(int) ((long) i * keys / taken)]))
                .toList();
    }

    private static double overlap(
            Embeddings before, Embeddings after, List<String> asked, Options options) {
        long common = 0;
        long all = 0;
        for (int from = 0; from < asked.size(); from += BATCH) {
            checkStop(options.listener());
            List<String> batch = asked.subList(from, Math.min(asked.size(), from + BATCH));
            List<List<Neighbor>> here = before.neighborsOfEach(batch, options.k());
            List<List<Neighbor>> there = after.neighborsOfEach(batch, options.k());
            for (int i = 0; i < batch.size(); i++) {
                Set<String> near = keys(here.get(i));
                all += near.size();
                near.retainAll(keys(there.get(i)));
                common += near.size();
            }
        }
        return all == 0 ? Double.NaN : (double) common / all;
    }

    private static Set<String> keys(List<Neighbor> neighbors) {
        return neighbors.stream().map(Neighbor::key).collect(Collectors.toCollection(HashSet::new));
    }

    private static void checkStop(ProgressListener listener) {
        if (listener.stopRequested()) {
            throw new CancellationException("stopped while tables were compared");
        }
    }

    /// Sums over pairs of rows.
    private static final class Differences {
        private double squaredErrors;
        private double squaredNorms;
        private double cosines;
        private long directed;
        private boolean compared;

        void addAll(Embeddings before, Embeddings after, int[] shared, ProgressListener listener) {
            compared = true;
            int dimension = before.dimension();
            float[] a = new float[BLOCK * dimension];
            float[] b = new float[BLOCK * dimension];
            for (int first = 0; first < shared.length; first += BLOCK) {
                checkStop(listener);
                List<Integer> rows = new ArrayList<>();
                for (int r = first; r < Math.min(shared.length, first + BLOCK); r++) {
                    if (shared[r] >= 0) {
                        rows.add(r);
                    }
                }
                int[] here = rows.stream().mapToInt(Integer::intValue).toArray();
                int[] there = IntStream.of(here).map(row -> shared[row]).toArray();
                before.table().gather(here, here.length, a, 0);
                after.table().gather(there, there.length, b, 0);
                for (int i = 0; i < here.length; i++) {
                    add(a, b, i * dimension, dimension);
                }
            }
        }

        private void add(float[] a, float[] b, int from, int dimension) {
            double dot = 0;
            double normA = 0;
            double normB = 0;
            for (int i = from; i < from + dimension; i++) {
                double x = a[i];
                double y = b[i];
                dot += x * y;
                normA += x * x;
                normB += y * y;
            }
            squaredNorms += normA;
            squaredErrors += normA - 2 * dot + normB;
            if (normA > 0 && normB > 0) {
                cosines += dot / Math.sqrt(normA * normB);
                directed++;
            }
        }

        double error() {
            return compared && squaredNorms > 0
                    ? Math.sqrt(Math.max(0, squaredErrors) / squaredNorms)
                    : Double.NaN;
        }

        double cosine() {
            return compared && directed > 0 ? cosines / directed : Double.NaN;
        }
    }
}
