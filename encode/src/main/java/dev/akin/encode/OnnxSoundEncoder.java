package dev.akin.encode;

import dev.akin.embeddings.Encoder;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.Similarity;
import dev.akin.media.Sound;
import dev.akin.media.SoundReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// A model of sounds in ONNX Runtime, in a folder as the Hugging Face hub lays models out: `preprocessor_config.json` says what it hears,
/// and the graph is in `model.onnx`, `onnx/model.onnx` or `encoder_model.onnx`. Sounds may have any rate, length and number of
/// channels. Thread-safe: callers share its threads fairly.
///
/// Known are graphs of samples and of log-mel features ([SoundPreprocessor]), and pairs of graphs, the first of which makes features
/// (`OnnxFeatureExtractor`). The vector of a sound is what the graph pools itself (`audio_embeds`, `pooler_output`, `embeddings`), or
/// pooled from its windows: their mean, or as the configuration says. Vectors compare by cosine. Each sound goes through the graph
/// alone and on one thread, so that its vector depends on nothing else.
public final class OnnxSoundEncoder implements Encoder<Sound> {
    private final Shared shared;
    private final List<SoundPooling> pooling;
    private final boolean chosen;
    private final int dimension;

    /// What encoders of the same model hold together.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Shared(
            String name,
            SoundModel model,
            Lanes lanes,
            int kept,
            ReadWriteLock open,
            boolean[] closed) {}

    private OnnxSoundEncoder(Shared shared, List<SoundPooling> pooling, boolean chosen) {
        this.shared = shared;
        this.pooling = pooling;
        this.chosen = chosen;
        int numbers = whole(Sound.of(new float[16_000], 16_000)).length;
        if (shared.kept > numbers) {
            throw new IllegalArgumentException(
                    "the vectors of "
                            + shared.name
                            + " have "
                            + numbers
                            + " numbers and cannot be cut to "
                            + shared.kept);
        }
        this.dimension = shared.kept == 0 ? numbers : shared.kept;
    }

    /// Opens a model. Of the options only the dimension and the threads matter.
    ///
    /// @throws java.nio.file.NoSuchFileException if a file is missing
    /// @throws dev.akin.MalformedFileException if a file is not what it should be, or the graph asks for other than sounds
    /// @throws IllegalArgumentException if more numbers are wanted than its vectors have
    public static OnnxSoundEncoder open(Path folder, EncoderOptions options) throws IOException {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        SoundModel model = new SoundFolder(folder).open();
        Shared shared =
                new Shared(
                        name,
                        model,
                        new Lanes("akin-encode-" + name, options.threads()),
                        options.dimension(),
                        new ReentrantReadWriteLock(),
                        new boolean[1]);
        try {
            return new OnnxSoundEncoder(shared, model.usual(), false);
        } catch (RuntimeException e) {
            shared.lanes.close();
            model.close();
            throw e;
        }
    }

    /// This encoder with another pooling of windows, even where the graph pools them itself. It shares what this one holds, and closing
    /// either closes both.
    ///
    /// @param how one or more, whose numbers are put one behind the other
    /// @throws IllegalArgumentException if there is none, or more numbers were to be kept than there are then
    public OnnxSoundEncoder pooling(List<SoundPooling> how) {
        if (how.isEmpty()) {
            throw new IllegalArgumentException("a sound's vector needs a pooling");
        }
        return whileOpen(() -> new OnnxSoundEncoder(shared, List.copyOf(how), true));
    }

    @Override
    public String name() {
        return shared.name;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public Similarity similarity() {
        return Similarity.COSINE;
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(shared.model.fingerprint(), pooling, chosen, dimension);
    }

    @Override
    public float[][] encode(List<? extends Sound> sounds) {
        return whileOpen(() -> {
            float[][] vectors = new float[sounds.size()][];
            lanes().forEach(
                            vectors.length,
                            lanes().threads(),
                            i -> vectors[i] = vector(sounds.get(i)));
            return vectors;
        });
    }

    /// This encoder for files, which are read on the same threads, each just before it is encoded. Closing either closes both.
    public FileEncoder files(SoundReader reader) {
        return new SoundFiles(this, reader, false);
    }

    /// On the caller's thread.
    float[] vector(Sound sound) {
        float[] vector = whole(sound);
        return vector.length == dimension ? vector : Arrays.copyOf(vector, dimension);
    }

    private float[] whole(Sound sound) {
        return SoundPooling.pooled(pooling, shared.model.windows(sound, chosen));
    }

    /// On the caller's thread.
    SoundWindows windows(Sound sound) {
        return shared.model.windows(sound, true);
    }

    /// Whether only the first numbers of each vector are kept.
    boolean isCut() {
        return shared.kept > 0;
    }

    Lanes lanes() {
        return shared.lanes;
    }

    <T> T whileOpen(Supplier<T> use) {
        shared.open.readLock().lock();
        try {
            if (shared.closed[0]) {
                throw new IllegalStateException("the encoder " + shared.name + " is closed");
            }
            return use.get();
        } finally {
            shared.open.readLock().unlock();
        }
    }

    @Override
    public void close() {
        shared.open.writeLock().lock();
        try {
            if (!shared.closed[0]) {
                shared.closed[0] = true;
                shared.lanes.close();
                shared.model.close();
            }
        } finally {
            shared.open.writeLock().unlock();
        }
    }
}
