package dev.akin.encode;

import java.util.Arrays;
import java.util.Objects;

/// The vectors of a picture's patches: a grid over what the model saw of the picture, row by row from the top left. Immutable.
public final class Patches {
    private final int rows;
    private final int columns;
    private final int dimension;
    private final float[] values;

    /// @param values row-major: [rows × columns × dimension]; kept, and not changed from now on
    Patches(int rows, int columns, float[] values) {
        this.rows = rows;
        this.columns = columns;
        this.dimension = values.length / (rows * columns);
        this.values = values;
    }

    /// Patches from top to bottom, at least 1.
    public int rows() {
        return rows;
    }

    /// Patches from left to right, at least 1.
    public int columns() {
        return columns;
    }

    /// Numbers in a vector.
    public int dimension() {
        return dimension;
    }

    /// A copy of the vector of a patch: [dimension].
    ///
    /// @throws IndexOutOfBoundsException if it lies outside of the grid
    public float[] vector(int row, int column) {
        int patch = Objects.checkIndex(row, rows) * columns + Objects.checkIndex(column, columns);
        return Arrays.copyOfRange(values, patch * dimension, (patch + 1) * dimension);
    }

    /// All vectors, row-major: [rows × columns × dimension]. A copy.
    public float[] vectors() {
        return values.clone();
    }
}
