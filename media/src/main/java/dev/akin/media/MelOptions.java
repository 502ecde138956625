package dev.akin.media;

/// What a [MelSpectrogram] is made of. Immutable; the defaults are those of `torchaudio.transforms.MelSpectrogram`.
public final class MelOptions {
    private final Builder set;

    private MelOptions(Builder set) {
        this.set = set;
    }

    /// @param rate samples a second of the sounds to come
    /// @throws IllegalArgumentException if it is not 1 to 1,536,000
    public static Builder builder(int rate) {
        Sound.checkRate(rate);
        return new Builder(rate);
    }

    public int rate() {
        return set.rate;
    }

    public int transform() {
        return set.transform;
    }

    public int window() {
        return set.window == 0 ? set.transform : set.window;
    }

    public boolean symmetricWindow() {
        return set.symmetric;
    }

    public int hop() {
        return set.hop == 0 ? Math.max(1, window() / 2) : set.hop;
    }

    public Framing framing() {
        return set.framing;
    }

    public double power() {
        return set.power;
    }

    public int mels() {
        return set.mels;
    }

    public double low() {
        return set.low;
    }

    public double high() {
        return set.high == 0 ? Math.floorDiv(set.rate, 2) : set.high;
    }

    public MelScale scale() {
        return set.scale;
    }

    public boolean areaNormalized() {
        return set.areaNormalized;
    }

    public Loudness loudness() {
        return set.loudness;
    }

    public double floor() {
        return set.floor;
    }

    public double preemphasis() {
        return set.preemphasis;
    }

    public boolean meanRemoved() {
        return set.meanRemoved;
    }

    /// How many frames are at work at a time.
    public int threads() {
        return set.threads;
    }

    /// Collects options. Not thread-safe.
    public static final class Builder {
        private final int rate;
        private int transform = 400;
        private int window;
        private boolean symmetric;
        private int hop;
        private Framing framing = Framing.REFLECTED;
        private double power = 2;
        private int mels = 128;
        private double low;
        private double high;
        private MelScale scale = MelScale.HTK;
        private boolean areaNormalized;
        private Loudness loudness = Loudness.LINEAR;
        private double floor = 1e-10;
        private double preemphasis;
        private boolean meanRemoved;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder(int rate) {
            this.rate = rate;
        }

        private Builder(Builder other) {
            rate = other.rate;
            transform = other.transform;
            window = other.window;
            symmetric = other.symmetric;
            hop = other.hop;
            framing = other.framing;
            power = other.power;
            mels = other.mels;
            low = other.low;
            high = other.high;
            scale = other.scale;
            areaNormalized = other.areaNormalized;
            loudness = other.loudness;
            floor = other.floor;
            preemphasis = other.preemphasis;
            meanRemoved = other.meanRemoved;
            threads = other.threads;
        }

        /// Points of the Fourier transform (`n_fft`), 400 by default: a product of twos, threes and fives.
        public Builder transform(int points) {
            this.transform = points;
            return this;
        }

        /// Samples under the window (`win_length`), a Hann window; as many as the transform has by default.
        public Builder window(int samples) {
            this.window = samples;
            return this;
        }

        /// Whether the window ends at zero as it begins, as Kaldi's does. By default it is periodic.
        public Builder symmetricWindow(boolean ends) {
            this.symmetric = ends;
            return this;
        }

        /// Samples from a frame to the next, half of the window by default.
        public Builder hop(int samples) {
            this.hop = samples;
            return this;
        }

        /// [Framing#REFLECTED] by default.
        public Builder framing(Framing how) {
            this.framing = how;
            return this;
        }

        /// What magnitudes are raised to, 2 by default.
        public Builder power(double exponent) {
            this.power = exponent;
            return this;
        }

        /// Filters (`n_mels`), 128 by default.
        public Builder mels(int filters) {
            this.mels = filters;
            return this;
        }

        /// From which to which frequency, in hertz; by default from 0 to the whole hertz below half of the rate, which 0 as
        /// `high` stands for.
        public Builder band(double from, double to) {
            this.low = from;
            this.high = to;
            return this;
        }

        /// [MelScale#HTK] by default.
        public Builder scale(MelScale which) {
            this.scale = which;
            return this;
        }

        /// Whether filters have the same area instead of the same height (`norm="slaney"`). By default they do not.
        public Builder areaNormalized(boolean same) {
            this.areaNormalized = same;
            return this;
        }

        /// [Loudness#LINEAR] by default.
        public Builder loudness(Loudness how) {
            this.loudness = how;
            return this;
        }

        /// What sums are raised to before their logarithm is taken, 1e-10 by default.
        public Builder floor(double least) {
            this.floor = least;
            return this;
        }

        /// Which part of the sample before is taken from each in a frame, 0 by default.
        public Builder preemphasis(double part) {
            this.preemphasis = part;
            return this;
        }

        /// Whether each frame's mean is taken from it first. By default it is not.
        public Builder meanRemoved(boolean remove) {
            this.meanRemoved = remove;
            return this;
        }

        /// How many frames are at work at a time, one a processor by default. The result does not depend on it.
        public Builder threads(int count) {
            this.threads = count;
            return this;
        }

        /// @throws IllegalArgumentException if a number is out of range
        public MelOptions build() {
            MelOptions options = new MelOptions(new Builder(this));
            check(
                    transform >= 2 && transform <= 1 << 20,
                    "a transform has 2 to 1048576 points",
                    transform);
            check(
                    options.window() >= 2 && options.window() <= transform,
                    "a window has 2 samples to as many as the transform, " + transform,
                    options.window());
            check(options.hop() >= 1, "a hop is at least 1 sample", hop);
            check(power > 0, "a power is above 0", power);
            check(mels >= 1 && mels <= 1 << 16, "there are 1 to 65536 filters", mels);
            check(
                    low >= 0 && low < options.high() && options.high() <= (rate + 1) / 2.0,
                    "a band lies between 0 and " + rate / 2.0 + " Hz",
                    low + " to " + options.high());
            check(floor > 0, "a floor is above 0", floor);
            check(preemphasis >= 0 && preemphasis <= 1, "a preemphasis is 0 to 1", preemphasis);
            check(threads >= 1, "threads are at least 1", threads);
            return options;
        }

        private static void check(boolean right, String rule, Object given) {
            if (!right) {
                throw new IllegalArgumentException(rule + ", not " + given);
            }
        }
    }
}
