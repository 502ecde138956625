package dev.akin.align;

import dev.akin.embeddings.Encoder;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.Similarity;
import dev.akin.embeddings.TextEncoder;
import dev.akin.text.Digest;
import dev.akin.vocabulary.SubwordTokenizer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An encoder whose vectors are taken over a [Bridge] into the space of another: texts that lie where pictures of them do. As
/// thread-safe as the encoder before the bridge; closing it closes that.
///
/// @param <T> what is encoded
public class BridgedEncoder<T> implements Encoder<T> {
    private final String name;
    private final Encoder<T> encoder;
    final Bridge bridge;

    private BridgedEncoder(String name, Encoder<T> encoder, Bridge bridge) {
        this.name = name;
        this.encoder = encoder;
        this.bridge = bridge;
    }

    /// An encoder before a bridge.
    ///
    /// @throws IllegalArgumentException if the bridge begins in another space: the dimensions differ, or it knows the encoder that it
    ///     was learned with and this is another
    public static <T> BridgedEncoder<T> of(String name, Encoder<T> encoder, Bridge bridge) {
        check(encoder, bridge);
        return new BridgedEncoder<>(name, encoder, bridge);
    }

    /// As [#of], of texts.
    public static TextEncoder ofTexts(String name, TextEncoder encoder, Bridge bridge) {
        check(encoder, bridge);
        return new OfTexts(name, encoder, bridge);
    }

    /// As [#of], of files.
    public static FileEncoder ofFiles(String name, FileEncoder encoder, Bridge bridge) {
        check(encoder, bridge);
        return new OfFiles(name, encoder, bridge);
    }

    private static void check(Encoder<?> encoder, Bridge bridge) {
        if (encoder.dimension() != bridge.inputDimension()) {
            throw new IllegalArgumentException(
                    "the bridge begins at vectors of "
                            + bridge.inputDimension()
                            + " numbers, and "
                            + encoder.name()
                            + " makes "
                            + encoder.dimension());
        }
        String learned = bridge.from().fingerprint();
        if (!learned.isEmpty() && !learned.equals(encoder.fingerprint())) {
            throw new IllegalArgumentException(
                    "the bridge was learned with "
                            + bridge.from().name()
                            + " of the fingerprint "
                            + learned
                            + ", but "
                            + encoder.name()
                            + " has "
                            + encoder.fingerprint()
                            + ": train it anew");
        }
    }

    /// The way that vectors are taken.
    public Bridge bridge() {
        return bridge;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int dimension() {
        return bridge.outputDimension();
    }

    @Override
    public Similarity similarity() {
        return Similarity.COSINE;
    }

    @Override
    public String fingerprint() {
        return Digest.sha256().add(encoder.fingerprint()).add(bridge.fingerprint()).hex(8);
    }

    @Override
    public float[][] encode(List<? extends T> inputs) {
        return bridge.apply(encoder.encode(inputs));
    }

    @Override
    public void close() {
        encoder.close();
    }

    private static final class OfTexts extends BridgedEncoder<String> implements TextEncoder {
        private final TextEncoder texts;

        OfTexts(String name, TextEncoder texts, Bridge bridge) {
            super(name, texts, bridge);
            this.texts = texts;
        }

        @Override
        public float[][] encode(List<String> inputs, Purpose purpose) {
            return bridge.apply(texts.encode(inputs, purpose));
        }

        @Override
        public float[][] encode(List<? extends String> inputs) {
            return encode(List.copyOf(inputs), Purpose.PLAIN);
        }

        @Override
        public float[][] encodeTokens(List<int[]> inputs) {
            return bridge.apply(texts.encodeTokens(inputs));
        }

        @Override
        public SubwordTokenizer tokenizer() {
            return texts.tokenizer();
        }

        @Override
        public int maxTokens() {
            return texts.maxTokens();
        }
    }

    private static final class OfFiles extends BridgedEncoder<Path> implements FileEncoder {
        private final FileEncoder files;

        OfFiles(String name, FileEncoder files, Bridge bridge) {
            super(name, files, bridge);
            this.files = files;
        }

        @Override
        public String contents() {
            return files.contents();
        }

        @Override
        public boolean reads(Path file) {
            return files.reads(file);
        }

        @Override
        public FileEncoder maxPixels(long pixels) {
            return new OfFiles(name(), files.maxPixels(pixels), bridge);
        }

        @Override
        public List<Outcome> outcomes(List<? extends Path> inputs) {
            return files.outcomes(inputs).stream().map(this::mapped).toList();
        }

        private Outcome mapped(Outcome outcome) {
            Map<String, float[]> vectors = new LinkedHashMap<>();
            outcome.vectors()
                    .forEach((part, vector) ->
                            vectors.put(part, bridge.apply(new float[][] {vector})[0]));
            return new Outcome(vectors, outcome.failure());
        }

        @Override
        public float[][] encode(List<? extends Path> inputs) {
            return FileEncoder.super.encode(inputs);
        }
    }
}
