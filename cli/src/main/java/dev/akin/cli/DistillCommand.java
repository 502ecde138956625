package dev.akin.cli;

import dev.akin.cluster.KMeans;
import dev.akin.embeddings.CentroidEncoder;
import dev.akin.embeddings.SifEncoder;
import dev.akin.embeddings.StaticEncoder;
import dev.akin.embeddings.TextEncoder;
import dev.akin.encode.OnnxTextEncoder;
import dev.akin.format.FileFormat;
import dev.akin.learn.Distillation;
import dev.akin.text.Json;
import dev.akin.text.Records;
import dev.akin.vocabulary.WordPiece;
import dev.akin.wordnet.WordNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "distill",
        description = {
            "Makes a static encoder of a pretrained model: hundreds of times faster, and less exact.",
            "",
            "With --corpus it is taught on your texts, which takes some minutes and is worth them.",
            "",
            "Of vectors of words (--encoder words.safetensors) it makes an encoder that leaves out what the"
                    + " texts of --corpus have most in common; or, with --centroids, one that counts which"
                    + " kinds of words a text has."
        },
        footer = {
            "  akin distill -o fast.safetensors",
            "  akin distill --corpus texts.txt -o fast.safetensors",
            "  akin encode sentences.txt --encoder fast.safetensors -o vectors.safetensors"
        })
final class DistillCommand extends Subcommand {
    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The file to write, .safetensors.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private EncoderChoice encoder;

    @Option(
            names = "--corpus",
            paramLabel = "FILE",
            description =
                    "Texts to be taught on, like those to be encoded: a text a line, files and folders as"
                            + " for encode. May be given several times.")
    private List<Path> corpus = new ArrayList<>();

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "The JSON field or table column that holds the text.")
    private @Nullable String field;

    @Option(
            names = "--texts",
            paramLabel = "N",
            defaultValue = "80000",
            description =
                    "How many texts of the corpus the model is asked about, chosen at random. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int most;

    @Option(
            names = "--dim",
            paramLabel = "N",
            defaultValue = "256",
            description = "Numbers in a vector. Default: ${DEFAULT-VALUE}.")
    private int dimension;

    @Option(
            names = "--smoothing",
            paramLabel = "A",
            defaultValue = "0.0003",
            description =
                    "How light frequent tokens are: a / (a + their share). Default: ${DEFAULT-VALUE}.")
    private double smoothing;

    @Option(
            names = "--ridge",
            paramLabel = "L",
            defaultValue = "0.03",
            description =
                    "With --corpus, how strongly rows are held where they began. Default:"
                            + " ${DEFAULT-VALUE}.")
    private double ridge;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which texts are chosen. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--centroids",
            paramLabel = "K",
            description =
                    "With vectors of words: a text's vector has a number for each of K groups of words,"
                            + " how many of its words are in it; with --corpus, groups that many texts"
                            + " have weigh less.")
    private @Nullable Integer centroids;

    @Override
    public Integer call() throws IOException {
        OutputFile file = outputFile();
        if (centroids != null && centroids < 1) {
            throw wrongUsage("--centroids is 1 or more, not " + centroids);
        }
        Distillation.Builder options = options();
        return show(
                file,
                progress -> {
                    long began = System.nanoTime();
                    try (TextEncoder teacher = encoder.open()) {
                        if (teacher instanceof SifEncoder words) {
                            return centroids == null
                                    ? fit(words, file, progress)
                                    : group(words, centroids, file, progress);
                        }
                        if (centroids != null) {
                            throw wrongUsage(
                                    "--centroids groups vectors of words, which "
                                            + encoder.name()
                                            + " does not hold");
                        }
                        if (!(teacher instanceof OnnxTextEncoder model)) {
                            throw wrongUsage(encoder.name() + " is static already");
                        }
                        StaticEncoder made = distill(model, options.listener(progress).build());
                        made.save(file.path(), progress);
                        progress.clear();
                        return report(made, file, Duration.ofNanos(System.nanoTime() - began));
                    }
                });
    }

    private OutputFile outputFile() {
        try {
            OutputFile file = OutputFile.of(output, null);
            if (file.format() != FileFormat.SAFETENSORS) {
                throw wrongUsage("a static encoder is a .safetensors file, not " + output);
            }
            return file;
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private Distillation.Builder options() {
        if (most < 1) {
            throw wrongUsage("--texts is 1 or more, not " + most);
        }
        try {
            return Distillation.builder().dimension(dimension).smoothing(smoothing).ridge(ridge);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private int fit(SifEncoder words, OutputFile file, ProgressDisplay progress)
            throws IOException {
        if (corpus.isEmpty()) {
            throw wrongUsage(
                    encoder.name()
                            + " holds vectors of words: name texts to be fitted to by --corpus");
        }
        List<String> texts = sample();
        words.fittedOn(texts).embeddings().save(file.path(), FileFormat.SAFETENSORS, progress);
        progress.clear();
        if (json) {
            return print(
                    Json.object(
                            "file", file.path(),
                            "dimension", words.dimension(),
                            "texts", texts.size(),
                            "bytes", Files.size(file.path())));
        }
        say("wrote " + file.path() + ": fitted to " + Quantities.counted(texts.size(), "text"));
        return ExitCode.DONE;
    }

    private int group(SifEncoder words, int groups, OutputFile file, ProgressDisplay progress)
            throws IOException {
        KMeans means = KMeans.builder(groups).seed(seed).listener(progress).build();
        CentroidEncoder bags = CentroidEncoder.grouping(words.name(), words.embeddings(), means);
        List<String> texts = corpus.isEmpty() ? List.of() : sample();
        CentroidEncoder made = texts.isEmpty() ? bags : bags.weighedBy(texts);
        made.embeddings().save(file.path(), FileFormat.SAFETENSORS, progress);
        progress.clear();
        if (json) {
            return print(
                    Json.object(
                            "file", file.path(),
                            "dimension", made.dimension(),
                            "texts", texts.size(),
                            "bytes", Files.size(file.path())));
        }
        say(
                "wrote "
                        + file.path()
                        + ": "
                        + Quantities.counted(made.dimension(), "group")
                        + " of words"
                        + (texts.isEmpty()
                                ? ""
                                : ", weighed by " + Quantities.counted(texts.size(), "text")));
        return ExitCode.DONE;
    }

    private StaticEncoder distill(OnnxTextEncoder teacher, Distillation distillation)
            throws IOException {
        WordPiece tokenizer = teacher.wordPiece();
        if (corpus.isEmpty()) {
            return distillation.distill(
                    teacher, tokenizer, TokenCounts.of(WordNet.open(), tokenizer));
        }
        List<String> texts = sample();
        say(
                "teaching on "
                        + Quantities.counted(texts.size(), "text")
                        + "; the model is asked about each");
        return distillation.distill(teacher, tokenizer, texts);
    }

    /// Each text has the same chance (Vitter 1985, algorithm R).
    private List<String> sample() throws IOException {
        Records records = Records.in(corpus);
        records = field == null ? records : records.field(field);
        List<String> chosen = new ArrayList<>();
        Random random = new Random(seed);
        long[] seen = new long[1];
        records.read(text -> {
            if (chosen.size() < most) {
                chosen.add(text.text());
            } else {
                long place = random.nextLong(seen[0] + 1);
                if (place < most) {
                    chosen.set((int) place, text.text());
                }
            }
            seen[0]++;
        });
        return chosen;
    }

    private int report(StaticEncoder made, OutputFile file, Duration took) throws IOException {
        if (json) {
            return print(
                    Json.object(
                            "file", file.path(),
                            "tokens", made.rows().rows(),
                            "dimension", made.dimension(),
                            "bytes", Files.size(file.path()),
                            "fingerprint", made.fingerprint(),
                            "seconds", took.toMillis() / 1000.0));
        }
        say(
                String.format(
                        Locale.ROOT,
                        "wrote %s: %s, %s, in %s",
                        file.path(),
                        Quantities.shape(made.rows().rows(), "token", made.dimension()),
                        Quantities.bytes(Files.size(file.path())),
                        Quantities.duration(took)));
        say(
                "next: "
                        + invitation(
                                "encode",
                                "sentences.txt",
                                "--encoder",
                                file.path(),
                                "-o",
                                "vectors.safetensors"));
        return ExitCode.DONE;
    }
}
