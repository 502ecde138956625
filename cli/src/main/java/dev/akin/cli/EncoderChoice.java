package dev.akin.cli;

import dev.akin.embeddings.EncoderProvider;
import dev.akin.embeddings.EncoderProvider.Input;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.JointEncoder;
import dev.akin.embeddings.TextEncoder;
import dev.akin.encode.EncoderOptions;
import dev.akin.encode.JointEncoders;
import dev.akin.encode.PixelsEncoder;
import dev.akin.encode.TextEncoders;
import dev.akin.text.FolderFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which encoder, and how it works.
final class EncoderChoice {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private HomeOption home;

    @Option(
            names = "--encoder",
            paramLabel = "E",
            defaultValue = "minilm",
            description =
                    "minilm, another name of `akin models`, a folder in the layout of the Hugging Face"
                            + " hub, hub:OWNER/NAME, or a file: one that distill wrote, one of doc2vec, one of"
                            + " image-encoder, vectors of words, or a bridge. For pictures also pixels."
                            + " Default: ${DEFAULT-VALUE}.")
    private String name = "minilm";

    @Option(
            names = "--truncate-dim",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Keep the first N numbers of each vector, for models that were taught to bear it."
                            + " Default: all.")
    private int dimension;

    @Option(
            names = "--batching",
            paramLabel = "HOW",
            defaultValue = "exact",
            description =
                    "exact: a vector never depends on the other texts. fast: texts go through the model"
                            + " together even where it then rounds them by each other. Default:"
                            + " ${DEFAULT-VALUE}.")
    private EncoderOptions.Batching batching = EncoderOptions.Batching.EXACT;

    @Option(
            names = "--long-text",
            paramLabel = "HOW",
            defaultValue = "average",
            description =
                    "What becomes of texts that are longer than the model sees: average of pieces, late"
                            + " (overlapping windows, pooled as one), or truncate. Default:"
                            + " ${DEFAULT-VALUE}.")
    private EncoderOptions.LongText longText = EncoderOptions.LongText.AVERAGE;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "The most tokens of a text that the model sees at once. Default: what it can see.")
    private int maxTokens;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many texts are encoded at a time. Default: one a processor.")
    private int threads;

    String name() {
        return name;
    }

    HomeOption home() {
        return home;
    }

    /// @throws IllegalArgumentException if a number is out of range, or nothing has this name
    TextEncoder open() throws IOException {
        return open(name);
    }

    /// As [#openForFiles(Subcommand, String, EncoderProvider.Settings, List)], with these options.
    @Nullable FileEncoder openForFiles(List<String> inputs, Subcommand command) throws IOException {
        return openForFiles(command, name, settings(), inputs);
    }

    /// The encoder of pictures or sounds that a folder's or a file's model is; null if it is none, or one of texts as well and the
    /// inputs are texts.
    ///
    /// @param command says that PyTorch is fetched, where that has to be
    static @Nullable FileEncoder openForFiles(
            Subcommand command, String name, EncoderProvider.Settings settings, List<String> inputs)
            throws IOException {
        if (name.equals(PixelsEncoder.NAME)) {
            return PixelsEncoder.of(settings.threads());
        }
        Map<Input, EncoderProvider> providers = providers(name);
        for (EncoderProvider provider : providers.values()) {
            boolean only = providers.size() == 1;
            if (provider.input() != Input.TEXT
                    && (only || MediaInputs.any(inputs, provider::reads))) {
                return open(command, provider, name, settings);
            }
        }
        return null;
    }

    /// A file that a provider opens is a network of PyTorch's.
    static FileEncoder open(
            Subcommand command,
            EncoderProvider provider,
            String name,
            EncoderProvider.Settings settings)
            throws IOException {
        if (Files.isRegularFile(Path.of(name))) {
            new TorchLibrary(command, settings.home()).load();
        }
        return (FileEncoder) provider.open(Path.of(name), settings);
    }

    /// What the model of this name sees, if it is a folder, or a file of pictures' or sounds' model; none otherwise.
    static Map<Input, EncoderProvider> providers(String name) throws IOException {
        boolean there = !TextEncoders.builtIn().contains(name) && Files.exists(Path.of(name));
        return there ? EncoderProvider.of(Path.of(name)) : Map.of();
    }

    /// All dimensions, and a thread for each processor.
    static EncoderProvider.Settings usual(Path home) {
        return new EncoderProvider.Settings(home, 0, Runtime.getRuntime().availableProcessors());
    }

    private EncoderProvider.Settings settings() {
        int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        return new EncoderProvider.Settings(home.path(), dimension, count);
    }

    /// As [#open()], another encoder with the same options.
    TextEncoder open(String other) throws IOException {
        return TextEncoders.open(other, home.path(), options());
    }

    /// As [#open()], of texts, of files such as pictures, or of both.
    ///
    /// @param command as for [#openForFiles(List, Subcommand)]
    JointEncoder openJoint(Subcommand command) throws IOException {
        return openJoint(command, name);
    }

    /// As [#openJoint(Subcommand)], another encoder with the same options.
    JointEncoder openJoint(Subcommand command, String other) throws IOException {
        return openJoint(command, other, home.path(), options());
    }

    /// As [#openJoint(Subcommand, String, Path, EncoderOptions)], with the usual options.
    static JointEncoder openJoint(Subcommand command, String name, Path home) throws IOException {
        return openJoint(command, name, home, EncoderOptions.DEFAULT);
    }

    /// A file that a provider opens is a network of PyTorch's, which is made known first.
    static JointEncoder openJoint(
            Subcommand command, String name, Path home, EncoderOptions options) throws IOException {
        if (Files.isRegularFile(Path.of(name)) && !providers(name).isEmpty()) {
            new TorchLibrary(command, home).load();
        }
        return JointEncoders.open(name, home, options);
    }

    /// What texts are asked for, where a file is given that only a model of pictures or sounds can read.
    ///
    /// @return what is wrong, with the remedy; null if the file may be a text
    static @Nullable String notOfTexts(Path file, String encoder) {
        for (Input input : List.of(Input.PICTURES, Input.SOUNDS)) {
            if (EncoderProvider.of(input).filter(one -> one.reads(file)).isPresent()) {
                return file
                        + (input == Input.PICTURES ? " is a picture, and " : " is a sound, and ")
                        + encoder
                        + " encodes texts; name a model of "
                        + input.label()
                        + " by --encoder"
                        + preprocessor(encoder);
            }
        }
        return null;
    }

    /// Refuses pictures and sounds, where texts are read.
    static void requireTexts(List<String> inputs, String encoder, Subcommand command)
            throws IOException {
        for (String input : inputs) {
            Path path = Path.of(input);
            List<Path> files =
                    Files.isDirectory(path)
                            ? FolderFiles.in(path, file -> notOfTexts(file, encoder) != null)
                                    .files()
                            : Files.isRegularFile(path) ? List.of(path) : List.of();
            String wrong = files.isEmpty() ? null : notOfTexts(files.getFirst(), encoder);
            if (wrong != null) {
                throw command.wrongUsage(wrong);
            }
        }
    }

    private static String preprocessor(String encoder) {
        Path folder = Path.of(encoder);
        return Files.isDirectory(folder)
                        && !Files.exists(folder.resolve("preprocessor_config.json"))
                ? " (" + encoder + " is none for want of a preprocessor_config.json)"
                : "";
    }

    private EncoderOptions options() {
        EncoderOptions.Builder options =
                EncoderOptions.builder()
                        .dimension(dimension)
                        .batching(batching)
                        .longText(longText)
                        .maxTokens(maxTokens);
        if (threads != 0) {
            options.threads(threads);
        }
        return options.build();
    }
}
