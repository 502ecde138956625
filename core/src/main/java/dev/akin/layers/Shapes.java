package dev.akin.layers;

import java.util.Arrays;

/// Refuses arrays that do not fit each other.
final class Shapes {
    /// All ones in what is not finite.
    private static final int EXPONENT = 0x7f800000;

    private static final int EXPONENT_STEP = 0x00800000;

    private Shapes() {}

    static void requireLength(String what, int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    what + ": length " + found + ", where " + expected + " is expected");
        }
    }

    /// @throws IllegalArgumentException if one of the first numbers is NaN or infinite, or there are too few
    static void requireFinite(float[] gradient, int count) {
        requireFinite("the gradient", gradient, count);
    }

    /// As [#requireFinite(float\[\], int)], of something else.
    static void requireFinite(String what, float[] gradient, int count) {
        if (gradient.length < count) {
            throw new IllegalArgumentException(
                    what
                            + ": an array of "
                            + gradient.length
                            + " numbers, where "
                            + count
                            + " are needed");
        }
        // One more than all ones is the sign: an "or" of many is what the JVM makes vectors of.
        int signs = 0;
        for (int i = 0; i < count; i++) {
            signs |= (Float.floatToRawIntBits(gradient[i]) & EXPONENT) + EXPONENT_STEP;
        }
        if (signs < 0) {
            throw notFinite(what, gradient, count);
        }
    }

    private static IllegalArgumentException notFinite(String what, float[] gradient, int count) {
        int at = 0;
        while (at < count && Float.isFinite(gradient[at])) {
            at++;
        }
        return new IllegalArgumentException(
                what + ": number " + at + " is " + gradient[at] + "; no row was moved");
    }

    /// Rows that lie one behind the other, as rows: copies.
    static float[][] rows(float[] flat, int count, int width) {
        float[][] rows = new float[count][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * width, (i + 1) * width));
        return rows;
    }

    /// Gradients of ids one behind the other: a copy.
    ///
    /// @throws IllegalArgumentException if the shapes differ
    static float[] flat(int[] ids, float[][] gradient, int dimension) {
        requireLength("the gradient", gradient.length, ids.length);
        float[] flat = new float[Math.multiplyExact(ids.length, dimension)];
        for (int i = 0; i < ids.length; i++) {
            requireLength("the gradient of id " + ids[i], gradient[i].length, dimension);
            System.arraycopy(gradient[i], 0, flat, i * dimension, dimension);
        }
        return flat;
    }

    /// From [rows, width] to [width, rows].
    static float[] transposed(float[] matrix, int rows, int width) {
        float[] turned = new float[matrix.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < width; c++) {
                turned[c * rows + r] = matrix[r * width + c];
            }
        }
        return turned;
    }
}
