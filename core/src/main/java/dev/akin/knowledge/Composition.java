package dev.akin.knowledge;

/// What a known entity and a relation make together: the query that the other entity is held against. Rows lie at the same place of all
/// arrays.
enum Composition {
    /// q = e + r; backwards e − r.
    SHIFT {
        @Override
        void compose(Rows rows, int at, boolean back, int dimension) {
            float sign = back ? -1 : 1;
            for (int i = at; i < at + dimension; i++) {
                rows.queries[i] = rows.known[i] + sign * rows.relations[i];
            }
        }

        @Override
        void spread(Rows rows, int at, boolean back, int dimension) {
            float sign = back ? -1 : 1;
            for (int i = at; i < at + dimension; i++) {
                float slope = rows.querySlopes[i];
                rows.knownSlopes[i] = slope;
                rows.relationSlopes[i] = sign * slope;
            }
        }
    },

    /// q = e · r, forwards and backwards.
    SCALE {
        @Override
        void compose(Rows rows, int at, boolean back, int dimension) {
            for (int i = at; i < at + dimension; i++) {
                rows.queries[i] = rows.known[i] * rows.relations[i];
            }
        }

        @Override
        void spread(Rows rows, int at, boolean back, int dimension) {
            for (int i = at; i < at + dimension; i++) {
                float slope = rows.querySlopes[i];
                rows.knownSlopes[i] = slope * rows.relations[i];
                rows.relationSlopes[i] = slope * rows.known[i];
            }
        }
    },

    /// q = e · r of complex numbers; backwards e · conj(r).
    PRODUCT {
        @Override
        void compose(Rows rows, int at, boolean back, int dimension) {
            int half = dimension / 2;
            float sign = back ? -1 : 1;
            for (int i = at; i < at + half; i++) {
                float x = rows.relations[i];
                float y = sign * rows.relations[i + half];
                rows.queries[i] = rows.known[i] * x - rows.known[i + half] * y;
                rows.queries[i + half] = rows.known[i] * y + rows.known[i + half] * x;
            }
        }

        @Override
        void spread(Rows rows, int at, boolean back, int dimension) {
            int half = dimension / 2;
            float sign = back ? -1 : 1;
            for (int i = at; i < at + half; i++) {
                float x = rows.relations[i];
                float y = sign * rows.relations[i + half];
                float u = rows.querySlopes[i];
                float v = rows.querySlopes[i + half];
                rows.knownSlopes[i] = u * x + v * y;
                rows.knownSlopes[i + half] = v * x - u * y;
                rows.relationSlopes[i] = u * rows.known[i] + v * rows.known[i + half];
                rows.relationSlopes[i + half] =
                        sign * (v * rows.known[i] - u * rows.known[i + half]);
            }
        }
    };

    /// What goes into queries, and the slopes of the loss that come back.
    static final class Rows {
        final float[] known;
        final float[] relations;
        final float[] queries;
        final float[] knownSlopes;
        final float[] relationSlopes;
        final float[] querySlopes;

        Rows(int numbers) {
            known = new float[numbers];
            relations = new float[numbers];
            queries = new float[numbers];
            knownSlopes = new float[numbers];
            relationSlopes = new float[numbers];
            querySlopes = new float[numbers];
        }
    }

    /// Makes a query of `known` and `relations`.
    abstract void compose(Rows rows, int at, boolean back, int dimension);

    /// Makes the slopes of both of that of the query.
    abstract void spread(Rows rows, int at, boolean back, int dimension);
}
