package dev.akin.media;

/// How pitch is measured in mels, and what the sides of a filter are straight in.
public enum MelScale {
    /// 2595 · log₁₀(1 + f / 700), as in HTK; filters are triangles over hertz.
    HTK {
        @Override
        double mels(double hertz) {
            return 2595 * Math.log10(1 + hertz / 700);
        }

        @Override
        double hertz(double mels) {
            return 700 * (Math.pow(10, mels / 2595) - 1);
        }
    },
    /// Straight below 1,000 Hz and logarithmic above (Slaney 1998, "Auditory Toolbox"), librosa's; filters are triangles over
    /// hertz.
    SLANEY {
        @Override
        double mels(double hertz) {
            return hertz < KNEE ? hertz / STEP : KNEE / STEP + Math.log(hertz / KNEE) / LOG_STEP;
        }

        @Override
        double hertz(double mels) {
            return mels < KNEE / STEP
                    ? mels * STEP
                    : KNEE * Math.exp(LOG_STEP * (mels - KNEE / STEP));
        }
    },
    /// 1127 · ln(1 + f / 700), as in Kaldi; filters are triangles over mels.
    KALDI {
        @Override
        double mels(double hertz) {
            return 1127 * Math.log1p(hertz / 700);
        }

        @Override
        double hertz(double mels) {
            return 700 * Math.expm1(mels / 1127);
        }
    };

    private static final double KNEE = 1000;
    private static final double STEP = 200.0 / 3;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    abstract double mels(double hertz);

    abstract double hertz(double mels);
}
