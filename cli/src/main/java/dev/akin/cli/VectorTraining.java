package dev.akin.cli;

import dev.akin.embeddings.JointEncoder;
import dev.akin.encode.EncoderOptions;
import dev.akin.format.FileFormat;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What `train` does where encoders stay as they are: bridges between them, and classifiers on their vectors.
final class VectorTraining {
    /// Options that every such training heeds.
    private static final Set<String> ALWAYS =
            Set.of("--output", "--model", "--threads", "--seed", "--home");

    final Subcommand command;
    final LearnerOptions learner;
    final NetworkOptions network;
    final SpaceOptions space;

    VectorTraining(
            Subcommand command,
            LearnerOptions learner,
            NetworkOptions network,
            SpaceOptions space) {
        this.command = command;
        this.learner = learner;
        this.network = network;
        this.space = space;
    }

    /// Something to learn.
    interface Task {
        /// The options that it heeds, beside those of every such training, by their longest names.
        Set<String> heeded();

        /// Reads, learns and writes.
        Learned learn(List<String> inputs, Path output, ProgressDisplay progress)
                throws IOException;
    }

    /// What came of it.
    ///
    /// @param summary what there is to say in the last line
    /// @param figures what there is to say to a program
    /// @param next what to type next
    /// @param notes what was left out, a line each
    record Learned(String summary, Map<String, Json> figures, String next, List<String> notes) {
        Learned {
            figures = Map.copyOf(figures);
            notes = List.copyOf(notes);
        }

        Learned withNotes(List<String> leftOut) {
            return new Learned(summary, figures, next, leftOut);
        }
    }

    /// Reads, learns, writes, reports.
    int run(List<String> inputs, OutputFile file) throws IOException {
        Task task = checked(file);
        return command.show(
                file,
                progress -> {
                    long began = System.nanoTime();
                    Learned learned = task.learn(inputs, file.path(), progress);
                    progress.clear();
                    return report(
                            learned, file.path(), Duration.ofNanos(System.nanoTime() - began));
                });
    }

    private Task checked(OutputFile file) {
        if (file.format() != FileFormat.SAFETENSORS) {
            throw command.wrongUsage(
                    file.path()
                            + " would be "
                            + file.format()
                            + ", which cannot hold what is learned; use .akin or .safetensors");
        }
        boolean bridge = learner.method == LearnerOptions.Method.bridge;
        try {
            Task task = bridge ? new BridgeTask(this) : new FewShotTask(this);
            Set<String> heeded = new HashSet<>(task.heeded());
            heeded.addAll(ALWAYS);
            command.refuseBut(
                    heeded, "--model " + learner.method + (bridge ? "" : " with --encoder"));
            return task;
        } catch (IllegalArgumentException e) {
            throw command.wrongUsage(e);
        }
    }

    JointEncoder open(String name) throws IOException {
        JointEncoder opened =
                EncoderChoice.openJoint(
                        command,
                        name,
                        network.home.path(),
                        EncoderOptions.builder().threads(learner.threads).build());
        Number pixels = command.value(PictureLimit.NAME);
        return pixels == null || opened.files() == null
                ? opened
                : opened.maxPixels(pixels.longValue());
    }

    private int report(Learned learned, Path path, Duration took) throws IOException {
        long bytes = Files.size(path);
        int code = learned.notes().isEmpty() ? ExitCode.DONE : ExitCode.DONE_IN_PART;
        learned.notes().forEach(command::warn);
        if (command.json) {
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("file", Json.of(path.toString()));
            members.put("bytes", Json.of(bytes));
            members.putAll(new TreeMap<>(learned.figures()));
            members.put("seconds", Json.of(took.toMillis() / 1000.0));
            members.put("notes", Json.of(learned.notes()));
            command.print(new Json.Obj(members));
            return code;
        }
        command.say(
                String.format(
                        Locale.ROOT,
                        "wrote %s: %s, %s, in %s altogether",
                        path,
                        learned.summary(),
                        Quantities.bytes(bytes),
                        Quantities.duration(took)));
        command.say("next: " + learned.next());
        return code;
    }
}
