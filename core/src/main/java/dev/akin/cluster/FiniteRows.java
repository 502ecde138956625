package dev.akin.cluster;

import dev.akin.table.EmbeddingTable;
import java.util.Arrays;

/// The first rows of a table, without those that hold what is no finite number: they lie at no place. Thread-safe, as long as nobody
/// changes the arrays.
public final class FiniteRows {
    private static final int BLOCK = 1024;

    private final float[] values;
    private final int dimension;
    private final int[] rows;

    private FiniteRows(float[] values, int dimension, int[] rows) {
        this.values = values;
        this.dimension = dimension;
        this.rows = rows;
    }

    /// Copies rows.
    ///
    /// @param limit how many rows are looked at; all if there are fewer
    /// @throws IllegalArgumentException if no row holds finite numbers alone, or all together do not fit in an array
    public static FiniteRows of(EmbeddingTable table, int limit) {
        int dimension = table.dimension();
        int looked = Math.min(limit, table.rows());
        requireRoom(looked, dimension);
        float[] values = new float[looked * dimension];
        int[] rows = new int[looked];
        int found = 0;
        for (int first = 0; first < looked; first += BLOCK) {
            int count = Math.min(BLOCK, looked - first);
            // Never behind where they go: rows are only moved forward.
            table.read(first, count, values, first * dimension);
            for (int row = first; row < first + count; row++) {
                if (isFinite(values, row * dimension, dimension)) {
                    System.arraycopy(values, row * dimension, values, found * dimension, dimension);
                    rows[found++] = row;
                }
            }
        }
        if (found == 0) {
            throw new IllegalArgumentException(
                    "of " + looked + " rows none holds finite numbers alone: there is no point");
        }
        return new FiniteRows(values, dimension, Arrays.copyOf(rows, found));
    }

    /// Whether a vector holds finite numbers alone.
    public static boolean isFinite(float[] vector) {
        return isFinite(vector, 0, vector.length);
    }

    private static void requireRoom(int rows, int dimension) {
        int most = (Integer.MAX_VALUE - 8) / dimension;
        if (rows > most) {
            throw new IllegalArgumentException(
                    rows
                            + " rows of "
                            + dimension
                            + " numbers do not fit in memory; take the first "
                            + most);
        }
    }

    private static boolean isFinite(float[] values, int from, int dimension) {
        for (int d = from; d < from + dimension; d++) {
            if (!Float.isFinite(values[d])) {
                return false;
            }
        }
        return true;
    }

    /// How many rows these are.
    public int count() {
        return rows.length;
    }

    /// The row of the table that the `i`-th of these is; they rise.
    public int row(int i) {
        return rows[i];
    }

    /// The points, of which the `i`-th is the `i`-th row of these. Once: the numbers become theirs.
    public Points points(Metric metric) {
        return Points.of(values, rows.length, dimension, metric);
    }
}
