package dev.akin.media;

import dev.akin.algebra.Fft;
import dev.akin.algebra.Workers;
import java.util.Arrays;

/// How loud a sound is at each moment in each of some bands that are as wide as ears tell them apart: windows of the sound →
/// Fourier transform → magnitudes raised to a power → triangular filters → logarithm. Equal to
/// `torchaudio.transforms.MelSpectrogram`, `torchaudio.compliance.kaldi.fbank` and what Whisper wants, as [MelOptions] have it.
///
/// Frames go through the transform together, [LANES] pairs at a time, the two of a pair as real and imaginary part of one
/// number; what comes out is parted by the symmetry of a real transform.
///
/// Immutable and thread-safe.
public final class MelSpectrogram {
    /// Pairs of frames that are transformed together.
    private static final int LANES = 16;

    private static final int TOGETHER = 2 * LANES;

    private final MelOptions options;
    private final Fft fft;
    private final MelFilters filters;
    private final float[] window;
    private final Workers workers;

    private MelSpectrogram(MelOptions options) {
        this.options = options;
        this.fft = new Fft(options.transform());
        this.filters = new MelFilters(options);
        this.window = new float[options.window()];
        this.workers = new Workers(options.threads());
        double turn = 2 * Math.PI / (window.length - (options.symmetricWindow() ? 1 : 0));
        for (int i = 0; i < window.length; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(i * turn));
        }
    }

    /// @throws IllegalArgumentException if the transform's length is no product of twos, threes and fives
    public static MelSpectrogram of(MelOptions options) {
        return new MelSpectrogram(options);
    }

    public MelOptions options() {
        return options;
    }

    /// How many frames so many samples make; 0 if they are too few.
    public int frames(int samples) {
        int missing =
                switch (options.framing()) {
                    case REFLECTED -> samples > options.transform() / 2 ? 0 : samples + 1;
                    case PADDED -> 0;
                    case WHOLE -> options.transform();
                    case SNIPPED -> options.window();
                };
        return samples < missing ? 0 : 1 + (samples - missing) / options.hop();
    }

    /// [frames × mels] of a sound of one channel, or of the mean of its channels.
    ///
    /// @throws IllegalArgumentException if its rate is another, or it is too short for a frame
    public SoundFeatures of(Sound sound) {
        if (sound.rate() != options.rate()) {
            throw new IllegalArgumentException(
                    "the sound has "
                            + sound.rate()
                            + " samples a second, not "
                            + options.rate()
                            + "; bring it there with Sound.at");
        }
        return of(sound.mono().values());
    }

    SoundFeatures of(float[] samples) {
        int frames = frames(samples.length);
        if (frames == 0) {
            throw new IllegalArgumentException(
                    samples.length
                            + " samples are too few for a frame of "
                            + (options.framing() == Framing.REFLECTED
                                    ? "a transform of "
                                            + options.transform()
                                            + ", which needs more than half"
                                    : options.framing() == Framing.SNIPPED
                                            ? options.window()
                                            : options.transform()));
        }
        float[] padded = padded(samples);
        float[] values = new float[Math.multiplyExact(frames, filters.count())];
        int blocks = Math.ceilDiv(frames, TOGETHER);
        int parts = Math.min(blocks, 4 * options.threads());
        workers.each(
                parts,
                part -> {
                    Room room = new Room();
                    int end = (int) ((long) blocks * (part + 1) / parts);
                    for (int b = (int) ((long) blocks * part / parts); b < end; b++) {
                        room.block(
                                padded, b * TOGETHER, Math.min(frames, (b + 1) * TOGETHER), values);
                    }
                });
        return new SoundFeatures(values, frames, filters.count());
    }

    private float[] padded(float[] samples) {
        int pad = options.transform() / 2;
        return switch (options.framing()) {
            case WHOLE, SNIPPED -> samples;
            case PADDED -> middle(samples, pad);
            case REFLECTED -> {
                float[] padded = middle(samples, pad);
                int last = samples.length - 1;
                for (int i = 1; i <= pad; i++) {
                    padded[pad - i] = samples[i];
                    padded[pad + last + i] = samples[last - i];
                }
                yield padded;
            }
        };
    }

    private static float[] middle(float[] samples, int pad) {
        float[] padded = new float[samples.length + 2 * pad];
        System.arraycopy(samples, 0, padded, pad, samples.length);
        return padded;
    }

    /// What one thread works in.
    private final class Room {
        private final int points = fft.length();
        private final float[] re = new float[points * LANES];
        private final float[] im = new float[points * LANES];
        private final float[] spareRe = new float[points * LANES];
        private final float[] spareIm = new float[points * LANES];
        private final float[] spectrum = new float[(points / 2 + 1) * TOGETHER];
        private final float[] sums = new float[TOGETHER];
        private final float[] frame = new float[window.length];

        /// Where the window begins in a frame; where it lies in the transform does not change magnitudes.
        private final int shift =
                options.framing() == Framing.SNIPPED ? 0 : (points - window.length) / 2;

        void block(float[] samples, int from, int to, float[] values) {
            Arrays.fill(re, window.length * LANES, re.length, 0);
            Arrays.fill(im, window.length * LANES, im.length, 0);
            for (int lane = 0; lane < TOGETHER; lane++) {
                float[] part = lane < LANES ? re : im;
                load(samples, Math.min(from + lane, to - 1), part, lane % LANES);
            }
            fft.transform(re, im, LANES, spareRe, spareIm);
            for (int k = 0; k <= points / 2; k++) {
                split(k * LANES, (points - k) % points * LANES, k * TOGETHER);
            }
            raise(spectrum, options.power() / 2);
            for (int mel = 0; mel < filters.count(); mel++) {
                filters.sum(mel, spectrum, sums, TOGETHER);
                for (int f = from; f < to; f++) {
                    values[f * filters.count() + mel] = loud(sums[f - from]);
                }
            }
        }

        private void load(float[] samples, int number, float[] into, int lane) {
            int start = number * options.hop() + shift;
            float[] source = samples;
            if (options.meanRemoved() || options.preemphasis() > 0) {
                prepare(samples, start);
                source = frame;
                start = 0;
            }
            for (int i = 0; i < window.length; i++) {
                into[i * LANES + lane] = source[start + i] * window[i];
            }
        }

        private void prepare(float[] samples, int start) {
            double mean = 0;
            for (int i = 0; i < frame.length && options.meanRemoved(); i++) {
                mean += samples[start + i] / (double) frame.length;
            }
            double before = samples[start] - mean;
            for (int i = 0; i < frame.length; i++) {
                double now = samples[start + i] - mean;
                frame[i] = (float) (now - options.preemphasis() * before);
                before = now;
            }
        }

        /// The squared magnitudes of bin k, from Z[k] and Z[n − k]: of the frames that are real parts, then of the imaginary.
        private void split(int k, int mirrored, int to) {
            for (int c = 0; c < LANES; c++) {
                float x = re[k + c] + re[mirrored + c];
                float y = im[k + c] - im[mirrored + c];
                spectrum[to + c] = (x * x + y * y) * 0.25f;
            }
            for (int c = 0; c < LANES; c++) {
                float x = im[k + c] + im[mirrored + c];
                float y = re[mirrored + c] - re[k + c];
                spectrum[to + LANES + c] = (x * x + y * y) * 0.25f;
            }
        }
    }

    private static void raise(float[] squares, double exponent) {
        if (exponent == 0.5) {
            for (int i = 0; i < squares.length; i++) {
                squares[i] = (float) Math.sqrt(squares[i]);
            }
        } else if (exponent != 1) {
            for (int i = 0; i < squares.length; i++) {
                squares[i] = (float) Math.pow(squares[i], exponent);
            }
        }
    }

    private float loud(float sum) {
        double raised = Math.max(sum, options.floor());
        return switch (options.loudness()) {
            case LINEAR -> sum;
            case NATURAL -> (float) ln(raised);
            case DECIMAL -> (float) (ln(raised) * LOG10_E);
            case DECIBEL -> (float) (ln(raised) * (10 * LOG10_E));
        };
    }

    private static final double LOG10_E = 1 / Math.log(10);
    private static final double LN_2 = Math.log(2);

    /// To 2e-9, three times as fast as the library's: 2 artanh((m − 1) / (m + 1)) of the mantissa m in [√½, √2).
    static double ln(double x) {
        long bits = Double.doubleToRawLongBits(x);
        // √½ in bits: what is added moves the mantissas from there on to the next exponent.
        long moved = bits + (0x3ff0000000000000L - 0x3fe6a09e667f3bcdL);
        long exponent = (moved >> 52) - 1023;
        double m = Double.longBitsToDouble(bits - (exponent << 52));
        double s = (m - 1) / (m + 1);
        double q = s * s;
        double series =
                1 + q * (1.0 / 3 + q * (1.0 / 5 + q * (1.0 / 7 + q * (1.0 / 9 + q * (1.0 / 11)))));
        return exponent * LN_2 + 2 * s * series;
    }
}
