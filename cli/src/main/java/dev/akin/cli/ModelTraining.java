package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.cli.LearnerOptions.Method;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.VectorFiles;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `train` does for a model of tables that is neither vectors of words by prediction nor a network: tries the options,
/// learns, writes, reports.
abstract class ModelTraining {
    /// Options that every such training heeds.
    private static final Set<String> ALWAYS = Set.of("--output", "--model", "--threads", "--seed");

    /// What was asked for.
    record Request(Subcommand command, LearnerOptions learner, TextOptions text, Places files) {}

    /// @param resumed where a training was interrupted; null for one from the beginning
    /// @param updated what other input is to be learned into; null for nothing
    /// @param lean whether what continuing needs is left out
    record Places(
            List<String> inputs,
            OutputFile output,
            @Nullable Path resumed,
            @Nullable Path updated,
            boolean lean) {}

    /// What came of it.
    ///
    /// @param finished whether all was learned; else the model is written beside the output, for `--resume`
    /// @param noun what a row of the main table stands for, as `item`
    /// @param summary what else there is to say in the last line, as `31,013 users`; empty for nothing
    /// @param figures what else there is to say to a program
    /// @param next arguments of `akin` to type next, without the file; the first is the command, before which the file comes
    record Learned(
            Model model,
            boolean finished,
            String noun,
            String summary,
            Map<String, Json> figures,
            List<String> next) {
        Learned {
            figures = Map.copyOf(figures);
            next = List.copyOf(next);
        }
    }

    final Request request;

    ModelTraining(Request request) {
        this.request = request;
    }

    /// The options that it heeds, beside those of every such training, by their longest names.
    abstract Set<String> heeded();

    /// Tries the options, before anything is read.
    ///
    /// @throws IllegalArgumentException if one is out of range, or they exclude each other
    abstract void check();

    /// Reads and learns.
    ///
    /// @throws java.util.concurrent.CancellationException if it was stopped and nothing is worth keeping
    abstract Learned learn(ProgressDisplay progress) throws IOException;

    /// What goes on may be told again what it was told, and nothing else.
    ///
    /// @param names of numbers in `akin.options`, by option
    /// @param missing what a number is that the model does not name
    final void checkSame(Model begun, Map<String, String> names, double missing) {
        Json.Obj options =
                (Json.Obj) Json.parse(begun.metadata().getOrDefault("akin.options", "{}"));
        names.forEach((option, name) -> {
            Number typed = request.command().value(option);
            double own = options.get(name) instanceof Json.Num number ? number.asDouble() : missing;
            if (typed != null && typed.doubleValue() != own) {
                throw request.command()
                        .wrongUsage(
                                "the training began with "
                                        + option
                                        + " "
                                        + plain(own)
                                        + ", not "
                                        + plain(typed.doubleValue())
                                        + ": leave it out");
            }
        });
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /// Refuses options that it does not heed, and tries the others.
    ///
    /// @throws IllegalArgumentException if one is out of range, or they exclude each other
    final void checkAll() {
        Set<String> all = new HashSet<>(heeded());
        all.addAll(ALWAYS);
        request.command().refuseBut(all, "--model " + method());
        check();
        checkFile();
    }

    /// What stands beside the main table, and a file without it would be of no use; empty for nothing.
    String beside() {
        return "";
    }

    private void checkFile() {
        OutputFile file = request.files().output();
        if (!beside().isEmpty() && file.format() != FileFormat.SAFETENSORS) {
            throw new IllegalArgumentException(
                    file.path()
                            + " would be "
                            + file.format()
                            + ", which has no place for "
                            + beside()
                            + "; use .akin or .safetensors, and akin convert for the vectors alone");
        }
    }

    final Method method() {
        return request.learner().method;
    }

    /// Reads, learns, writes.
    final int run() throws IOException {
        return request.command().show(request.files().output(), this::run);
    }

    private int run(ProgressDisplay progress) throws IOException {
        long began = System.nanoTime();
        Learned learned = learn(progress);
        if (!learned.finished()) {
            progress.clear();
            return keepPartial(learned);
        }
        Map<String, String> metadata = new LinkedHashMap<>(learned.model().metadata());
        metadata.putIfAbsent("akin.source", Json.of(request.files().inputs()).toString());
        OutputFile file = request.files().output();
        Contents contents = learned.model().withMetadata(metadata).contents(file.format());
        OutputFile written = file.holding(contents);
        VectorFiles.write(written.path(), contents, written.format(), progress);
        progress.clear();
        return report(learned, written, Duration.ofNanos(System.nanoTime() - began));
    }

    /// Ctrl-C: what was learnt is kept beside the output, which stays as it was.
    private int keepPartial(Learned learned) throws IOException {
        Path partial = request.files().output().partial();
        learned.model().save(partial, ProgressListener.NONE);
        List<Object> words = new ArrayList<>(List.of("train"));
        words.addAll(request.command().typed());
        if (request.files().resumed() == null) {
            words.addAll(List.of("--resume", partial));
        }
        request.command()
                .warn("interrupted; go on with: " + Subcommand.invitation(words.toArray()));
        return ExitCode.INTERRUPTED;
    }

    private int report(Learned learned, OutputFile written, Duration took) throws IOException {
        Subcommand command = request.command();
        long bytes = Files.size(written.path());
        Embeddings main = learned.model().table("");
        if (command.json) {
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("file", Json.of(written.path().toString()));
            members.put("format", Json.of(written.format().label()));
            members.put("bytes", Json.of(bytes));
            members.put("rows", Json.of(main.size()));
            members.put("dimension", Json.of(main.dimension()));
            members.putAll(learned.figures());
            members.put("seconds", Json.of(took.toMillis() / 1000.0));
            return command.print(new Json.Obj(members));
        }
        command.say(
                String.format(
                        Locale.ROOT,
                        "wrote %s: %s%s, %s, in %s altogether",
                        written.path(),
                        Quantities.shape(main.size(), learned.noun(), main.dimension()),
                        learned.summary().isEmpty() ? "" : ", " + learned.summary(),
                        Quantities.bytes(bytes),
                        Quantities.duration(took)));
        if (!learned.next().isEmpty()) {
            command.say("next: " + next(learned.next(), written.path()));
        }
        return ExitCode.DONE;
    }

    private static String next(List<String> words, Path file) {
        List<Object> all = new ArrayList<>(words);
        all.add(1, file);
        return Subcommand.invitation(all.toArray());
    }
}
