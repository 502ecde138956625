package dev.akin.align;

/// Rows brought to length 1.
final class UnitRows {
    private UnitRows() {}

    /// In place; a row of zeros stays.
    ///
    /// @return the length that it had
    static float normalize(float[] values, int from, int dimension) {
        double squares = 0;
        for (int d = from; d < from + dimension; d++) {
            squares += (double) values[d] * values[d];
        }
        float length = (float) Math.sqrt(squares);
        if (length > 0) {
            for (int d = from; d < from + dimension; d++) {
                values[d] /= length;
            }
        }
        return length;
    }

    /// A copy of vectors one behind the other, each at length 1.
    ///
    /// @throws IllegalArgumentException if they are not of one dimension, or hold what is not finite
    static float[] of(float[][] vectors) {
        int dimension = vectors.length == 0 ? 0 : vectors[0].length;
        float[] rows = new float[Math.multiplyExact(vectors.length, dimension)];
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i].length != dimension) {
                throw new IllegalArgumentException(
                        "vector "
                                + i
                                + " has "
                                + vectors[i].length
                                + " dimensions, the first "
                                + dimension);
            }
            System.arraycopy(vectors[i], 0, rows, i * dimension, dimension);
            if (!Float.isFinite(normalize(rows, i * dimension, dimension))) {
                throw new IllegalArgumentException("vector " + i + " holds what is not finite");
            }
        }
        return rows;
    }
}
