package dev.akin.knowledge;

import dev.akin.kernel.Kernels;
import dev.akin.knowledge.Geometry.Slopes;
import java.util.Arrays;

/// Scores of some queries with some entities, each with each, and their slopes. Dot products and Euclidean distances are products of matrices; the others go
/// pair by pair. Not thread-safe.
final class PairScores {
    private static final Kernels KERNELS = Kernels.best();

    private final Geometry geometry;
    private final int dimension;
    private final int width;
    private float[] turned = new float[0];
    private float[] product = new float[0];
    private float[] queryNorms = new float[0];
    private float[] entityNorms = new float[0];

    /// @param width numbers from one row to the next
    PairScores(Geometry geometry, int dimension, int width) {
        this.geometry = geometry;
        this.dimension = dimension;
        this.width = width;
    }

    /// @param into receives `count × entities` scores
    void score(float[] q, int count, float[] e, int entities, float[] into) {
        if (geometry == Geometry.ABSOLUTE || geometry == Geometry.MODULI) {
            for (int c = 0; c < count; c++) {
                for (int j = 0; j < entities; j++) {
                    into[c * entities + j] = geometry.score(q, c * width, e, j * width, dimension);
                }
            }
            return;
        }
        turned = room(turned, entities * width);
        turn(e, entities, width, turned);
        KERNELS.multiply(q, 0, count, width, turned, entities, into, 0);
        if (geometry == Geometry.EUCLID) {
            distances(q, count, e, entities, into);
        }
    }

    private void distances(float[] q, int count, float[] e, int entities, float[] into) {
        queryNorms = norms(q, count, queryNorms);
        entityNorms = norms(e, entities, entityNorms);
        for (int c = 0; c < count; c++) {
            for (int j = 0; j < entities; j++) {
                int at = c * entities + j;
                float squared = queryNorms[c] + entityNorms[j] - 2 * into[at];
                into[at] = -(float) Math.sqrt(Math.max(0, squared));
            }
        }
    }

    private float[] norms(float[] rows, int count, float[] into) {
        float[] norms = room(into, count);
        for (int r = 0; r < count; r++) {
            norms[r] = KERNELS.dot(rows, r * width, rows, r * width, width);
        }
        return norms;
    }

    /// Adds the slopes of all scores, each times its factor.
    ///
    /// @param factors `count × entities`; overwritten
    /// @param scores what [#score] gave
    void pull(
            float[] factors,
            float[] scores,
            float[] q,
            int count,
            float[] e,
            int entities,
            Slopes into) {
        switch (geometry) {
            case ABSOLUTE, MODULI -> pullEach(factors, q, count, e, entities, into);
            case DOT -> pullAll(factors, q, count, e, entities, into);
            case EUCLID -> {
                for (int i = 0; i < count * entities; i++) {
                    factors[i] /= Math.max(Geometry.LEAST, -scores[i]);
                }
                pullAll(factors, q, count, e, entities, into);
                pullBack(factors, q, count, e, entities, into);
            }
        }
    }

    private void pullEach(
            float[] factors, float[] q, int count, float[] e, int entities, Slopes into) {
        for (int c = 0; c < count; c++) {
            for (int j = 0; j < entities; j++) {
                float g = factors[c * entities + j];
                if (g != 0) {
                    geometry.pull(g, q, c * width, e, j * width, into, dimension);
                }
            }
        }
    }

    private void pullAll(
            float[] factors, float[] q, int count, float[] e, int entities, Slopes into) {
        product = room(product, Math.max(count, entities) * width);
        KERNELS.multiply(factors, 0, count, entities, e, width, product, 0);
        KERNELS.axpy(1, product, 0, into.queries(), 0, count * width);
        turned = room(turned, count * entities);
        turn(factors, count, entities, turned);
        KERNELS.multiply(turned, 0, entities, count, q, width, product, 0);
        KERNELS.axpy(1, product, 0, into.entities(), 0, entities * width);
    }

    /// The part of a distance's slope that is along the row itself: −q times the sum of its factors, and so for the entities.
    private void pullBack(
            float[] factors, float[] q, int count, float[] e, int entities, Slopes into) {
        for (int c = 0; c < count; c++) {
            float sum = 0;
            for (int j = 0; j < entities; j++) {
                sum += factors[c * entities + j];
            }
            KERNELS.axpy(-sum, q, c * width, into.queries(), c * width, width);
        }
        for (int j = 0; j < entities; j++) {
            float sum = 0;
            for (int c = 0; c < count; c++) {
                sum += factors[c * entities + j];
            }
            KERNELS.axpy(-sum, e, j * width, into.entities(), j * width, width);
        }
    }

    private static void turn(float[] rows, int count, int width, float[] into) {
        for (int r = 0; r < count; r++) {
            for (int i = 0; i < width; i++) {
                into[i * count + r] = rows[r * width + i];
            }
        }
    }

    private static float[] room(float[] array, int length) {
        return array.length >= length ? array : Arrays.copyOf(array, length);
    }
}
