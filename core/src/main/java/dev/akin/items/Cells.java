package dev.akin.items;

import java.util.Arrays;

/// Values of some pairs of rows and columns, in compressed sparse rows: of each row its columns, rising, and their values.
///
/// @param starts where each row begins, and the end
@SuppressWarnings("ArrayRecordComponent") // never compared
record Cells(int[] starts, int[] columns, float[] values) {

    int rows() {
        return starts.length - 1;
    }

    int count() {
        return columns.length;
    }

    int count(int row) {
        return starts[row + 1] - starts[row];
    }

    boolean has(int row, int column) {
        return Arrays.binarySearch(columns, starts[row], starts[row + 1], column) >= 0;
    }

    /// Columns as rows.
    ///
    /// @param width how many columns there are
    Cells transposed(int width) {
        int[] turned = new int[width + 1];
        for (int column : columns) {
            turned[column + 1]++;
        }
        Arrays.parallelPrefix(turned, Integer::sum);
        int[] next = turned.clone();
        int[] rows = new int[columns.length];
        float[] moved = new float[columns.length];
        for (int row = 0; row < rows(); row++) {
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                int to = next[columns[at]]++;
                rows[to] = row;
                moved[to] = values[at];
            }
        }
        return new Cells(turned, rows, moved);
    }

    /// The row of each value.
    int[] rowOfEach() {
        int[] rows = new int[columns.length];
        for (int row = 0; row < rows(); row++) {
            Arrays.fill(rows, starts[row], starts[row + 1], row);
        }
        return rows;
    }
}
