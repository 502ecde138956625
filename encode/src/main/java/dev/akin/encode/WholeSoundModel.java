package dev.akin.encode;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.akin.MalformedFileException;
import dev.akin.media.Sound;
import dev.akin.media.SoundPreprocessor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One graph that takes samples, as wav2vec 2.0 does, or log-mel features, as Whisper's encoder, AST and CLAP do. What is longer than
/// the model sees, or than 30 seconds where it sees samples of any length, goes through it in equal parts; where the model was taught
/// excerpts, in as few of them as show everything, which lie evenly and overlap.
final class WholeSoundModel implements SoundModel {
    /// Attention costs the square of the length.
    private static final int SECONDS = 30;

    /// Convolutions need something to go over: of a second, the least that is shown.
    private static final int LEAST = 10;

    private static final List<String> POOLED =
            List.of("audio_embeds", "pooler_output", "embeddings", "embedding");

    private final SoundGraph graph;
    private final SoundPreprocessor preprocessor;
    private final @Nullable String pooled;
    private final @Nullable String tokens;

    private WholeSoundModel(SoundGraph graph, SoundPreprocessor preprocessor)
            throws OrtException, MalformedFileException {
        this.graph = graph;
        this.preprocessor = preprocessor;
        checkInput();
        Map<String, NodeInfo> outputs = graph.outputs();
        this.tokens =
                rank(outputs.get("last_hidden_state")) == 3
                        ? "last_hidden_state"
                        : ofRank(outputs, 3);
        String named =
                POOLED.stream()
                        .filter(name -> rank(outputs.get(name)) == 2)
                        .findFirst()
                        .orElse(null);
        this.pooled = named == null && tokens == null ? ofRank(outputs, 2) : named;
        if (pooled == null && tokens == null) {
            throw graph.malformed(
                    "the graph gives "
                            + ImageInput.described(outputs)
                            + "; a vector is [batch, numbers], or made of [batch, windows, numbers]");
        }
    }

    /// @throws MalformedFileException if the graph takes something else than the preprocessor makes
    static WholeSoundModel open(Path graph, SoundPreprocessor preprocessor) throws IOException {
        SoundGraph opened = SoundGraph.open(graph);
        try {
            return new WholeSoundModel(opened, preprocessor);
        } catch (OrtException e) {
            opened.close();
            throw MalformedFileException.atByte(
                    graph, 0, "ONNX Runtime cannot run it: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void checkInput() throws MalformedFileException {
        long[] made = preprocessor.input(silence()).shape();
        long[] taken = graph.shape();
        boolean fits = taken.length == made.length + 1;
        for (int i = 0; i < made.length && fits; i++) {
            boolean open = taken[i + 1] <= 0 || (preprocessor.isWaveform() && i == 0);
            fits = open || taken[i + 1] == made[i];
        }
        if (!fits) {
            throw graph.malformed(
                    "the graph takes "
                            + graph.takes()
                            + ", but preprocessor_config.json makes [1, "
                            + (preprocessor.isWaveform() ? "samples" : joined(made))
                            + "]");
        }
    }

    private static String joined(long[] shape) {
        return String.join(", ", Arrays.stream(shape).mapToObj(Long::toString).toList());
    }

    private Sound silence() {
        return Sound.of(new float[preprocessor.rate()], preprocessor.rate());
    }

    private static int rank(@Nullable NodeInfo node) {
        return node != null && node.getInfo() instanceof TensorInfo tensor
                ? tensor.getShape().length
                : 0;
    }

    private static @Nullable String ofRank(Map<String, NodeInfo> outputs, int rank) {
        return outputs.entrySet().stream()
                .filter(output -> rank(output.getValue()) == rank)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<SoundPooling> usual() {
        return List.of(SoundPooling.MEAN);
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(graph.fingerprint(), preprocessor);
    }

    @Override
    public SoundWindows windows(Sound sound, boolean apart) {
        String output = pooled == null || (apart && tokens != null) ? tokens : pooled;
        float[] samples = sound.mono().at(preprocessor.rate()).samples();
        List<SoundWindows> parts = new ArrayList<>();
        int count = Math.ceilDiv(samples.length, most());
        for (int part = 0; part < count; part++) {
            int from = begin(samples.length, part, count);
            int to =
                    preprocessor.isExcerpt()
                            ? Math.min(samples.length, from + most())
                            : begin(samples.length, part + 1, count);
            parts.add(part(Arrays.copyOfRange(samples, from, to), String.valueOf(output)));
        }
        SoundWindows all = SoundWindows.joined(parts);
        double step = (double) begin(samples.length, 1, count) / preprocessor.rate();
        return preprocessor.isExcerpt() && count > 1
                ? new SoundWindows(all.values(), all.width(), step)
                : all;
    }

    private int begin(int samples, int part, int count) {
        if (preprocessor.isExcerpt()) {
            return count == 1 ? 0 : (int) ((long) (samples - most()) * part / (count - 1));
        }
        return (int) ((long) samples * part / count);
    }

    private SoundWindows part(float[] samples, String output) {
        int rate = preprocessor.rate();
        float[] shown = Arrays.copyOf(samples, sees(samples.length));
        SoundPreprocessor.Input input = preprocessor.input(Sound.of(shown, rate));
        long[] shape = new long[input.shape().length + 1];
        shape[0] = 1;
        System.arraycopy(input.shape(), 0, shape, 1, shape.length - 1);
        SoundGraph.Output made = graph.run(output, input.values(), shape);
        int count = made.values().length / made.last();
        boolean open = preprocessor.isWaveform() || preprocessor.most() == Integer.MAX_VALUE;
        int length = open ? shown.length : preprocessor.most();
        return new SoundWindows(made.values(), made.last(), (double) length / rate / count);
    }

    /// As many samples as the graph insists on, where it does.
    private int sees(int samples) {
        if (fixed() > 0) {
            return fixed();
        }
        return preprocessor.fillsUp() ? samples : Math.max(samples, preprocessor.rate() / LEAST);
    }

    private int fixed() {
        return preprocessor.isWaveform() ? (int) Math.max(0, graph.shape()[1]) : 0;
    }

    private int most() {
        if (fixed() > 0) {
            return fixed();
        }
        return preprocessor.isWaveform() ? SECONDS * preprocessor.rate() : preprocessor.most();
    }

    @Override
    public void close() {
        graph.close();
    }
}
