package dev.akin.encode;

import ai.onnxruntime.OrtException;
import dev.akin.MalformedFileException;
import dev.akin.media.Sound;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two graphs: samples → frames of features, and windows of so many frames → vectors, as `preprocessor_config.json` says with the type
/// `OnnxFeatureExtractor`. Windows overlap where their hop is smaller than they are. A sound that is too short for a window is filled
/// up with silence at its end; one of more than 60 seconds gets its features in parts that share as many frames as its windows need.
final class WindowedSoundModel implements SoundModel {
    /// Feature graphs of this kind look for the loudest moment, and hold all frames of a call at once.
    private static final int SECONDS = 60;

    /// Windows that go through the model together.
    private static final int TOGETHER = 64;

    private final WindowedSoundConfig config;
    private final SoundGraph features;
    private final SoundGraph model;
    private final String featureOutput;
    private final String modelOutput;

    /// Samples from a frame to the next.
    private final int hop;

    /// Samples of the first frame.
    private final int first;

    private final int bins;

    private WindowedSoundModel(WindowedSoundConfig config, SoundGraph features, SoundGraph model)
            throws OrtException, MalformedFileException {
        this.config = config;
        this.features = features;
        this.model = model;
        if (features.shape().length != 2) {
            throw features.malformed(
                    "the graph takes " + features.takes() + " instead of [batch, samples]");
        }
        this.featureOutput = features.outputs().keySet().iterator().next();
        this.modelOutput = model.outputs().keySet().iterator().next();
        SoundGraph.Output one = frames(new float[config.rate()]);
        this.bins = one.last();
        int few = one.values().length / bins;
        int many = frames(new float[2 * config.rate()]).values().length / bins;
        if (few < 1 || many <= few) {
            throw features.malformed(
                    "the graph makes "
                            + few
                            + " frames of one second and "
                            + many
                            + " of two; it should make more of what is longer");
        }
        this.hop = config.rate() / (many - few);
        this.first = config.rate() - (few - 1) * hop;
        checkWindows();
    }

    /// @throws MalformedFileException if the graphs do not fit each other or their configuration
    static WindowedSoundModel open(Path folder, JsonFile said) throws IOException {
        WindowedSoundConfig config = WindowedSoundConfig.of(folder, said);
        SoundGraph features = SoundGraph.open(config.features());
        SoundGraph model = null;
        try {
            model = SoundGraph.open(config.model());
            return new WindowedSoundModel(config, features, model);
        } catch (OrtException | IllegalStateException e) {
            close(features, model);
            throw MalformedFileException.atByte(
                    folder, 0, "ONNX Runtime cannot run it: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            close(features, model);
            throw e;
        }
    }

    private static void close(SoundGraph features, @Nullable SoundGraph model) {
        features.close();
        if (model != null) {
            model.close();
        }
    }

    private void checkWindows() throws MalformedFileException {
        long[] shape = model.shape();
        boolean fits =
                shape.length >= 3
                        && (shape[1] <= 0 || shape[1] == config.windowFrames())
                        && (shape[2] <= 0 || shape[2] == bins)
                        && (shape.length == 3 || (shape.length == 4 && Math.abs(shape[3]) == 1));
        if (!fits) {
            throw model.malformed(
                    "the graph takes "
                            + model.takes()
                            + ", but there are windows of [batch, "
                            + config.windowFrames()
                            + ", "
                            + bins
                            + "] (frames, features of a frame)");
        }
    }

    @Override
    public List<SoundPooling> usual() {
        return config.pooling();
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(features.fingerprint(), model.fingerprint(), config.numbers());
    }

    @Override
    public SoundWindows windows(Sound sound, boolean apart) {
        float[] samples = sound.mono().at(config.rate()).samples();
        int window = first + (config.windowFrames() - 1) * hop;
        int step = config.hopFrames() * hop;
        int total = samples.length <= window ? 1 : 1 + (samples.length - window) / step;
        int together = Math.max(1, (SECONDS * config.rate() - window) / step + 1);
        List<SoundWindows> parts = new ArrayList<>();
        for (int from = 0; from < total; from += together) {
            int count = Math.min(together, total - from);
            int begin = from * step;
            int end = from + count < total ? begin + (count - 1) * step + window : samples.length;
            parts.add(
                    part(Arrays.copyOfRange(samples, begin, Math.max(end, begin + window)), count));
        }
        return SoundWindows.joined(parts);
    }

    private SoundWindows part(float[] samples, int count) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] = config.sample(samples[i]);
        }
        float[] frames = frames(samples).values();
        for (int i = 0; i < frames.length; i++) {
            frames[i] = (float) (frames[i] * config.scale() + config.offset());
        }
        List<SoundWindows> parts = new ArrayList<>();
        for (int from = 0; from < count; from += TOGETHER) {
            parts.add(vectors(frames, from, Math.min(TOGETHER, count - from)));
        }
        return SoundWindows.joined(parts);
    }

    private SoundGraph.Output frames(float[] samples) {
        return features.run(featureOutput, samples, 1, samples.length);
    }

    private SoundWindows vectors(float[] frames, int from, int count) {
        int size = config.windowFrames() * bins;
        float[] windows = new float[count * size];
        for (int i = 0; i < count; i++) {
            System.arraycopy(
                    frames, (from + i) * config.hopFrames() * bins, windows, i * size, size);
        }
        long[] shape = model.shape();
        shape[0] = count;
        shape[1] = config.windowFrames();
        shape[2] = bins;
        if (shape.length == 4) {
            shape[3] = 1;
        }
        float[] vectors = model.run(modelOutput, windows, shape).values();
        double step = (double) config.hopFrames() * hop / config.rate();
        return new SoundWindows(vectors, vectors.length / count, step);
    }

    @Override
    public void close() {
        close(features, model);
    }
}
