package dev.akin.align;

import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.table.EmbeddingTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/// Neighbours of one table's rows among the keys of another in the same space, by cosine or by CSLS, cross-domain similarity local scaling (Conneau et
/// al., "Word Translation Without Parallel Data", 2018): 2 cos(x, y) − r(x) − r(y), r being the mean cosine of a row with its k nearest of the other table,
/// so that rows that are near to everything are not everyone's neighbour. Immutable and thread-safe.
///
/// Rows of zeros, or with numbers that are none, are no one's neighbour.
public final class Csls {
    private static final int K = 10;

    private final Embeddings targets;
    private final EmbeddingTable units;
    private final boolean[] usable;
    private final float[] density;

    private Csls(Embeddings targets, EmbeddingTable units, boolean[] usable, float[] density) {
        this.targets = targets;
        this.units = units;
        this.usable = usable;
        this.density = density;
    }

    /// Measures how dense the other table's rows stand around each of `targets`.
    ///
    /// @param limit only the first so many keys of `targets` answer, and only the first so many of `sources` tell density
    /// @throws IllegalArgumentException if the dimensions differ
    /// @throws CancellationException if the listener asks to stop
    public static Csls of(
            Embeddings targets, Embeddings sources, int limit, ProgressListener listener) {
        if (targets.dimension() != sources.dimension()) {
            throw new IllegalArgumentException(
                    "neighbours need one space: vectors of "
                            + sources.dimension()
                            + " and of "
                            + targets.dimension()
                            + " dimensions; align maps the ones to the others");
        }
        float[] there = units(targets, limit);
        float[] here = units(sources, limit);
        int dimension = targets.dimension();
        EmbeddingTable units = EmbeddingTable.of(there, there.length / dimension, dimension);
        EmbeddingTable others = EmbeddingTable.of(here, here.length / dimension, dimension);
        boolean[] usable = new boolean[units.rows()];
        float[] density = new float[units.rows()];
        Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
        int block = 1024;
        for (int first = 0; first < density.length; first += block) {
            if (listener.stopRequested()) {
                throw new CancellationException("told to stop");
            }
            int from = first;
            workers.each(
                    Math.min(block, density.length - first),
                    i -> {
                        float[] row = units.row(from + i);
                        usable[from + i] = dot(row, row) > 0;
                        density[from + i] = density(row, others);
                    });
        }
        return new Csls(targets, units, usable, density);
    }

    private static float[] units(Embeddings words, int limit) {
        int count = Math.min(limit, words.size());
        int dimension = words.dimension();
        float[] units = new float[Math.multiplyExact(count, dimension)];
        for (int row = 0; row < count; row++) {
            System.arraycopy(unit(words.table().row(row)), 0, units, row * dimension, dimension);
        }
        return units;
    }

    /// Zeros where there is no direction.
    static float[] unit(float[] row) {
        double norm = Math.sqrt(dot(row, row));
        float[] unit = new float[row.length];
        if (norm > 0 && Double.isFinite(norm)) {
            for (int i = 0; i < row.length; i++) {
                unit[i] = (float) (row[i] / norm);
            }
        }
        return unit;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /// The mean of the ten largest cosines.
    private static float density(float[] unit, EmbeddingTable others) {
        float[] cosines = new float[others.rows()];
        others.dots(unit, 0, cosines.length, cosines, 0);
        int k = Math.min(K, cosines.length);
        float[] largest = new float[k];
        Arrays.fill(largest, Float.NEGATIVE_INFINITY);
        for (float cosine : cosines) {
            if (cosine > largest[0]) {
                int place = 0;
                while (place + 1 < k && largest[place + 1] < cosine) {
                    largest[place] = largest[++place];
                }
                largest[place] = cosine;
            }
        }
        double sum = 0;
        for (float cosine : largest) {
            sum += cosine;
        }
        return (float) (k == 0 ? 0 : sum / k);
    }

    /// The nearest keys by CSLS; the score leaves out r(x), which is the same for all, and is 2 cos − r(y).
    ///
    /// @throws IllegalArgumentException if the vector has another dimension, or `k` is below 1
    public List<Neighbor> neighbors(float[] vector, int k) {
        return nearest(vector, k, true);
    }

    /// The nearest keys by cosine.
    ///
    /// @throws IllegalArgumentException if the vector has another dimension, or `k` is below 1
    public List<Neighbor> byCosine(float[] vector, int k) {
        return nearest(vector, k, false);
    }

    private List<Neighbor> nearest(float[] vector, int k, boolean scaled) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
        float[] scores = scores(vector, scaled);
        List<Neighbor> nearest = new ArrayList<>();
        IntStream.range(0, scores.length)
                .filter(row -> usable[row])
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> -scores[row]))
                .limit(k)
                .forEach(row ->
                        nearest.add(new Neighbor(targets.vocabulary().key(row), row, scores[row])));
        return nearest;
    }

    private float[] scores(float[] vector, boolean scaled) {
        float[] scores = new float[units.rows()];
        units.dots(unit(vector), 0, scores.length, scores, 0);
        for (int row = 0; scaled && row < scores.length; row++) {
            scores[row] = 2 * scores[row] - density[row];
        }
        return scores;
    }

    /// The row that is nearest by CSLS, −1 where there is none.
    int best(float[] vector) {
        float[] scores = scores(vector, true);
        int best = -1;
        for (int row = 0; row < scores.length; row++) {
            if (usable[row] && (best < 0 || scores[row] > scores[best])) {
                best = row;
            }
        }
        return best;
    }

    /// How many rows are nearer than the nearest of `these`, which are at least one.
    int rank(float[] vector, List<Integer> these, boolean scaled) {
        float[] scores = scores(vector, scaled);
        int nearest = Collections.max(these, Comparator.comparingDouble(row -> scores[row]));
        int rank = 0;
        for (int other = 0; other < scores.length; other++) {
            rank += other != nearest && usable[other] && scores[other] >= scores[nearest] ? 1 : 0;
        }
        return rank;
    }
}
