package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.compress.Compression;
import dev.akin.compress.Compressor;
import dev.akin.compress.Fidelity;
import dev.akin.compress.MethodRequest;
import dev.akin.compress.Methods;
import dev.akin.embeddings.Embeddings;
import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.ReadOptions;
import dev.akin.format.VectorFiles;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
                    + " fewer rows and a byte a number of each."
        },
        footer = {
            "  akin compress words.safetensors -o small.safetensors --method int8",
            "  akin compress words.safetensors -o tiny.safetensors --method prune+int8 --keep 20%%"
        })
final class CompressCommand extends Subcommand {
    private static final int NEAREST = 10;

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
            required = true,
            description = "Or several, joined by +: ${COMPLETION-CANDIDATES}.",
            completionCandidates = MethodNames.class)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs.
    private String method;

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

    @Override
    public Integer call() throws IOException {
        OutputFile target = target();
        return show(target, progress -> run(target, progress));
    }

    /// Tried before anything is read.
    private OutputFile target() {
        try {
            Methods.of(method, flags.request(ProgressListener.NONE));
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

    private int run(OutputFile target, ProgressDisplay progress) throws IOException {
        requireFile(file);
        Contents contents =
                VectorFiles.read(file, ReadOptions.builder().listener(progress).build());
        Embeddings before = Embeddings.of(file, contents);
        MethodRequest request = flags.request(progress).of(before.vocabulary());
        Compressor compressor = Methods.of(method, request);
        Contents smaller = Compression.of(contents, compressor);
        Fidelity found =
                Fidelity.between(
                        before,
                        Embeddings.of(file, smaller),
                        new Fidelity.Options(NEAREST, sample, progress));
        Contents recorded =
                smaller.withMetadata(
                        Compression.recorded(
                                smaller.metadata(), compressor.method(), request, found));
        progress.checkStop();
        VectorFiles.write(target.path(), recorded, FileFormat.SAFETENSORS, progress);
        progress.clear();
        Sizes sizes =
                new Sizes(
                        Files.size(file),
                        Files.size(target.path()),
                        before.table().bytes(),
                        recorded.main().table().bytes());
        List<String> leftOut =
                contents.tables().keySet().stream()
                        .filter(prefix -> !recorded.tables().containsKey(prefix))
                        .toList();
        return json ? print(document(compressor, sizes, found)) : report(sizes, found, leftOut);
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

    private int report(Sizes sizes, Fidelity found, List<String> leftOut) {
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
        return ExitCode.DONE;
    }

    private static String bytes(long bytes) {
        return Quantities.bytes(bytes);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.1f×", ratio);
    }

    private Json document(Compressor compressor, Sizes sizes, Fidelity found) {
        return Json.object(
                "file", output.toString(),
                "method", compressor.method(),
                "bytesBefore", sizes.before,
                "bytesAfter", sizes.after,
                "rowsBytesBefore", sizes.rowsBefore,
                "rowsBytesAfter", sizes.rowsAfter,
                "ratio", sizes.ratio(),
                "rowsRatio", sizes.rowsRatio(),
                "loss", FidelityRows.json(found));
    }
}
