package dev.akin.media;

import dev.akin.MalformedFileException;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sounds as a model was taught them: what the feature extractors of transformers 4.40 make, by their `preprocessor_config.json`.
/// Known are `Wav2Vec2FeatureExtractor` (samples), `WhisperFeatureExtractor`, `ASTFeatureExtractor` and `ClapFeatureExtractor`
/// (log-mel features). What that of CLAP draws at random, where a sound is longer than the model sees, is chosen here: see
/// [#isExcerpt()] and [#input].
///
/// Immutable and thread-safe.
public final class SoundPreprocessor {
    private enum Kind {
        WAVEFORM,
        WHISPER,
        AST,
        CLAP
    }

    /// What a model takes of one sound.
    ///
    /// @param values row-major
    /// @param shape without that of the batch: [samples], [mels, frames] for Whisper, [frames, mels] for AST, [views, frames, mels]
    ///     for CLAP
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Input(float[] values, long[] shape) {}

    private final Kind kind;
    private final int rate;
    private final int most;
    private final boolean normalize;
    private final double mean;
    private final double deviation;
    private final int frames;
    private final MelSpectrogram spectrogram;
    private final @Nullable ClapViews views;

    private SoundPreprocessor(SoundConfig config) throws MalformedFileException {
        String type = config.text("feature_extractor_type");
        this.kind =
                switch (type) {
                    case "Wav2Vec2FeatureExtractor" -> Kind.WAVEFORM;
                    case "WhisperFeatureExtractor" -> Kind.WHISPER;
                    case "ASTFeatureExtractor" -> Kind.AST;
                    case "ClapFeatureExtractor" -> Kind.CLAP;
                    default ->
                            throw config.malformed(
                                    "the feature extractor \""
                                            + type
                                            + "\" is not known, only Wav2Vec2FeatureExtractor,"
                                            + " WhisperFeatureExtractor, ASTFeatureExtractor and"
                                            + " ClapFeatureExtractor");
                };
        this.rate =
                config.whole("sampling_rate", kind == Kind.CLAP ? 48_000 : 16_000, Sound.MOST_RATE);
        this.normalize = config.truth("do_normalize", kind == Kind.WAVEFORM || kind == Kind.AST);
        this.mean = config.number("mean", -4.2677393);
        this.deviation = config.number("std", 4.5689974);
        this.spectrogram =
                MelSpectrogram.of(
                        kind == Kind.CLAP ? ClapViews.options(config, rate) : options(config));
        this.views = kind == Kind.CLAP ? ClapViews.of(config, spectrogram) : null;
        int hop = spectrogram.options().hop();
        this.frames =
                switch (kind) {
                    case WAVEFORM, CLAP -> 0;
                    case WHISPER -> config.whole("chunk_length", 30, 3600) * rate / hop;
                    case AST -> config.whole("max_length", 1024, 1 << 20);
                };
        this.most =
                switch (kind) {
                    case WAVEFORM -> Integer.MAX_VALUE;
                    case WHISPER -> frames * hop;
                    case AST -> (frames - 1) * hop + spectrogram.options().window();
                    case CLAP -> views == null ? 0 : views.most();
                };
        if (!(deviation > 0)) {
            throw config.malformed("\"std\" is " + deviation + " instead of above 0");
        }
    }

    private MelOptions options(SoundConfig config) throws MalformedFileException {
        MelOptions.Builder options =
                MelOptions.builder(rate)
                        .loudness(kind == Kind.AST ? Loudness.NATURAL : Loudness.DECIMAL);
        if (kind == Kind.AST) {
            int window = rate / 40;
            options.window(window)
                    .transform(Math.max(2, Integer.highestOneBit(2 * window - 1)))
                    .symmetricWindow(true)
                    .hop(rate / 100)
                    .framing(Framing.SNIPPED)
                    .mels(config.whole("num_mel_bins", 128, 4096))
                    .band(20, rate / 2.0)
                    .scale(MelScale.KALDI)
                    .floor(Math.ulp(1f))
                    .preemphasis(0.97)
                    .meanRemoved(true);
        } else {
            options.transform(config.whole("n_fft", 400, 1 << 16))
                    .hop(config.whole("hop_length", 160, 1 << 16))
                    .mels(kind == Kind.WHISPER ? config.whole("feature_size", 80, 4096) : 80)
                    .band(0, Math.min(8000, rate / 2))
                    .scale(MelScale.SLANEY)
                    .areaNormalized(true);
        }
        try {
            return options.build();
        } catch (IllegalArgumentException e) {
            throw config.malformed(String.valueOf(e.getMessage()));
        }
    }

    /// @param file a `preprocessor_config.json`
    /// @throws MalformedFileException if it is none, or asks for what is not known
    public static SoundPreprocessor read(Path file) throws IOException {
        try {
            if (Json.parse(Files.readAllBytes(file)) instanceof Json.Obj object) {
                return new SoundPreprocessor(new SoundConfig(file.toString(), object));
            }
        } catch (JsonException e) {
            throw MalformedFileException.atByte(file, e.offset(), e.reason(), e);
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(file, 0, String.valueOf(e.getMessage()), e);
        }
        throw MalformedFileException.atByte(file, 0, "it is no JSON object");
    }

    /// Samples a second that the model wants.
    public int rate() {
        return rate;
    }

    /// How many samples at that rate one input shows at the most; what is beyond is not seen.
    public int most() {
        return most;
    }

    /// Whether the model takes samples, not features.
    public boolean isWaveform() {
        return kind == Kind.WAVEFORM;
    }

    /// Whether the model was taught excerpts of [#most()] samples, drawn at random from what is longer (`rand_trunc`).
    public boolean isExcerpt() {
        return views != null && !views.fusion();
    }

    /// Whether what is too short is filled up as the model was taught, however short it is.
    public boolean fillsUp() {
        return kind == Kind.WHISPER || kind == Kind.CLAP;
    }

    /// Channels become one, the rate the model's; what is too short or too long for a model of a fixed length is filled up or cut
    /// off at its end. Models of CLAP get a short sound again and again, as `padding` says; those of the kind `fusion` see four
    /// views of a long one: the whole drawn together, and from each third the stretch in its middle, where transformers draws one.
    public Input input(Sound sound) {
        float[] samples = sound.mono().at(rate).values();
        return switch (kind) {
            case WAVEFORM -> {
                float[] values = normalize ? normalized(samples) : samples.clone();
                yield new Input(values, new long[] {values.length});
            }
            case WHISPER -> whisper(Arrays.copyOf(samples, most));
            case AST -> ast(samples);
            case CLAP -> Objects.requireNonNull(views).input(samples);
        };
    }

    /// The mean 0 and the variance 1.
    private static float[] normalized(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample;
        }
        double mean = sum / samples.length;
        double squares = 0;
        for (float sample : samples) {
            squares += (sample - mean) * (sample - mean);
        }
        double scale = 1 / Math.sqrt(squares / samples.length + 1e-7);
        float[] values = new float[samples.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((samples[i] - mean) * scale);
        }
        return values;
    }

    /// The last frame is left out before the greatest number is looked for.
    private Input whisper(float[] samples) {
        SoundFeatures all = spectrogram.of(samples);
        int mels = all.bins();
        SoundFeatures seen =
                new SoundFeatures(Arrays.copyOf(all.array(), frames * mels), frames, mels)
                        .within(8);
        float[] values = new float[mels * frames];
        for (int frame = 0; frame < frames; frame++) {
            for (int mel = 0; mel < mels; mel++) {
                values[mel * frames + frame] = (seen.array()[frame * mels + mel] + 4) / 4;
            }
        }
        return new Input(values, new long[] {mels, frames});
    }

    private Input ast(float[] samples) {
        int least = spectrogram.options().window();
        SoundFeatures features =
                spectrogram.of(Arrays.copyOf(samples, Math.clamp(samples.length, least, most)));
        int mels = features.bins();
        float[] values = Arrays.copyOf(features.array(), frames * mels);
        for (int i = 0; i < values.length && normalize; i++) {
            values[i] = (float) ((values[i] - mean) / (deviation * 2));
        }
        return new Input(values, new long[] {frames, mels});
    }

    @Override
    public String toString() {
        return "SoundPreprocessor["
                + kind
                + " "
                + rate
                + " "
                + normalize
                + " "
                + mean
                + " "
                + deviation
                + " "
                + frames
                + " "
                + spectrogram.options().mels()
                + " "
                + spectrogram.options().transform()
                + " "
                + spectrogram.options().hop()
                + (views == null ? "" : " " + views)
                + "]";
    }
}
