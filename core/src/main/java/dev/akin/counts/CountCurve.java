package dev.akin.counts;

/// The logarithm of a count and how much it counts, min(1, (x / most)^power), from tables: the exponent of a float and the
/// first bits of its fraction, and a straight line between them, 10⁻⁷ off at the most. Immutable.
final class CountCurve {
    private static final int BITS = 11;
    private static final int REST = 23 - BITS;
    private static final int EXPONENT_BIAS = 127;

    private final float most;
    private final float[] logOfExponent = new float[256];
    private final float[] weightOfExponent = new float[256];
    private final float[] logs = new float[(1 << BITS) + 1];
    private final float[] weights = new float[(1 << BITS) + 1];

    CountCurve(double most, double power) {
        this.most = (float) most;
        for (int e = 0; e < logOfExponent.length; e++) {
            double log = (e - EXPONENT_BIAS) * Math.log(2);
            logOfExponent[e] = (float) log;
            weightOfExponent[e] = (float) Math.exp(power * (log - Math.log(most)));
        }
        for (int m = 0; m < logs.length; m++) {
            double fraction = 1 + (double) m / (1 << BITS);
            logs[m] = (float) Math.log(fraction);
            weights[m] = (float) Math.pow(fraction, power);
        }
    }

    /// @param x above 0 and normal
    float log(float x) {
        int bits = Float.floatToRawIntBits(x);
        return logOfExponent[bits >>> 23] + between(logs, bits);
    }

    /// @param x as for [#log(float)]; 0 weighs nothing
    float weight(float x) {
        if (x >= most) {
            return 1;
        }
        int bits = Float.floatToRawIntBits(x);
        return x == 0 ? 0 : weightOfExponent[bits >>> 23] * between(weights, bits);
    }

    private static float between(float[] table, int bits) {
        int at = (bits >>> REST) & ((1 << BITS) - 1);
        float rest = (bits & ((1 << REST) - 1)) * (1f / (1 << REST));
        return table[at] + rest * (table[at + 1] - table[at]);
    }
}
