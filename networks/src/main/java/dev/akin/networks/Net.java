package dev.akin.networks;

import java.util.random.RandomGenerator;

/// Points of a loose net over a picture, each moved by chance; between them places move by what is near them.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Net(double[] right, double[] down) {
    /// Points of a side.
    private static final int POINTS = 5;

    /// @param most pixels that a point is moved
    static Net of(double most, RandomGenerator random) {
        Net net = new Net(new double[POINTS * POINTS], new double[POINTS * POINTS]);
        for (int i = 0; i < net.right.length; i++) {
            net.right[i] = most * (2 * random.nextDouble() - 1);
            net.down[i] = most * (2 * random.nextDouble() - 1);
        }
        return net;
    }

    /// How far a place moves, of the points' moves to one side.
    ///
    /// @param x in [0, 1]
    /// @param y in [0, 1]
    static double at(double[] moves, double x, double y) {
        double across = x * (POINTS - 1);
        double along = y * (POINTS - 1);
        int left = Math.min(POINTS - 2, (int) across);
        int top = Math.min(POINTS - 2, (int) along);
        double u = smooth(across - left);
        double v = smooth(along - top);
        int from = top * POINTS + left;
        double upper = moves[from] * (1 - u) + moves[from + 1] * u;
        double lower = moves[from + POINTS] * (1 - u) + moves[from + POINTS + 1] * u;
        return upper * (1 - v) + lower * v;
    }

    /// So that lines do not break at the points.
    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }
}
