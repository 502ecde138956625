package dev.akin.knowledge;

import dev.akin.kernel.GapKernel;
import dev.akin.kernel.Kernels;

/// What a query and an entity score together.
enum Geometry {
    /// Their dot product.
    DOT {
        @Override
        float score(float[] q, int at, float[] e, int from, int dimension) {
            return KERNELS.dot(q, at, e, from, dimension);
        }

        @Override
        void pull(float g, float[] q, int at, float[] e, int from, Slopes into, int dimension) {
            KERNELS.axpy(g, e, from, into.queries(), at, dimension);
            KERNELS.axpy(g, q, at, into.entities(), from, dimension);
        }
    },

    /// Their Euclidean distance with a minus sign.
    EUCLID {
        @Override
        float score(float[] q, int at, float[] e, int from, int dimension) {
            return -(float) Math.sqrt(KERNELS.squaredDistance(q, at, e, from, dimension));
        }

        @Override
        void pull(float g, float[] q, int at, float[] e, int from, Slopes into, int dimension) {
            float h = g / Math.max(LEAST, -score(q, at, e, from, dimension));
            KERNELS.axpy(-h, q, at, into.queries(), at, dimension);
            KERNELS.axpy(h, e, from, into.queries(), at, dimension);
            KERNELS.axpy(h, q, at, into.entities(), from, dimension);
            KERNELS.axpy(-h, e, from, into.entities(), from, dimension);
        }
    },

    /// The sum of their absolute differences with a minus sign.
    ABSOLUTE {
        @Override
        float score(float[] q, int at, float[] e, int from, int dimension) {
            return -GAPS.absolute(q, at, e, from, dimension);
        }

        @Override
        void pull(float g, float[] q, int at, float[] e, int from, Slopes into, int dimension) {
            GAPS.pullAbsolute(-g, q, at, e, from, into.queries(), into.entities(), dimension);
        }
    },

    /// The sum of the moduli of their complex differences with a minus sign.
    MODULI {
        @Override
        float score(float[] q, int at, float[] e, int from, int dimension) {
            return -GAPS.moduli(q, at, e, from, dimension / 2);
        }

        @Override
        void pull(float g, float[] q, int at, float[] e, int from, Slopes into, int dimension) {
            GAPS.pullModuli(-g, q, at, e, from, into.queries(), into.entities(), dimension / 2);
        }
    };

    /// Distances below this have no direction.
    static final float LEAST = 1e-6f;

    private static final Kernels KERNELS = Kernels.best();
    private static final GapKernel GAPS = GapKernel.best();

    /// Where slopes are added up; rows lie as those do that they are the slopes of.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Slopes(float[] queries, float[] entities) {}

    /// Of the query that begins at `at` and the entity that begins at `from`.
    abstract float score(float[] q, int at, float[] e, int from, int dimension);

    /// Adds `g` times the slopes of the score.
    abstract void pull(float g, float[] q, int at, float[] e, int from, Slopes into, int dimension);
}
