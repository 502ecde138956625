package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.compress.Compression;
import dev.akin.compress.Compressor;
import dev.akin.compress.Fidelity;
import dev.akin.compress.MethodRequest;
import dev.akin.compress.Methods;
import dev.akin.compress.Tuner;
import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.WordTest;
import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.ReadOptions;
import dev.akin.format.VectorFiles;
import dev.akin.picture.Picture;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compress",
        description = {
            "Makes the rows of a file smaller, and says what was lost. Every command takes the result.",
            "",
            "Methods go together from the outermost to the innermost, joined by +: prune+int8 keeps"
                    + " fewer rows and a byte a number of each.",
            "",
            "With --budget it tries all methods and combinations, and takes what keeps the most."
        },
        footer = {
            "  akin compress words.safetensors -o small.safetensors --method int8",
            "  akin compress words.safetensors -o tiny.safetensors --method prune+int8 --keep 20%%",
            "  akin compress model.bin -o model.ftz --method ftz --cutoff 100000 --qnorm",
            "  akin compress words.safetensors -o tiny.safetensors --budget 10MB --evaluate"
                    + " EN-WS-353-ALL.txt"
        })
final class CompressCommand extends Subcommand {
    private static final int NEAREST = 10;

    /// A month, in seconds.
    private static final double LONGEST = 31 * 86_400.0;

    @Parameters(index = "0", paramLabel = "FILE", description = "Vectors of any format.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs.
    private Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where the smaller file goes: .safetensors.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs.
    private Path output;

    @Option(
            names = {"-m", "--method"},
            paramLabel = "M",
            description = "A method, or several joined by +: ${COMPLETION-CANDIDATES}.",
            completionCandidates = MethodNames.class)
    private @Nullable String method;

    @Option(
            names = "--budget",
            paramLabel = "BYTES",
            description =
                    "Instead of a method: try them all, and take what keeps the most in a file of so"
                            + " many bytes, such as 10MB.")
    private @Nullable String budget;

    @Option(
            names = "--evaluate",
            paramLabel = "FILE",
            description =
                    "What to keep within the budget: scores on word pairs, analogies, labels of keys, or"
                            + " keys that should be near; the file's shape tells which. May be given several"
                            + " times. Default: the nearest keys.")
    private List<Path> tests = new ArrayList<>();

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description =
                    "With --budget: about how long ways are tried; what there was no time for is said."
                            + " Default: ${DEFAULT-VALUE}.")
    private double time;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "Also draw what is kept by size: .png or .svg.")
    private @Nullable Path picture;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private MethodFlags flags;

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "500",
            description =
                    "Of how many keys the nearest are compared before and after; 0 for none. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int sample;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private FtzFlags ftz;

    @Override
    public Integer call() throws IOException {
        if (FtzFlags.NAME.equals(method)) {
            return quantized();
        }
        refuse(FtzFlags.NAMES, method == null ? "--budget" : method);
        OutputFile target = target();
        return show(target, progress -> run(target, progress));
    }

    /// fastText's own form.
    private int quantized() throws IOException {
        refuse(List.of("--evaluate", "--picture", "--time", "--budget", "--sample"), "ftz");
        if (!flags.request(ProgressListener.NONE).values().isEmpty()) {
            throw wrongUsage("ftz takes " + String.join(", ", FtzFlags.NAMES));
        }
        FtzCompression work;
        try {
            work = new FtzCompression(this, file, OutputFile.of(output, null), ftz);
            work.check(flags.run);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
        requireFile(file);
        if (ftz.retrain != null) {
            requireFile(ftz.retrain);
        }
        return show(work.target(), progress -> work.run(flags.run, progress));
    }

    /// Tried before anything is read.
    private OutputFile target() {
        try {
            checkChoice();
            OutputFile target = OutputFile.of(output, null);
            if (target.format() != FileFormat.SAFETENSORS) {
                throw wrongUsage("smaller rows go into a .safetensors file, not " + output);
            }
            if (sample < 0) {
                throw wrongUsage("--sample is 0 or more, not " + sample);
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private void checkChoice() {
        if ((method == null) == (budget == null)) {
            throw wrongUsage("give either --method M or --budget BYTES");
        }
        MethodRequest request = flags.request(ProgressListener.NONE);
        if (method != null) {
            refuse(List.of("--evaluate", "--picture", "--time"), "--method");
            Methods.of(method, request);
        }
        if (budget != null) {
            ByteBudget.parse(budget);
            if (!request.values().isEmpty()) {
                throw wrongUsage("--budget tries methods with options of its own: give none");
            }
        }
        if (!(time > 0 && time <= LONGEST)) {
            throw wrongUsage("--time is a number of seconds above 0, not " + time);
        }
        if (picture != null && !Picture.isName(picture)) {
            throw wrongUsage("pictures are .png or .svg, and the file is " + picture);
        }
    }

    private Tuner.Result tuned(Embeddings before, long beside, ProgressDisplay progress)
            throws IOException {
        List<WordTest> quality = new ArrayList<>();
        for (Path test : tests) {
            quality.add(WordTest.read(test));
        }
        MethodRequest request = flags.request(progress);
        return Tuner.builder(ByteBudget.parse(Objects.requireNonNull(budget)))
                .tests(quality)
                .sample(Math.max(1, sample))
                .beside(beside)
                .time(Duration.ofMillis(Math.max(1, Math.round(1000 * time))))
                .seed(request.seed())
                .threads(request.threads())
                .listener(progress)
                .build()
                .tune(before);
    }

    private int run(OutputFile target, ProgressDisplay progress) throws IOException {
        requireFile(file);
        Contents contents =
                VectorFiles.read(file, ReadOptions.builder().listener(progress).build());
        Embeddings before = Embeddings.of(file, contents);
        Smaller smaller =
                budget == null
                        ? byMethod(contents, before, progress)
                        : byBudget(contents, before, progress);
        Fidelity found =
                Fidelity.between(
                        before,
                        Embeddings.of(file, smaller.contents),
                        new Fidelity.Options(NEAREST, sample, progress));
        Contents recorded = smaller.recorded(found);
        progress.checkStop();
        VectorFiles.write(target.path(), recorded, FileFormat.SAFETENSORS, progress);
        progress.clear();
        Sizes sizes =
                new Sizes(
                        Files.size(file),
                        Files.size(target.path()),
                        before.table().bytes(),
                        recorded.main().table().bytes());
        return told(smaller, sizes, found, leftOut(contents, recorded));
    }

    /// What was made.
    ///
    /// @param tuned what a tuner found; null where the method was given
    private record Smaller(
            Contents contents,
            Compressor compressor,
            MethodRequest asked,
            Tuner.@Nullable Result tuned) {
        Contents recorded(Fidelity found) {
            return contents.withMetadata(
                    Compression.recorded(contents.metadata(), compressor.method(), asked, found));
        }
    }

    private Smaller byMethod(Contents contents, Embeddings before, ProgressDisplay progress) {
        MethodRequest request = flags.request(progress).of(before.vocabulary());
        Compressor compressor = Methods.of(Objects.requireNonNull(method), request);
        return new Smaller(Compression.of(contents, compressor), compressor, request, null);
    }

    private Smaller byBudget(Contents contents, Embeddings before, ProgressDisplay progress)
            throws IOException {
        Tuner.Result found = tuned(before, Compression.beside(contents), progress);
        return new Smaller(
                Compression.of(contents, found.smaller(), found.compressor()),
                found.compressor(),
                found.best().asked(),
                found);
    }

    private static List<String> leftOut(Contents before, Contents after) {
        return before.tables().keySet().stream()
                .filter(prefix -> !after.tables().containsKey(prefix))
                .toList();
    }

    private int told(Smaller smaller, Sizes sizes, Fidelity found, List<String> leftOut)
            throws IOException {
        Tuner.Result tuned = smaller.tuned;
        if (json) {
            print(document(smaller.compressor, sizes, found, tuned));
        } else {
            if (tuned != null) {
                TunedWays.remarks(tuned).forEach(this::say);
                TunedWays.table(tuned).print(out());
                out().println();
            }
            report(sizes, found, leftOut);
        }
        return tuned == null || picture == null
                ? ExitCode.DONE
                : TunedWays.draw(tuned, picture, this);
    }

    /// Bytes of the files, and of their main tables' rows.
    private record Sizes(long before, long after, long rowsBefore, long rowsAfter) {
        double ratio() {
            return (double) before / after;
        }

        double rowsRatio() {
            return (double) rowsBefore / rowsAfter;
        }
    }

    private void report(Sizes sizes, Fidelity found, List<String> leftOut) {
        TextTable table =
                TextTable.of(
                        TextTable.Align.LEFT,
                        TextTable.Align.RIGHT,
                        TextTable.Align.RIGHT,
                        TextTable.Align.RIGHT);
        table.row("", "before", "after", "smaller");
        table.row(
                "rows", bytes(sizes.rowsBefore), bytes(sizes.rowsAfter), times(sizes.rowsRatio()));
        table.row("file", bytes(sizes.before), bytes(sizes.after), times(sizes.ratio()));
        table.print(out());
        TextTable lost = TextTable.of(TextTable.Align.LEFT, TextTable.Align.LEFT);
        FidelityRows.add(lost, found);
        lost.print(out());
        out().flush();
        if (!leftOut.isEmpty()) {
            say(
                    "left out, since only going on with the training needs it: "
                            + Listed.some(leftOut));
        }
        say("wrote " + output);
    }

    private static String bytes(long bytes) {
        return Quantities.bytes(bytes);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.1f×", ratio);
    }

    private Json document(
            Compressor compressor, Sizes sizes, Fidelity found, Tuner.@Nullable Result tuned) {
        return Json.object(
                "file",
                output.toString(),
                "method",
                compressor.method(),
                "bytesBefore",
                sizes.before,
                "bytesAfter",
                sizes.after,
                "rowsBytesBefore",
                sizes.rowsBefore,
                "rowsBytesAfter",
                sizes.rowsAfter,
                "ratio",
                sizes.ratio(),
                "rowsRatio",
                sizes.rowsRatio(),
                "loss",
                FidelityRows.json(found),
                "tuned",
                tuned == null ? null : TunedWays.json(tuned));
    }
}
