package dev.akin.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Many edges of a point at once. Lanes are summed by [LaneSums], some points at a time.
enum VectorEdgeKernel implements EdgeKernel {
    INSTANCE;

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();

    /// Points whose lanes are summed together.
    private static final int TOGETHER = 64;

    @Override
    public void pull(float[][] y, Edges edges, int from, int to, float[][] sums) {
        if (edges.ids().length < LANES) {
            EdgeKernel.scalar().pull(y, edges, from, to, sums);
            return;
        }
        float[][] lanes = new float[y.length][TOGETHER * LANES];
        float[] added = new float[TOGETHER];
        for (int first = from; first < to; first += TOGETHER) {
            int count = Math.min(TOGETHER, to - first);
            for (int p = 0; p < count; p++) {
                if (y.length == 2) {
                    inPlane(y[0], y[1], edges, first + p, lanes, p * LANES);
                } else {
                    inSpace(y, edges, first + p, lanes, p * LANES);
                }
            }
            for (int d = 0; d < y.length; d++) {
                add(lanes[d], added, count);
                System.arraycopy(added, 0, sums[d], first, count);
            }
        }
    }

    @Override
    public void push(float[][] y, int from, int to, float[][] forces, float[] weights) {
        float[] plane = y.length == 2 ? new float[y[0].length] : y[2];
        float[][] space = {y[0], y[1], plane};
        float[][] lanes = new float[4][TOGETHER * LANES];
        float[] added = new float[TOGETHER];
        int whole = F.loopBound(plane.length);
        for (int first = from; first < to; first += TOGETHER) {
            int count = Math.min(TOGETHER, to - first);
            for (int p = 0; p < count; p++) {
                allOn(space, first + p, whole, lanes, p * LANES);
            }
            for (int d = 0; d <= y.length; d++) {
                // The weights are last.
                add(lanes[d < y.length ? d : 3], added, count);
                System.arraycopy(added, 0, d < y.length ? forces[d] : weights, first, count);
            }
            for (int p = first; p < first + count; p++) {
                ScalarEdgeKernel.pushOn(y, p, whole, forces, weights);
            }
        }
    }

    private static void add(float[] lanes, float[] added, int count) {
        if (LANES == 16) {
            LaneSums.sixteen(lanes, added, TOGETHER);
        } else {
            LaneSums.any(lanes, added, count);
        }
    }

    private static void allOn(float[][] space, int p, int whole, float[][] lanes, int at) {
        float[] xs = space[0];
        float[] ys = space[1];
        float[] zs = space[2];
        FloatVector atX = FloatVector.broadcast(F, xs[p]);
        FloatVector atY = FloatVector.broadcast(F, ys[p]);
        FloatVector atZ = FloatVector.broadcast(F, zs[p]);
        FloatVector one = FloatVector.broadcast(F, 1);
        FloatVector sumX = FloatVector.zero(F);
        FloatVector sumY = sumX;
        FloatVector sumZ = sumX;
        FloatVector sum = sumX;
        for (int j = 0; j < whole; j += LANES) {
            FloatVector dx = atX.sub(FloatVector.fromArray(F, xs, j));
            FloatVector dy = atY.sub(FloatVector.fromArray(F, ys, j));
            FloatVector dz = atZ.sub(FloatVector.fromArray(F, zs, j));
            FloatVector weight = one.div(dx.fma(dx, dy.fma(dy, dz.fma(dz, one))));
            FloatVector squared = weight.mul(weight);
            sum = sum.add(weight);
            sumX = squared.fma(dx, sumX);
            sumY = squared.fma(dy, sumY);
            sumZ = squared.fma(dz, sumZ);
        }
        sumX.intoArray(lanes[0], at);
        sumY.intoArray(lanes[1], at);
        sumZ.intoArray(lanes[2], at);
        sum.intoArray(lanes[3], at);
    }

    private static void inPlane(
            float[] xs, float[] ys, Edges edges, int p, float[][] lanes, int at) {
        int[] ids = edges.ids();
        float[] values = edges.values();
        FloatVector atX = FloatVector.broadcast(F, xs[p]);
        FloatVector atY = FloatVector.broadcast(F, ys[p]);
        FloatVector one = FloatVector.broadcast(F, 1);
        FloatVector sumX = FloatVector.zero(F);
        FloatVector sumY = sumX;
        int e = edges.starts()[p];
        int end = edges.starts()[p + 1];
        for (; e <= end - LANES; e += LANES) {
            FloatVector dx = atX.sub(FloatVector.fromArray(F, xs, 0, ids, e));
            FloatVector dy = atY.sub(FloatVector.fromArray(F, ys, 0, ids, e));
            FloatVector squares = dx.fma(dx, dy.fma(dy, one));
            FloatVector weight = FloatVector.fromArray(F, values, e).div(squares);
            sumX = weight.fma(dx, sumX);
            sumY = weight.fma(dy, sumY);
        }
        if (e < end) {
            int from = Math.min(e, ids.length - LANES);
            FloatVector dx = atX.sub(FloatVector.fromArray(F, xs, 0, ids, from));
            FloatVector dy = atY.sub(FloatVector.fromArray(F, ys, 0, ids, from));
            FloatVector squares = dx.fma(dx, dy.fma(dy, one));
            FloatVector weight = values(values, from, e, end).div(squares);
            sumX = weight.fma(dx, sumX);
            sumY = weight.fma(dy, sumY);
        }
        sumX.intoArray(lanes[0], at);
        sumY.intoArray(lanes[1], at);
    }

    /// Those of the edges from `e` to `end`, and 0 for the others of a vector: lists of places to gather from are read whole.
    private static FloatVector values(float[] values, int from, int e, int end) {
        VectorMask<Float> mask = F.indexInRange(0, end - from).andNot(F.indexInRange(0, e - from));
        return FloatVector.fromArray(F, values, from, mask);
    }

    private static void inSpace(float[][] y, Edges edges, int p, float[][] lanes, int at) {
        int[] ids = edges.ids();
        FloatVector one = FloatVector.broadcast(F, 1);
        FloatVector sumX = FloatVector.zero(F);
        FloatVector sumY = sumX;
        FloatVector sumZ = sumX;
        int end = edges.starts()[p + 1];
        for (int e = edges.starts()[p]; e < end; e += LANES) {
            int from = Math.min(e, ids.length - LANES);
            FloatVector dx = away(y[0], p, ids, from);
            FloatVector dy = away(y[1], p, ids, from);
            FloatVector dz = away(y[2], p, ids, from);
            FloatVector squares = dx.fma(dx, dy.fma(dy, dz.fma(dz, one)));
            FloatVector weight = values(edges.values(), from, e, end).div(squares);
            sumX = weight.fma(dx, sumX);
            sumY = weight.fma(dy, sumY);
            sumZ = weight.fma(dz, sumZ);
        }
        sumX.intoArray(lanes[0], at);
        sumY.intoArray(lanes[1], at);
        sumZ.intoArray(lanes[2], at);
    }

    private static FloatVector away(float[] one, int p, int[] ids, int from) {
        return FloatVector.broadcast(F, one[p]).sub(FloatVector.fromArray(F, one, 0, ids, from));
    }
}
