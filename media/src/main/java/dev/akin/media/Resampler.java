package dev.akin.media;

import dev.akin.kernel.Kernels;
import java.math.BigInteger;
import java.util.Arrays;

/// Changes how many samples a second a sound has: a sinc under a window of cos², cut off at .99 of the lower of both Nyquist frequencies
/// and after six of its zeros (Smith and Gossett 1984, "A flexible sampling-rate conversion method"). The filters of all phases are
/// those of `torchaudio.functional.resample` with its defaults, computed in double precision and kept as floats without what is beyond
/// the window.
///
/// Immutable and thread-safe.
public final class Resampler {
    private static final int ZEROS = 6;
    private static final double ROLLOFF = 0.99;
    private static final Kernels KERNELS = Kernels.best();

    private final int from;
    private final int to;
    private final int taps;

    /// Of each phase, the place of its first tap, counted from the first sample of the period.
    private final int[] starts;

    /// [to × taps].
    private final float[] filters;

    private Resampler(int from, int to) {
        this.from = from;
        this.to = to;
        double base = ROLLOFF * Math.min(from, to);
        double reach = ZEROS * from / base;
        this.taps = 2 * (int) Math.ceil(reach) + 1;
        this.starts = new int[to];
        this.filters = new float[to * taps];
        for (int phase = 0; phase < to; phase++) {
            double middle = (double) phase * from / to;
            starts[phase] = (int) Math.ceil(middle - reach);
            for (int tap = 0; tap < taps; tap++) {
                filters[phase * taps + tap] =
                        (float) filter((starts[phase] + tap - middle) * base / from, base / from);
            }
        }
    }

    private static double filter(double zeros, double scale) {
        if (Math.abs(zeros) >= ZEROS) {
            return 0;
        }
        double window = Math.cos(zeros * Math.PI / ZEROS / 2);
        double sinc = zeros == 0 ? 1 : Math.sin(zeros * Math.PI) / (zeros * Math.PI);
        return sinc * window * window * scale;
    }

    /// @param from samples a second before
    /// @param to and after
    /// @throws IllegalArgumentException if one is not 1 to 1,536,000
    public static Resampler of(int from, int to) {
        Sound.checkRate(from);
        Sound.checkRate(to);
        int common = BigInteger.valueOf(from).gcd(BigInteger.valueOf(to)).intValue();
        return new Resampler(from / common, to / common);
    }

    /// How many samples so many become: ⌈length · to / from⌉.
    ///
    /// @throws IllegalArgumentException if no array could hold them
    public int length(int before) {
        long after = Math.ceilDiv((long) before * to, (long) from);
        if (after > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    before + " samples would become " + after + ", more than an array holds");
        }
        return (int) after;
    }

    /// @param samples of one channel; silence is taken to lie before and behind
    /// @return a new array
    /// @throws IllegalArgumentException if no array could hold the result
    public float[] resample(float[] samples) {
        if (from == to) {
            return samples.clone();
        }
        float[] out = new float[length(samples.length)];
        long period = 0;
        int phase = 0;
        for (int i = 0; i < out.length; i++) {
            out[i] = at(samples, period + starts[phase], phase * taps);
            if (++phase == to) {
                phase = 0;
                period += from;
            }
        }
        return out;
    }

    private float at(float[] samples, long first, int filter) {
        int skipped = (int) Math.max(0, -first);
        int end = (int) Math.min(taps, samples.length - first);
        return end <= skipped
                ? 0
                : KERNELS.dot(
                        samples, (int) first + skipped, filters, filter + skipped, end - skipped);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resampler that && from == that.from && to == that.to;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new int[] {from, to});
    }

    @Override
    public String toString() {
        return "Resampler[" + from + " to " + to + "]";
    }
}
