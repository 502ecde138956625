package dev.akin.table;

/// What every table checks and finishes in the same way.
final class Dimensions {
    private Dimensions() {}

    static void check(float[] query, int dimension) {
        if (query.length != dimension) {
            throw new IllegalArgumentException(
                    "the query has " + query.length + " dimensions, the table " + dimension);
        }
    }

    static void squareRoots(float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            values[i] = (float) Math.sqrt(values[i]);
        }
    }
}
