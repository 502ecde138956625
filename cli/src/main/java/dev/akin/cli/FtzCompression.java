package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.compress.FastTextQuantizer;
import dev.akin.format.Contents;
import dev.akin.format.FastTextModel;
import dev.akin.format.FileFormat;
import dev.akin.format.ReadOptions;
import dev.akin.format.VectorFiles;
import dev.akin.text.Json;
import dev.akin.text.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// `compress --method ftz`: fastText's models in fastText's own small form.
record FtzCompression(CompressCommand command, Path file, OutputFile target, FtzFlags flags) {

    /// @throws IllegalArgumentException if the output has another suffix, or an option a value that it cannot have
    void check(SeedAndThreads run) {
        if (!target.path().toString().endsWith(".ftz")) {
            throw new IllegalArgumentException(
                    "ftz is written as .ftz, which fastText reads, not " + target.path());
        }
        flags.quantizer(run, ProgressListener.NONE, List.of());
    }

    int run(SeedAndThreads run, ProgressDisplay progress) throws IOException {
        Contents contents =
                VectorFiles.read(file, ReadOptions.builder().listener(progress).build());
        List<String> lines = flags.retrain == null ? List.of() : lines(flags.retrain);
        FastTextQuantizer quantizer = flags.quantizer(run, progress, lines);
        Contents small = quantizer.quantize(contents);
        progress.checkStop();
        VectorFiles.write(target.path(), small, FileFormat.FASTTEXT, progress);
        progress.clear();
        return told(FastTextModel.of(contents), FastTextModel.of(small));
    }

    private static List<String> lines(Path text) throws IOException {
        return TextFiles.in(List.of(text)).read();
    }

    private int told(FastTextModel before, FastTextModel after) throws IOException {
        long bytes = Files.size(file);
        long now = Files.size(target.path());
        if (command.json) {
            return command.print(
                    Json.object(
                            "file",
                            target.path().toString(),
                            "method",
                            FtzFlags.NAME,
                            "bytesBefore",
                            bytes,
                            "bytesAfter",
                            now,
                            "ratio",
                            (double) bytes / now,
                            "rowsBefore",
                            before.input().rows(),
                            "rowsAfter",
                            after.input().rows()));
        }
        TextTable table =
                TextTable.of(
                        TextTable.Align.LEFT,
                        TextTable.Align.RIGHT,
                        TextTable.Align.RIGHT,
                        TextTable.Align.RIGHT);
        table.row("", "before", "after", "smaller");
        table.row(
                "file",
                Quantities.bytes(bytes),
                Quantities.bytes(now),
                String.format(Locale.ROOT, "%.1f×", (double) bytes / now));
        table.row(
                "rows of words and n-grams",
                Quantities.exact(before.input().rows()),
                Quantities.exact(after.input().rows()),
                "");
        table.print(command.out());
        command.out().flush();
        command.say("wrote " + target.path());
        return ExitCode.DONE;
    }
}
