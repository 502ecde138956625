package dev.akin.evaluate;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Pca;
import dev.akin.embeddings.Embeddings;
import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Looks at every row once, and at some again.
final class HealthCheck {
    private static final int BLOCK = 1024;

    /// Rows whose variances stand for those of all.
    private static final int SAMPLE = 20_000;

    /// Dimensions up to which all components are looked for.
    private static final int WIDE = 1024;

    /// Of the median length.
    private static final double DEAD = 1e-3;

    private final Embeddings words;
    private final int dimension;

    /// The lengths of rows; NaN for those that hold what is no number.
    private final double[] norms;

    private final RowHashes hashes;
    private final float[] least;
    private final float[] most;
    private final double[] directions;
    private int directed;

    HealthCheck(Embeddings words, ProgressListener listener) {
        this.words = words;
        dimension = words.dimension();
        norms = new double[words.size()];
        hashes = new RowHashes(words.table());
        least = new float[dimension];
        most = new float[dimension];
        directions = new double[dimension];
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        Arrays.fill(most, Float.NEGATIVE_INFINITY);
        look(listener);
    }

    private void look(ProgressListener listener) {
        float[] block = new float[BLOCK * dimension];
        for (int first = 0; first < norms.length; first += BLOCK) {
            int count = Math.min(BLOCK, norms.length - first);
            words.table().read(first, count, block, 0);
            for (int i = 0; i < count; i++) {
                look(first + i, block, i * dimension);
            }
            listener.update(new Progress("looking", first + count, norms.length, "rows"));
            if (listener.stopRequested()) {
                throw new CancellationException("stopped after " + (first + count) + " rows");
            }
        }
    }

    private void look(int row, float[] numbers, int from) {
        double squares = 0;
        for (int d = 0; d < dimension; d++) {
            squares += (double) numbers[from + d] * numbers[from + d];
        }
        norms[row] = Double.isFinite(squares) ? Math.sqrt(squares) : Double.NaN;
        hashes.add(row, numbers, from);
        if (Double.isNaN(norms[row])) {
            return;
        }
        for (int d = 0; d < dimension; d++) {
            least[d] = Math.min(least[d], numbers[from + d]);
            most[d] = Math.max(most[d], numbers[from + d]);
        }
        if (squares > 0) {
            directed++;
            for (int d = 0; d < dimension; d++) {
                directions[d] += numbers[from + d] / norms[row];
            }
        }
    }

    TableHealth result() {
        double[] sorted =
                Arrays.stream(norms).filter(norm -> !Double.isNaN(norm)).sorted().toArray();
        double tiny = DEAD * quantile(sorted, 0.5);
        IntPredicate dead = row -> norms[row] <= tiny;
        TableHealth found =
                new TableHealth(
                        norms.length,
                        dimension,
                        named(row -> Double.isNaN(norms[row])),
                        named(dead),
                        deadDimensions(sorted.length),
                        hashes.duplicates(words.vocabulary(), row -> norms[row] > tiny),
                        norms(sorted),
                        normsByCount(row -> norms[row] > tiny),
                        directions(),
                        List.of());
        return HealthFindings.in(found);
    }

    private TableHealth.Named named(IntPredicate which) {
        int[] rows = IntStream.range(0, norms.length).filter(which).toArray();
        return new TableHealth.Named(
                rows.length,
                Arrays.stream(rows)
                        .limit(TableHealth.NAMED)
                        .mapToObj(words.vocabulary()::key)
                        .toList());
    }

    private List<Integer> deadDimensions(int rows) {
        return rows < 2
                ? List.of()
                : IntStream.range(0, dimension).filter(d -> least[d] == most[d]).boxed().toList();
    }

    private static TableHealth.Norms norms(double[] sorted) {
        return new TableHealth.Norms(
                quantile(sorted, 0),
                quantile(sorted, 0.25),
                quantile(sorted, 0.5),
                quantile(sorted, 0.75),
                quantile(sorted, 1));
    }

    /// Between two values, as far as it lies between them.
    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private TableHealth.@Nullable NormsByCount normsByCount(IntPredicate alive) {
        Vocabulary keys = words.vocabulary();
        if (!keys.counted()) {
            return null;
        }
        int[] rows = IntStream.range(0, norms.length).filter(alive).toArray();
        double[] lengths = Arrays.stream(rows).mapToDouble(row -> norms[row]).toArray();
        double[] counts = Arrays.stream(rows).mapToDouble(keys::count).toArray();
        int[] once = new int[rows.length];
        Arrays.fill(once, 1);
        return new TableHealth.NormsByCount(
                new RankCorrelation(counts, lengths).of(once), bins(rows));
    }

    private List<TableHealth.Bin> bins(int[] rows) {
        List<TableHealth.Bin> bins = new ArrayList<>();
        for (int bits = 0; bits < Long.SIZE; bits++) {
            int power = bits;
            int[] within =
                    Arrays.stream(rows)
                            .filter(row -> magnitude(words.vocabulary().count(row)) == power)
                            .toArray();
            if (within.length > 0) {
                bins.add(bin(within));
            }
        }
        return bins;
    }

    /// The power of 2 that a count reaches; that of 0 is 0.
    private static int magnitude(long count) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, count));
    }

    private TableHealth.Bin bin(int[] rows) {
        long[] counts = Arrays.stream(rows).mapToLong(words.vocabulary()::count).sorted().toArray();
        double[] lengths = Arrays.stream(rows).mapToDouble(row -> norms[row]).sorted().toArray();
        return new TableHealth.Bin(
                counts[0], counts[counts.length - 1], rows.length, quantile(lengths, 0.5));
    }

    private TableHealth.Directions directions() {
        double sum = 0;
        for (double direction : directions) {
            sum += direction * direction;
        }
        // The square of the sum holds each pair twice, and each row with itself.
        double pairs = (double) directed * (directed - 1);
        double cosine = directed < 2 ? Double.NaN : (sum - directed) / pairs;
        Pca pca = components();
        return new TableHealth.Directions(
                cosine,
                pca == null ? Double.NaN : pca.kept(),
                pca == null || dimension > WIDE ? Double.NaN : effective(pca.variances()));
    }

    private static double effective(double[] variances) {
        double sum = 0;
        double squares = 0;
        for (double variance : variances) {
            double spread = Math.max(0, variance);
            sum += spread;
            squares += spread * spread;
        }
        return sum * sum / squares;
    }

    /// Of rows that lie evenly in the table; null where they are all at one place.
    private @Nullable Pca components() {
        int[] sound =
                IntStream.range(0, norms.length).filter(row -> !Double.isNaN(norms[row])).toArray();
        double longest = Arrays.stream(sound).mapToDouble(row -> norms[row]).max().orElse(0);
        boolean differ = IntStream.range(0, dimension).anyMatch(d -> least[d] < most[d]);
        if (!differ || longest == 0) {
            return null;
        }
        int count = Math.min(SAMPLE, sound.length);
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = sound[(int) ((long) i * sound.length / count)];
        }
        float[] values = new float[count * dimension];
        words.table().gather(drawn, count, values, 0);
        for (int i = 0; i < values.length; i++) {
            // Squares of very long rows would be infinite; only shares count here.
            values[i] = (float) (values[i] / longest);
        }
        return dimension > WIDE
                ? Pca.leading(values, count, dimension, 1, Pca.Search.seeded(1))
                : Pca.of(values, count, dimension, 1);
    }
}
