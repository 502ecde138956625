package dev.akin.networks;

import org.jspecify.annotations.Nullable;

/// Takes each pixel of a square from another place of it, by the four pixels around that; what lies outside is as the edge.
///
/// @param map about the centre, row by row: x' = map₀ x + map₁ y + map₂, y' = map₃ x + map₄ y + map₅
@SuppressWarnings("ArrayRecordComponent") // never compared
record Warp(int size, double[] map, @Nullable Net net) {
    void apply(float[] from, float[] into, int at) {
        double centre = (size - 1) / 2.0;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double x = column - centre;
                double y = row - centre;
                double sourceX = map[0] * x + map[1] * y + map[2] + centre;
                double sourceY = map[3] * x + map[4] * y + map[5] + centre;
                if (net != null) {
                    double u = (double) column / (size - 1);
                    double v = (double) row / (size - 1);
                    sourceX += Net.at(net.right(), u, v);
                    sourceY += Net.at(net.down(), u, v);
                }
                into[at + row * size + column] = sample(from, sourceX, sourceY);
            }
        }
    }

    private float sample(float[] from, double sourceX, double sourceY) {
        double x = Math.max(0, Math.min(size - 1, sourceX));
        double y = Math.max(0, Math.min(size - 1, sourceY));
        int left = Math.min(size - 2, (int) x);
        int top = Math.min(size - 2, (int) y);
        float u = (float) (x - left);
        float v = (float) (y - top);
        int first = top * size + left;
        float upper = from[first] * (1 - u) + from[first + 1] * u;
        float lower = from[first + size] * (1 - u) + from[first + size + 1] * u;
        return upper * (1 - v) + lower * v;
    }
}
