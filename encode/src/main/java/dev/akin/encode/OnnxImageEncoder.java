package dev.akin.encode;

import dev.akin.embeddings.Encoder;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.Similarity;
import dev.akin.media.Picture;
import dev.akin.media.PicturePreprocessor;
import dev.akin.media.PictureReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// A model of pictures in ONNX Runtime, convolutional or a transformer, in a folder as the Hugging Face hub lays models out:
/// `preprocessor_config.json` says what it sees ([PicturePreprocessor]), and the graph is in `model.onnx`, `onnx/model.onnx` or
/// `vision_model.onnx`. Thread-safe: callers share its threads fairly.
///
/// The vector of a picture is the output `image_embeds`, `pooler_output`, `image_embedding` or `embeddings`; else the first of
/// two dimensions; else CLS of the tokens, or their mean where there is no CLS; else the mean of a map of features. Vectors
/// compare by cosine. Each picture goes through the graph alone and on one thread, so that its vector depends on nothing else.
public final class OnnxImageEncoder implements Encoder<Picture> {
    private final String name;
    private final ImageGraph graph;
    private final Lanes lanes;
    private final int dimension;
    private final boolean cut;
    private final String fingerprint;
    private final ReadWriteLock open = new ReentrantReadWriteLock();
    private boolean closed;

    private OnnxImageEncoder(
            Path folder,
            ImageGraph graph,
            PicturePreprocessor preprocessor,
            EncoderOptions options) {
        this.name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        this.graph = graph;
        int numbers = graph.vector(Picture.of(1, 1, new byte[3])).length;
        if (options.dimension() > numbers) {
            throw new IllegalArgumentException(
                    "the vectors of "
                            + name
                            + " have "
                            + numbers
                            + " numbers and cannot be cut to "
                            + options.dimension());
        }
        this.dimension = options.dimension() == 0 ? numbers : options.dimension();
        this.cut = dimension < numbers;
        this.fingerprint = Fingerprint.of(graph.fingerprint(), preprocessor, dimension);
        this.lanes = new Lanes("akin-encode-" + name, options.threads());
    }

    /// Opens a model. Of the options only the dimension and the threads matter.
    ///
    /// @throws java.nio.file.NoSuchFileException if a file is missing
    /// @throws dev.akin.MalformedFileException if a file is not what it should be, or the graph asks for other than pictures
    /// @throws IllegalArgumentException if more numbers are wanted than its vectors have
    public static OnnxImageEncoder open(Path folder, EncoderOptions options) throws IOException {
        ImageFolder model = new ImageFolder(folder);
        PicturePreprocessor preprocessor = PicturePreprocessor.read(model.preprocessor());
        ImageGraph graph = ImageGraph.open(model.graph(), preprocessor, model.patch());
        try {
            return new OnnxImageEncoder(folder, graph, preprocessor, options);
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
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
        return fingerprint;
    }

    @Override
    public float[][] encode(List<? extends Picture> pictures) {
        return whileOpen(() -> {
            float[][] vectors = new float[pictures.size()][];
            lanes.forEach(
                    vectors.length, lanes.threads(), i -> vectors[i] = vector(pictures.get(i)));
            return vectors;
        });
    }

    /// Whether [#patches(Picture)] has something to give.
    public boolean givesPatches() {
        return graph.givesPatches();
    }

    /// The vectors of a picture's patches: tokens without CLS, or the places of a map of features. They have the model's own
    /// width, which may differ from [#dimension()].
    ///
    /// @throws IllegalArgumentException if the graph gives none
    /// @throws IllegalStateException if the encoder is closed
    public Patches patches(Picture picture) {
        return whileOpen(() -> graph.patches(picture));
    }

    /// This encoder for files, which are decoded on the same threads, each just before it is encoded. Closing either closes
    /// both.
    public FileEncoder files(PictureReader reader) {
        return PictureFiles.of(this, reader);
    }

    /// On the caller's thread.
    float[] vector(Picture picture) {
        float[] vector = graph.vector(picture);
        return vector.length == dimension ? vector : Arrays.copyOf(vector, dimension);
    }

    /// On the caller's thread.
    Patches patchesHere(Picture picture) {
        return graph.patches(picture);
    }

    /// Whether only the first numbers of each vector are kept.
    boolean isCut() {
        return cut;
    }

    Lanes lanes() {
        return lanes;
    }

    <T> T whileOpen(Supplier<T> use) {
        open.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the encoder " + name + " is closed");
            }
            return use.get();
        } finally {
            open.readLock().unlock();
        }
    }

    @Override
    public void close() {
        open.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                lanes.close();
                graph.close();
            }
        } finally {
            open.writeLock().unlock();
        }
    }
}
