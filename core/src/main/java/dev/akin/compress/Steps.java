package dev.akin.compress;

import dev.akin.kernel.CodeWidth;

/// What rounding to codes loses.
final class Steps {
    private Steps() {}

    /// The sum of squared differences between numbers and those that their codes stand for.
    ///
    /// @param reach what the largest code stands for
    static double error(float[] values, int length, float reach, CodeWidth width) {
        float step = reach / width.most();
        float half = width == CodeWidth.HALF ? 0.5f : 0;
        float most = width.most();
        float even = 0;
        float odd = 0;
        for (int i = 0; i < length; i++) {
            float scaled = values[i] / step;
            float code = Math.clamp((float) Math.rint(scaled + half) - half, -most, most);
            float off = scaled - code;
            if (i % 2 == 0) {
                even += off * off;
            } else {
                odd += off * off;
            }
        }
        return ((double) even + odd) * step * step;
    }
}
