package dev.akin.format;

/// Looks for numbers that are none.
final class Finite {
    private static final int MAGNITUDE = 0x7fffffff;
    private static final int INFINITE = 0x7f800000;

    private Finite() {}

    /// The index of the first NaN or infinite number among `values[from … to − 1]`, or -1.
    static int firstOther(float[] values, int from, int to) {
        int largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(values[i]) & MAGNITUDE);
        }
        if (largest < INFINITE) {
            return -1;
        }
        int i = from;
        while (Float.isFinite(values[i])) {
            i++;
        }
        return i;
    }
}
