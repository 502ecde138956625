package dev.akin.kernel;

/// The definition, edge by edge.
enum ScalarEdgeKernel implements EdgeKernel {
    INSTANCE;

    @Override
    public void pull(float[][] y, Edges edges, int from, int to, float[][] sums) {
        for (int p = from; p < to; p++) {
            if (y.length == 2) {
                inPlane(y[0], y[1], edges, p, sums);
            } else {
                inSpace(y, edges, p, sums);
            }
        }
    }

    private static void inPlane(float[] xs, float[] ys, Edges edges, int p, float[][] sums) {
        int[] ids = edges.ids();
        float[] values = edges.values();
        float atX = xs[p];
        float atY = ys[p];
        float sumX = 0;
        float sumY = 0;
        for (int e = edges.starts()[p]; e < edges.starts()[p + 1]; e++) {
            float dx = atX - xs[ids[e]];
            float dy = atY - ys[ids[e]];
            float weight = values[e] / (1 + dx * dx + dy * dy);
            sumX += weight * dx;
            sumY += weight * dy;
        }
        sums[0][p] = sumX;
        sums[1][p] = sumY;
    }

    private static void inSpace(float[][] y, Edges edges, int p, float[][] sums) {
        float[] xs = y[0];
        float[] ys = y[1];
        float[] zs = y[2];
        float sumX = 0;
        float sumY = 0;
        float sumZ = 0;
        for (int e = edges.starts()[p]; e < edges.starts()[p + 1]; e++) {
            int j = edges.ids()[e];
            float dx = xs[p] - xs[j];
            float dy = ys[p] - ys[j];
            float dz = zs[p] - zs[j];
            float weight = edges.values()[e] / (1 + dx * dx + dy * dy + dz * dz);
            sumX += weight * dx;
            sumY += weight * dy;
            sumZ += weight * dz;
        }
        sums[0][p] = sumX;
        sums[1][p] = sumY;
        sums[2][p] = sumZ;
    }

    @Override
    public void push(float[][] y, int from, int to, float[][] forces, float[] weights) {
        for (int p = from; p < to; p++) {
            for (float[] one : forces) {
                one[p] = 0;
            }
            weights[p] = 0;
            pushOn(y, p, 0, forces, weights);
        }
    }

    /// Adds what the points from `first` on do.
    static void pushOn(float[][] y, int p, int first, float[][] forces, float[] weights) {
        float sum = weights[p];
        float[] force = new float[y.length];
        for (int j = first; j < y[0].length; j++) {
            float squares = 1;
            for (float[] one : y) {
                squares += (one[p] - one[j]) * (one[p] - one[j]);
            }
            float weight = 1 / squares;
            sum += weight;
            for (int d = 0; d < force.length; d++) {
                force[d] += weight * weight * (y[d][p] - y[d][j]);
            }
        }
        weights[p] = sum;
        for (int d = 0; d < force.length; d++) {
            forces[d][p] += force[d];
        }
    }
}
