package dev.akin.media;

import dev.akin.MalformedFileException;
import java.util.Arrays;

/// What `ClapFeatureExtractor` of transformers 4.40 makes of samples: log-mel features of exactly so many samples, or of the kind
/// `fusion` (Wu and others 2023) four views of those of a longer sound.
final class ClapViews {
    private static final int VIEWS = 4;

    private enum Padding {
        /// Whole repetitions, then silence.
        REPEATPAD,
        /// Repetitions, the last one cut.
        REPEAT,
        /// Silence.
        PAD
    }

    private final MelSpectrogram spectrogram;
    private final int samples;
    private final boolean fusion;
    private final Padding padding;

    private ClapViews(MelSpectrogram spectrogram, int samples, boolean fusion, Padding padding) {
        this.spectrogram = spectrogram;
        this.samples = samples;
        this.fusion = fusion;
        this.padding = padding;
    }

    /// @throws MalformedFileException if a number is out of range, or a word is not known
    static ClapViews of(SoundConfig config, MelSpectrogram spectrogram)
            throws MalformedFileException {
        int seconds = config.whole("max_length_s", 10, 600);
        return new ClapViews(
                spectrogram,
                seconds * spectrogram.options().rate(),
                isFusion(config),
                padding(config));
    }

    private static boolean isFusion(SoundConfig config) throws MalformedFileException {
        String truncation = config.text("truncation");
        return switch (truncation) {
            case "fusion", "" -> true;
            case "rand_trunc" -> false;
            default ->
                    throw config.malformed(
                            "\"truncation\" is \""
                                    + truncation
                                    + "\" instead of \"rand_trunc\" or \"fusion\"");
        };
    }

    private static Padding padding(SoundConfig config) throws MalformedFileException {
        String padding = config.text("padding");
        return switch (padding) {
            case "repeatpad", "" -> Padding.REPEATPAD;
            case "repeat" -> Padding.REPEAT;
            case "pad" -> Padding.PAD;
            default ->
                    throw config.malformed(
                            "\"padding\" is \""
                                    + padding
                                    + "\" instead of \"repeatpad\", \"repeat\" or \"pad\"");
        };
    }

    /// Filters are those of Slaney, but of HTK where there are several views.
    static MelOptions options(SoundConfig config, int rate) throws MalformedFileException {
        boolean fusion = isFusion(config);
        try {
            return MelOptions.builder(rate)
                    .transform(config.whole("fft_window_size", 1024, 1 << 16))
                    .hop(config.whole("hop_length", 480, 1 << 16))
                    .mels(config.whole("feature_size", 64, 4096))
                    .band(config.number("frequency_min", 0), config.number("frequency_max", 14_000))
                    .scale(fusion ? MelScale.HTK : MelScale.SLANEY)
                    .areaNormalized(!fusion)
                    .loudness(Loudness.DECIBEL)
                    .build();
        } catch (IllegalArgumentException e) {
            throw config.malformed(String.valueOf(e.getMessage()));
        }
    }

    boolean fusion() {
        return fusion;
    }

    int most() {
        return fusion ? Integer.MAX_VALUE : samples;
    }

    /// @param sound of any length; without `fusion` what is beyond [#most()] is left out
    SoundPreprocessor.Input input(float[] sound) {
        boolean cut = fusion && sound.length > samples;
        SoundFeatures all =
                spectrogram.of(
                        cut
                                ? sound
                                : filled(Arrays.copyOf(sound, Math.min(sound.length, samples))));
        int frames = 1 + samples / spectrogram.options().hop();
        int size = frames * all.bins();
        float[] values = new float[fusion ? VIEWS * size : size];
        for (int view = 0; view * size < values.length; view++) {
            float[] shown = view == 0 ? drawn(all, frames) : third(all, view - 1, frames);
            System.arraycopy(shown, 0, values, view * size, size);
        }
        return new SoundPreprocessor.Input(
                values, new long[] {values.length / size, frames, all.bins()});
    }

    private float[] filled(float[] sound) {
        float[] filled = new float[samples];
        int end =
                switch (padding) {
                    case REPEATPAD -> samples / sound.length * sound.length;
                    case REPEAT -> samples;
                    case PAD -> sound.length;
                };
        for (int i = 0; i < end; i++) {
            filled[i] = sound[i % sound.length];
        }
        return filled;
    }

    /// All frames, drawn together by lines between the two that lie around (`interpolate` of PyTorch, `align_corners=False`).
    private static float[] drawn(SoundFeatures all, int frames) {
        int bins = all.bins();
        float[] values = new float[frames * bins];
        float step = (float) all.frames() / frames;
        for (int frame = 0; frame < frames; frame++) {
            float place = Math.max(0, (frame + 0.5f) * step - 0.5f);
            int before = Math.min((int) place, all.frames() - 1);
            int behind = Math.min(before + 1, all.frames() - 1);
            float part = place - before;
            for (int bin = 0; bin < bins; bin++) {
                values[frame * bins + bin] =
                        (1 - part) * all.at(before, bin) + part * all.at(behind, bin);
            }
        }
        return values;
    }

    /// A stretch that begins in the middle of a third of all places where one can.
    private static float[] third(SoundFeatures all, int number, int frames) {
        int places = all.frames() - frames + 1;
        int longer = places % 3;
        int own = places / 3 + (number < longer ? 1 : 0);
        int first = number * (places / 3) + Math.min(number, longer);
        int from = own == 0 ? 0 : first + own / 2;
        return Arrays.copyOfRange(all.array(), from * all.bins(), (from + frames) * all.bins());
    }

    @Override
    public String toString() {
        MelOptions mel = spectrogram.options();
        return samples + " " + fusion + " " + padding + " " + mel.low() + " " + mel.high();
    }
}
