package dev.akin.compress;

import dev.akin.algebra.Cholesky;
import dev.akin.algebra.Workers;
import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.HashedTable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

/// Shared rows and weights whose sums come near to a table's rows. Columns are solved side by side, and so are rows, so that the number of
/// threads changes nothing.
final class HashedFit {
    private static final Kernels KERNELS = Kernels.best();
    private static final int BLOCK = 256;

    /// Columns whose errors are kept in memory at a time.
    private static final int COLUMNS = 16;

    /// How often the shared rows go round for each time that weights do.
    private static final int SWEEPS = 2;

    /// Keeps what little is known of near 0.
    private static final double RIDGE = 1e-6;

    private final CentredRows rows;
    private final int count;
    private final int dimension;
    private final int choices;
    private final CompressorBuilder.Work work;
    private final float[] shared;
    private final float[] weights;

    /// Of each row and choice the shared row.
    private final int[] places;

    /// Of each shared row the first of its entries, and the entries: row · choices + choice.
    private final int[] begins;

    private final int[] entries;

    HashedFit(CentredRows rows, int size, int choices, CompressorBuilder.Work work) {
        this.rows = rows;
        this.count = rows.rows();
        this.dimension = rows.dimension();
        this.choices = choices;
        this.work = work;
        this.shared = new float[Math.multiplyExact(size, dimension)];
        this.weights = new float[Math.multiplyExact(count, choices)];
        Arrays.fill(weights, 1);
        this.places = new int[weights.length];
        this.begins = new int[size + 1];
        this.entries = new int[weights.length];
        for (int e = 0; e < places.length; e++) {
            places[e] = HashedTable.place(work.seed(), e / choices, e % choices, choices, size);
            begins[places[e] + 1]++;
        }
        for (int s = 0; s < size; s++) {
            begins[s + 1] += begins[s];
        }
        int[] next = begins.clone();
        for (int e = 0; e < places.length; e++) {
            entries[next[places[e]]++] = e;
        }
    }

    EmbeddingTable shared() {
        return EmbeddingTable.of(shared, shared.length / dimension, dimension);
    }

    /// F32 [rows, choices].
    MemorySegment weights() {
        MemorySegment copy =
                Arena.ofAuto().allocate(ValueLayout.JAVA_FLOAT, Math.max(1, weights.length));
        MemorySegment.copy(weights, 0, copy, ValueLayout.JAVA_FLOAT, 0, weights.length);
        return copy.asSlice(0, (long) Float.BYTES * weights.length);
    }

    /// Finds the shared rows anew and then the weights.
    ///
    /// @return how far the sums are from the rows, by their length
    double improve() {
        Workers workers = new Workers(work.threads());
        workers.each(Math.ceilDiv(dimension, COLUMNS), part -> solveColumns(part * COLUMNS));
        double[] left = new double[Math.ceilDiv(count, BLOCK)];
        double[] all = new double[left.length];
        workers.each(left.length, block -> solveRows(block, left, all));
        double whole = Arrays.stream(all).sum();
        return whole == 0 ? 0 : Math.sqrt(Math.max(0, Arrays.stream(left).sum()) / whole);
    }

    private void checkStop() {
        if (work.listener().stopRequested()) {
            throw new CancellationException("stopped while rows were made smaller");
        }
    }

    private void solveColumns(int first) {
        int width = Math.min(COLUMNS, dimension - first);
        float[] errors = errors(first, width);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            checkStop();
            for (int s = 0; s < begins.length - 1; s++) {
                solve(s, first, width, errors);
            }
        }
    }

    /// What sums leave of some columns, [rows, width].
    private float[] errors(int first, int width) {
        float[] errors = new float[Math.multiplyExact(count, width)];
        float[] block = new float[BLOCK * dimension];
        for (int from = 0; from < count; from += BLOCK) {
            int now = Math.min(BLOCK, count - from);
            rows.load(from, now, block);
            for (int r = 0; r < now; r++) {
                int to = (from + r) * width;
                System.arraycopy(block, r * dimension + first, errors, to, width);
                for (int e = (from + r) * choices; e < (from + r + 1) * choices; e++) {
                    take(weights[e], places[e] * dimension + first, errors, to, width);
                }
            }
        }
        return errors;
    }

    private void take(float weight, int from, float[] errors, int to, int width) {
        for (int i = 0; i < width; i++) {
            errors[to + i] -= weight * shared[from + i];
        }
    }

    /// The best for one shared row while the others stay.
    private void solve(int s, int first, int width, float[] errors) {
        double[] sums = new double[width];
        double squares = RIDGE;
        for (int i = begins[s]; i < begins[s + 1]; i++) {
            float weight = weights[entries[i]];
            int row = entries[i] / choices * width;
            squares += (double) weight * weight;
            for (int c = 0; c < width; c++) {
                sums[c] += weight * errors[row + c];
            }
        }
        float[] step = new float[width];
        for (int c = 0; c < width; c++) {
            step[c] = (float) (sums[c] / squares);
            shared[s * dimension + first + c] += step[c];
        }
        for (int i = begins[s]; i < begins[s + 1]; i++) {
            float weight = weights[entries[i]];
            int row = entries[i] / choices * width;
            for (int c = 0; c < width; c++) {
                errors[row + c] -= weight * step[c];
            }
        }
    }

    private void solveRows(int block, double[] left, double[] all) {
        checkStop();
        int first = block * BLOCK;
        int now = Math.min(BLOCK, count - first);
        float[] values = new float[BLOCK * dimension];
        rows.load(first, now, values);
        for (int r = 0; r < now; r++) {
            double size = KERNELS.dot(values, r * dimension, values, r * dimension, dimension);
            all[block] += size;
            left[block] += size - solveRow(first + r, values, r * dimension);
        }
    }

    /// The best weights of a row.
    ///
    /// @return how much of its squared length they make
    private double solveRow(int row, float[] values, int at) {
        double[][] products = new double[choices][choices];
        double[][] sides = new double[choices][1];
        double[] wanted = new double[choices];
        for (int i = 0; i < choices; i++) {
            int a = places[row * choices + i] * dimension;
            for (int j = 0; j <= i; j++) {
                int b = places[row * choices + j] * dimension;
                products[i][j] = KERNELS.dot(shared, a, shared, b, dimension);
            }
            products[i][i] += RIDGE * (1 + products[i][i]);
            wanted[i] = KERNELS.dot(shared, a, values, at, dimension);
            sides[i][0] = wanted[i];
        }
        Cholesky.of(products, new Workers(1)).solve(sides);
        double made = 0;
        for (int i = 0; i < choices; i++) {
            weights[row * choices + i] = (float) sides[i][0];
            made += sides[i][0] * wanted[i];
        }
        return made;
    }
}
