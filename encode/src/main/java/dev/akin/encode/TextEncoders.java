package dev.akin.encode;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.align.Bridge;
import dev.akin.align.BridgedEncoder;
import dev.akin.embeddings.CentroidEncoder;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.embeddings.SifEncoder;
import dev.akin.embeddings.StaticEncoder;
import dev.akin.embeddings.TextEncoder;
import dev.akin.format.Contents;
import dev.akin.format.ReadOptions;
import dev.akin.format.VectorFiles;
import dev.akin.learn.DocumentVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens text encoders by what people call them.
public final class TextEncoders {
    private TextEncoders() {}

    /// The models that have a name of their own.
    public static List<String> builtIn() {
        return Arrays.stream(BuiltIn.values()).map(BuiltIn::label).toList();
    }

    /// As [#open(String, Path, EncoderOptions)] with the default options.
    public static TextEncoder open(String name, Path home) throws IOException {
        return open(name, home, EncoderOptions.DEFAULT);
    }

    /// Opens an encoder.
    ///
    /// @param name `minilm`; another of [#builtIn()] if it was pulled or its jar is on the class path; a folder in the layout
    ///     of the Hugging Face hub, or the file of a graph in one that has several; the file of a static encoder, of
    ///     documents that [dev.akin.learn.Doc2Vec] learned, or of vectors of words in any format, which [SifEncoder] makes
    ///     those of texts of, or [CentroidEncoder] where the file says so; or `hub:OWNER/NAME`, which is pulled if it is not
    ///     in the home yet
    /// @param home where models are kept
    /// @throws IllegalArgumentException if nothing has this name, or the options ask for what the model does not have
    /// @throws dev.akin.MalformedFileException if a file of the model is not what it should be
    public static TextEncoder open(String name, Path home, EncoderOptions options)
            throws IOException {
        return isTable(name)
                ? openTable(Path.of(name), home, options)
                : openOnnx(name, home, options, true);
    }

    /// Whether the name is that of a file that is read into memory, not of a model to run.
    static boolean isTable(String name) {
        return name.endsWith(".safetensors")
                || (!builtIn().contains(name)
                        && !name.startsWith(HubName.PREFIX)
                        && !name.endsWith(".onnx")
                        && Files.isRegularFile(Path.of(name)));
    }

    private static TextEncoder openTable(Path file, Path home, EncoderOptions options)
            throws IOException {
        Contents contents = VectorFiles.read(file, ReadOptions.DEFAULT);
        return switch (contents.metadata().getOrDefault("akin.kind", "embeddings")) {
            case Bridge.KIND -> overBridge(file, Bridge.of(file, contents), home, options);
            case StaticEncoder.KIND -> openStatic(file, StaticEncoder.of(file, contents), options);
            case DocumentVectors.KIND -> openDocuments(file, options);
            default -> openWords(file, Embeddings.of(file, contents), options);
        };
    }

    /// The bridge in a file; null if it holds something else.
    static @Nullable Bridge bridge(Path file) throws IOException {
        Contents contents = VectorFiles.read(file, ReadOptions.DEFAULT);
        return Bridge.KIND.equals(contents.metadata().get("akin.kind"))
                ? Bridge.of(file, contents)
                : null;
    }

    /// Texts, taken over a bridge.
    ///
    /// @throws IllegalArgumentException if what the bridge begins at is not known, or is another model by now
    static TextEncoder overBridge(Path file, Bridge bridge, Path home, EncoderOptions options)
            throws IOException {
        String from = bridge.from().name();
        if (from.isEmpty() || options.dimension() != 0) {
            throw new IllegalArgumentException(
                    from.isEmpty()
                            ? file
                                    + " does not say which encoder it begins at: its vectors came from a"
                                    + " file; train it with --from ENCODER"
                            : file + " gives all of its dimensions, not " + options.dimension());
        }
        TextEncoder encoder = open(from, home, options);
        try {
            return BridgedEncoder.ofTexts(name(file), encoder, bridge);
        } catch (RuntimeException e) {
            encoder.close();
            throw e;
        }
    }

    private static TextEncoder openDocuments(Path file, EncoderOptions options) throws IOException {
        DocumentVectors vectors = DocumentVectors.of(name(file), Model.load(file));
        if (options.dimension() != 0 && options.dimension() != vectors.dimension()) {
            throw new IllegalArgumentException(
                    file
                            + " infers vectors of documents, whose "
                            + vectors.dimension()
                            + " dimensions are all needed, not "
                            + options.dimension());
        }
        return vectors.threads(options.threads());
    }

    static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static TextEncoder openWords(Path file, Embeddings words, EncoderOptions options)
            throws IOException {
        if (options.dimension() != 0 && options.dimension() != words.dimension()) {
            throw new IllegalArgumentException(
                    file
                            + " holds vectors of words, whose "
                            + words.dimension()
                            + " dimensions are all needed, not "
                            + options.dimension());
        }
        try {
            return CentroidEncoder.describedBy(words)
                    ? CentroidEncoder.of(name(file), words)
                    : SifEncoder.of(name(file), words);
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atByte(file, 0, String.valueOf(e.getMessage()), e);
        }
    }

    private static TextEncoder openStatic(
            Path file, StaticEncoder encoder, EncoderOptions options) {
        if (options.dimension() > encoder.dimension()) {
            throw new IllegalArgumentException(
                    file
                            + " has "
                            + encoder.dimension()
                            + " dimensions, of which "
                            + options.dimension()
                            + " cannot be kept");
        }
        return options.dimension() == 0 ? encoder : encoder.truncated(options.dimension());
    }

    /// @param check whether a model with golden vectors is held against the first of them
    static OnnxTextEncoder openOnnx(String name, Path home, EncoderOptions options, boolean check)
            throws IOException {
        NativeRuntime.from(home);
        OnnxTextEncoder encoder = OnnxTextEncoder.open(spec(name, home), options);
        if (check) {
            try {
                check(name, GoldenVectors.of(name, encoder.files()), encoder);
            } catch (IOException | RuntimeException e) {
                encoder.close();
                throw e;
            }
        }
        return encoder;
    }

    private static void check(
            String name, @Nullable GoldenVectors golden, OnnxTextEncoder encoder) {
        double cosine = golden == null ? 1 : golden.leastCosine(encoder, 1);
        if (golden != null && !(cosine >= GoldenVectors.LEAST_COSINE)) {
            throw new IllegalStateException(
                    name
                            + " does not work on this machine: the vector of \""
                            + golden.texts().getFirst()
                            + "\" has a cosine of "
                            + cosine
                            + " to the one that it should be");
        }
    }

    private static ModelSpec spec(String name, Path home) throws IOException {
        BuiltIn builtIn = BuiltIn.ofLabel(name);
        if (builtIn != null) {
            return builtIn.files().present() ? builtIn.spec() : pulled(builtIn, home);
        }
        if (name.startsWith(HubName.PREFIX)) {
            return ModelFolder.read(Models.in(home).pull(name, ProgressListener.NONE)).named(name);
        }
        Path place = Path.of(name);
        if (Files.isDirectory(place) || (name.endsWith(".onnx") && Files.exists(place))) {
            return ModelFolder.read(place);
        }
        throw new IllegalArgumentException(
                "there is no encoder \""
                        + name
                        + "\": it is neither one of "
                        + builtIn()
                        + " nor a folder with a model nor a file of vectors nor hub:OWNER/NAME");
    }

    private static ModelSpec pulled(BuiltIn builtIn, Path home) throws IOException {
        Path folder = home.resolve("models").resolve(builtIn.label());
        if (Files.isDirectory(folder)) {
            return ModelFolder.read(folder);
        }
        throw new IllegalArgumentException(
                builtIn.label()
                        + " is not here; fetch it with: akin models pull "
                        + builtIn.label()
                        + " (from Java, put "
                        + builtIn.artifact()
                        + " on the class path)");
    }
}
