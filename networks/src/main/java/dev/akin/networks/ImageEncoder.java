package dev.akin.networks;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Encoder;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.Model;
import dev.akin.embeddings.Similarity;
import dev.akin.format.Tensor;
import dev.akin.media.Picture;
import dev.akin.media.PictureReader;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Digest;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// Vectors of pictures of any size, near each other as [ImageLearning] learned to bring them; of unit length. Any number of threads may ask.
///
/// The main table of its file holds a vector for each class that it learned from: the mean of those of its pictures, at unit length.
public final class ImageEncoder extends TrainedNetwork implements Encoder<Picture> {
    /// What a file says of itself, and what `train --model` is told.
    public static final String KIND = "image-encoder";

    private static final SavedNetwork.Kind SAVED =
            new SavedNetwork.Kind(KIND, "encoder of pictures");

    /// Pictures that go through together, never fewer: PyTorch rounds a batch of another size otherwise, and a vector would depend on the others.
    private static final int TOGETHER = 16;

    private final String name;
    private final ImageNetwork network;
    private final Embeddings classes;
    private final String fingerprint;
    private final ReadWriteLock open = new ReentrantReadWriteLock();
    private boolean closed;

    private ImageEncoder(
            String name, ImageNetwork network, Embeddings classes, @Nullable FitHistory history) {
        super(history);
        this.name = name;
        this.network = network;
        this.classes = classes;
        this.fingerprint = digest(network);
    }

    static ImageEncoder trained(ImageNetwork network, LabelledImages images, FitHistory history) {
        return new ImageEncoder(KIND, network, means(network, images), history);
    }

    private static Embeddings means(ImageNetwork network, LabelledImages images) {
        int dimension = network.shape().dimension();
        int width = images.form().bytes();
        float[] sums = new float[Math.multiplyExact(images.classes().size(), dimension)];
        for (int from = 0; from < images.size(); from += TOGETHER) {
            int count = Math.min(TOGETHER, images.size() - from);
            float[] pixels = new float[count * width];
            for (int i = 0; i < count; i++) {
                network.shape().put(images.pixels(from + i), pixels, i * width);
            }
            float[] rows = network.rows(pixels, count).values();
            for (int i = 0; i < rows.length; i++) {
                sums[images.classOf(from + i / dimension) * dimension + i % dimension] += rows[i];
            }
        }
        return Embeddings.of(
                Vocabulary.of(images.classes()),
                EmbeddingTable.of(
                        new UnitRows(sums, dimension).values(),
                        images.classes().size(),
                        dimension));
    }

    private static String digest(ImageNetwork network) {
        Digest digest = Digest.sha256().add(network.shape().toJson().toString());
        network.dense()
                .weights()
                .forEach((weight, tensor) ->
                        digest.add(weight).add(tensor.data().toArray(ValueLayout.JAVA_BYTE)));
        return digest.hex(8);
    }

    /// [#KIND], or the name of its file.
    @Override
    public String name() {
        return name;
    }

    @Override
    public int dimension() {
        return network.shape().dimension();
    }

    @Override
    public Similarity similarity() {
        return Similarity.COSINE;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    /// What looks at a picture.
    public ImageBody body() {
        return network.shape().body();
    }

    /// The encoder of texts in whose space the vectors lie, by its name and fingerprint; empty if they lie in a space of their own.
    public Optional<FileEncoder.Texts> texts() {
        TextSpace space = network.shape().texts();
        return Optional.ofNullable(space)
                .map(own -> new FileEncoder.Texts(own.encoder(), own.fingerprint()));
    }

    /// What a picture is brought to first.
    public ImageForm form() {
        return network.shape().form();
    }

    /// A vector for each class that it learned from.
    public Embeddings classes() {
        return classes;
    }

    /// A vector of unit length for each picture: [pictures.size()][dimension].
    @Override
    public float[][] encode(List<? extends Picture> pictures) {
        return vectors(pictures.stream().map(form()::pixels).toList());
    }

    /// This encoder for files, each of which is read by the thread that is free. Closing either closes both.
    public FileEncoder files(PictureReader reader) {
        return new PictureVectors(this, reader);
    }

    /// @param pixels of pictures, in the form of all
    float[][] vectors(List<byte[]> pixels) {
        open.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the encoder " + name + " is closed");
            }
            float[][] vectors = new float[pixels.size()][];
            for (int from = 0; from < vectors.length; from += TOGETHER) {
                encode(pixels, from, vectors);
            }
            return vectors;
        } finally {
            open.readLock().unlock();
        }
    }

    private void encode(List<byte[]> all, int from, float[][] vectors) {
        int count = Math.min(TOGETHER, vectors.length - from);
        int width = form().bytes();
        float[] pixels = new float[TOGETHER * width];
        for (int i = 0; i < count; i++) {
            network.shape().put(all.get(from + i), pixels, i * width);
        }
        UnitRows rows = network.rows(pixels, TOGETHER);
        int dimension = dimension();
        for (int i = 0; i < count; i++) {
            vectors[from + i] = new float[dimension];
            System.arraycopy(rows.values(), i * dimension, vectors[from + i], 0, dimension);
        }
    }

    @Override
    public Model model() {
        Map<String, Tensor> weights = new TreeMap<>(network.dense().weights());
        return SavedNetwork.of(SAVED, Map.of("", classes), network.shape().toJson(), weights);
    }

    /// Reads what [#save(Path)] wrote.
    ///
    /// @throws MalformedFileException if the file is no such encoder, or something of it is missing
    /// @throws IllegalStateException if PyTorch is not on the class path
    public static ImageEncoder load(Path path) throws IOException {
        return of(path, Model.load(path));
    }

    /// As [#load(Path)], of a file that was read.
    ///
    /// @param path gives the name
    public static ImageEncoder of(Path path, Model model) throws MalformedFileException {
        String name = String.valueOf(path.getFileName());
        return SavedNetwork.read(path, model, SAVED, saved -> of(name, saved));
    }

    private static ImageEncoder of(String name, SavedNetwork saved) {
        ImageShape shape = ImageShape.parse(saved.shape());
        if (saved.main().dimension() != shape.dimension()) {
            throw new IllegalArgumentException(
                    "its classes have vectors of "
                            + saved.main().dimension()
                            + " numbers, and its network gives "
                            + shape.dimension());
        }
        ImageNetwork network = ImageNetwork.of(shape, ImageLearning.builder().options().dense());
        try {
            network.dense().weights(saved.weights());
            return new ImageEncoder(name, network, saved.main(), null);
        } catch (IllegalArgumentException e) {
            network.dense().close();
            throw e;
        }
    }

    @Override
    public void close() {
        open.writeLock().lock();
        try {
            if (!closed) {
                network.dense().close();
            }
            closed = true;
        } finally {
            open.writeLock().unlock();
        }
    }
}
