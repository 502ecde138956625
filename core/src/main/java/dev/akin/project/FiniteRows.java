package dev.akin.project;

import dev.akin.cluster.Metric;
import dev.akin.cluster.Points;
import dev.akin.table.EmbeddingTable;
import java.util.Arrays;

/// The first rows of a table, without those that hold what is no finite number.
///
/// @param rows which rows these are, in rising order
@SuppressWarnings("ArrayRecordComponent") // never compared
record FiniteRows(float[] values, int dimension, int[] rows) {
    private static final int BLOCK = 1024;

    /// @param limit how many rows are looked at; all if there are fewer
    /// @throws IllegalArgumentException if no row holds finite numbers alone, or all together do not fit in an array
    static FiniteRows of(EmbeddingTable table, int limit) {
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
                    "of "
                            + looked
                            + " rows none holds finite numbers alone: there is nothing to map");
        }
        return new FiniteRows(values, dimension, Arrays.copyOf(rows, found));
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

    /// The points; the values become theirs.
    Points points(Metric metric) {
        return Points.of(values, rows.length, dimension, metric);
    }
}
