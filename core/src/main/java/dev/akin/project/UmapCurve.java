package dev.akin.project;

/// How sure a connection is at a distance in the map: 1 / (1 + a d^2b), which is flat up to the least distance and then falls as
/// e^−d does, as well as such a curve can.
///
/// @param a more than 0
/// @param b more than 0
record UmapCurve(double a, double b) {
    private static final int SAMPLES = 300;
    private static final double FARTHEST = 3;
    private static final int STEPS = 200;

    /// By Gauss and Newton's method, with steps made shorter where they lead astray (Marquardt 1963).
    static UmapCurve of(double minDistance) {
        UmapCurve best = new UmapCurve(1, 1);
        double error = best.error(minDistance);
        double damping = 1e-3;
        for (int step = 0; step < STEPS && damping < 1e12; step++) {
            UmapCurve next = best.moved(minDistance, damping);
            double nextError = next.a > 0 && next.b > 0 ? next.error(minDistance) : error;
            if (nextError < error) {
                best = next;
                error = nextError;
                damping /= 10;
            } else {
                damping *= 10;
            }
        }
        return best;
    }

    private static double distance(int sample) {
        return FARTHEST * sample / (SAMPLES - 1);
    }

    private static double wanted(double distance, double minDistance) {
        return distance < minDistance ? 1 : Math.exp(minDistance - distance);
    }

    private double at(double distance) {
        return 1 / (1 + a * Math.pow(distance, 2 * b));
    }

    private double error(double minDistance) {
        double sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double off = at(distance(i)) - wanted(distance(i), minDistance);
            sum += off * off;
        }
        return sum;
    }

    private UmapCurve moved(double minDistance, double damping) {
        double aa = 0;
        double ab = 0;
        double bb = 0;
        double ga = 0;
        double gb = 0;
        for (int i = 1; i < SAMPLES; i++) {
            double x = distance(i);
            double value = at(x);
            double power = Math.pow(x, 2 * b);
            double byA = -value * value * power;
            double byB = -value * value * a * power * 2 * Math.log(x);
            double off = value - wanted(x, minDistance);
            aa += byA * byA;
            ab += byA * byB;
            bb += byB * byB;
            ga += byA * off;
            gb += byB * off;
        }
        aa *= 1 + damping;
        bb *= 1 + damping;
        double determinant = aa * bb - ab * ab;
        return new UmapCurve(
                a - (bb * ga - ab * gb) / determinant, b - (aa * gb - ab * ga) / determinant);
    }
}
