package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.compress.FastTextBudget;
import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.VectorFiles;
import dev.akin.learn.Autotune;
import dev.akin.learn.FastTextSupervised;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// `train --model supervised`: labelled lines, as fastText reads them.
record SupervisedTraining(
        Subcommand command,
        FastTextSupervised learner,
        TextOptions text,
        List<String> inputs,
        OutputFile file,
        Tuning tuning) {

    /// @param autotune what looks for the options; null for nothing
    /// @param validation lines to score on; null for some of the input
    /// @param small what makes the model small; null for nothing
    record Tuning(
            @Nullable Autotune autotune,
            @Nullable Path validation,
            @Nullable FastTextBudget small) {}

    /// @throws IllegalArgumentException if the file cannot hold a classifier
    void check() {
        if (tuning.small() != null
                && file.format() != FileFormat.WORD2VEC_BINARY
                && file.format() != FileFormat.FASTTEXT) {
            throw new IllegalArgumentException(
                    file.path()
                            + " cannot hold fastText's small form, which --model-size asks for; use .ftz or"
                            + " .bin");
        }
        if (tuning.small() == null
                && file.format() != FileFormat.SAFETENSORS
                && file.format() != FileFormat.WORD2VEC_BINARY) {
            throw new IllegalArgumentException(
                    file.path()
                            + " would be "
                            + file.format()
                            + ", which cannot hold a classifier as it is learned; use .bin, which"
                            + " fastText reads, or .safetensors");
        }
    }

    int run() throws IOException {
        return command.show(file, this::run);
    }

    private int run(ProgressDisplay progress) throws IOException {
        long began = System.nanoTime();
        List<String> lines = text.lines(inputs, System.in).read();
        if (progress.stopRequested()) {
            // Ctrl-C may have ended the writer of a pipe too, so that not all was read.
            throw new CancellationException("stopped while reading");
        }
        Contents learned = learned(lines, progress);
        Map<String, String> metadata = new LinkedHashMap<>(learned.metadata());
        metadata.put("akin.source", Json.of(inputs).toString());
        Contents model = learned.withMetadata(metadata);
        OutputFile written = file.holding(model);
        // Ctrl-C ended the search, and what was found is to be kept.
        boolean searched = tuning.autotune() != null && progress.stopRequested();
        ProgressListener listener = searched ? ProgressListener.NONE : progress;
        if (tuning.small() == null) {
            VectorFiles.write(written.path(), model, written.format(), listener);
        } else {
            VectorFiles.writeQuantized(written.path(), model, listener);
        }
        return report(model, lines.size(), written, Duration.ofNanos(System.nanoTime() - began));
    }

    private Contents learned(List<String> lines, ProgressDisplay progress) throws IOException {
        Autotune autotune = tuning.autotune();
        if (autotune == null) {
            Contents learned = learner.fit(lines, progress);
            FastTextBudget small = tuning.small();
            return small == null ? learned : small.fit(learned);
        }
        Path validation = tuning.validation();
        List<String> held =
                validation == null
                        ? List.of()
                        : text.lines(List.of(validation.toString()), System.in).read();
        Autotune.Result result =
                autotune.run(
                        lines,
                        held,
                        (trial, best) -> {
                            if (best) {
                                progress.clear();
                                command.say(
                                        String.format(
                                                Locale.ROOT, "%.4f  %s", trial.score(), trial));
                            }
                        },
                        progress);
        progress.clear();
        command.say(
                String.format(
                        Locale.ROOT,
                        "tried %s; the best scores %.4f: %s",
                        Quantities.counted(
                                result.trials().size(), "set of options", "sets of options"),
                        result.best().score(),
                        result.best()));
        return result.model();
    }

    private int report(Contents model, int lines, OutputFile written, Duration took)
            throws IOException {
        long bytes = Files.size(written.path());
        int words = model.main().table().rows();
        int dimension = model.main().table().dimension();
        int labels = model.table("labels/").table().rows();
        if (command.json) {
            return command.print(
                    Json.object(
                            "file", written.path().toString(),
                            "format", written.format().label(),
                            "bytes", bytes,
                            "rows", words,
                            "dimension", dimension,
                            "labels", labels,
                            "lines", lines,
                            "seconds", took.toMillis() / 1000.0));
        }
        command.say(
                String.format(
                        Locale.ROOT,
                        "wrote %s: %s, %s, %s, in %s altogether",
                        written.path(),
                        Quantities.counted(labels, "label"),
                        Quantities.shape(words, "word", dimension),
                        Quantities.bytes(bytes),
                        Quantities.duration(took)));
        command.say(
                "next: echo 'some text' | " + Subcommand.invitation("classify", written.path()));
        return ExitCode.DONE;
    }
}
