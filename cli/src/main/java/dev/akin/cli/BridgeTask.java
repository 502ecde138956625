package dev.akin.cli;

import dev.akin.align.Bridge;
import dev.akin.align.BridgeTraining;
import dev.akin.align.RetrievalScore;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.JointEncoder;
import dev.akin.encode.PixelsEncoder;
import dev.akin.evaluate.Interval;
import dev.akin.text.Json;
import dev.akin.text.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `train --model bridge`: lines of two of the same thing with a tab between, such as a name and the path of a picture; or two files
/// of vectors under the same keys.
final class BridgeTask implements VectorTraining.Task {
    private static final int[] DEPTHS = {1, 5, 10};

    private final VectorTraining training;
    private final BridgeTraining.Builder options;

    /// @throws IllegalArgumentException if an option is out of range
    BridgeTask(VectorTraining training) {
        this.training = training;
        this.options = options(training);
    }

    private static BridgeTraining.Builder options(VectorTraining training) {
        Subcommand command = training.command;
        BridgeTraining.Builder builder =
                BridgeTraining.builder()
                        .seed(training.learner.seed)
                        .threads(training.learner.threads);
        told(command, "--units", value -> builder.hidden(value.intValue()));
        told(command, "--epochs", value -> builder.epochs(value.intValue()));
        told(command, "--patience", value -> builder.patience(value.intValue()));
        told(command, "--batch", value -> builder.batch(value.intValue()));
        told(command, "--learning-rate", value -> builder.learningRate(value.doubleValue()));
        told(command, "--dropout", value -> builder.dropout(value.doubleValue()));
        told(command, "--validation", value -> builder.heldOut(value.doubleValue()));
        told(
                command,
                "--temperature",
                value -> {
                    boolean learned = value.doubleValue() == 0;
                    builder.learnedTemperature(learned);
                    if (!learned) {
                        builder.temperature(value.doubleValue());
                    }
                });
        return builder;
    }

    private interface Setting {
        void take(Number value);
    }

    private static void told(Subcommand command, String option, Setting setting) {
        Number value = command.value(option);
        if (value != null) {
            setting.take(value);
        }
    }

    @Override
    public Set<String> heeded() {
        return Set.of(
                "--from",
                "--to",
                "--test",
                "--units",
                "--epochs",
                "--patience",
                "--batch",
                "--learning-rate",
                "--dropout",
                "--validation",
                "--temperature",
                PictureLimit.NAME);
    }

    /// Vectors of pairs, what made them, and what was left out.
    private record Pairs(
            List<float[]> from,
            List<float[]> to,
            Bridge.Side source,
            Bridge.Side target,
            List<String> notes) {}

    @Override
    public VectorTraining.Learned learn(List<String> inputs, Path output, ProgressDisplay progress)
            throws IOException {
        String to = training.space.to;
        if (to == null) {
            return learn(ofFiles(inputs, progress), null, output, progress);
        }
        try (JointEncoder source = training.open(training.space.from);
                JointEncoder target = training.open(to)) {
            if (source.texts() == null && !training.space.from.equals(PixelsEncoder.NAME)) {
                throw training.command.wrongUsage(
                        "a bridge begins at an encoder of texts or at pixels, not at "
                                + training.space.from
                                + ": turn the pairs and the encoders around, or give two files of vectors");
            }
            Encoders encoders = new Encoders(source, target);
            return learn(
                    encoders.pairs(inputs, training.space.from, to, progress),
                    encoders,
                    output,
                    progress);
        }
    }

    private VectorTraining.Learned learn(
            Pairs pairs, @Nullable Encoders encoders, Path output, ProgressDisplay progress)
            throws IOException {
        Bridge bridge =
                options.build()
                        .fit(
                                pairs.from().toArray(float[][]::new),
                                pairs.to().toArray(float[][]::new),
                                progress)
                        .between(pairs.source(), pairs.target());
        bridge.save(output, progress);
        Path test = training.space.test;
        RetrievalScore score =
                test == null || encoders == null ? null : encoders.score(bridge, test, progress);
        return learned(bridge, score, pairs, output);
    }

    /// Encoders of both sides, which are open.
    private record Encoders(JointEncoder source, JointEncoder target) {
        Pairs pairs(List<String> inputs, String from, String to, ProgressDisplay progress)
                throws IOException {
            List<List<String>> lines = lines(inputs);
            Path beside = Path.of(inputs.getFirst());
            List<String> notes = new ArrayList<>();
            Map<String, float[]> ofSource =
                    TypedThings.of(source)
                            .beside(beside)
                            .leavingOut(notes)
                            .vectors(column(lines, 0), progress);
            Map<String, float[]> ofTarget =
                    TypedThings.of(target)
                            .beside(beside)
                            .leavingOut(notes)
                            .vectors(column(lines, 1), progress);
            Pairs pairs =
                    new Pairs(
                            new ArrayList<>(),
                            new ArrayList<>(),
                            new Bridge.Side(lasting(from), fingerprint(source)),
                            new Bridge.Side(lasting(to), target.fingerprint()),
                            notes);
            for (List<String> line : lines) {
                float[] first = ofSource.get(line.getFirst());
                float[] second = ofTarget.get(line.getLast());
                if (first != null && second != null) {
                    pairs.from().add(first);
                    pairs.to().add(second);
                }
            }
            return pairs;
        }

        /// What stands first is taken over the bridge as texts, where there is an encoder of texts.
        private static String fingerprint(JointEncoder source) {
            return source.texts() == null ? source.fingerprint() : source.texts().fingerprint();
        }

        private static String lasting(String name) {
            return CollectionCommand.lasting(name);
        }

        RetrievalScore score(Bridge bridge, Path test, ProgressDisplay progress)
                throws IOException {
            List<List<String>> lines = lines(List.of(test.toString()));
            List<String> wanted = column(lines, 1);
            List<String> distinct = List.copyOf(new LinkedHashSet<>(wanted));
            float[][] questions =
                    vectors(source, column(lines, 0), test, progress).toArray(float[][]::new);
            float[][] others = vectors(target, distinct, test, progress).toArray(float[][]::new);
            return RetrievalScore.of(
                    bridge.apply(questions),
                    others,
                    wanted.stream().mapToInt(distinct::indexOf).toArray());
        }

        private static List<float[]> vectors(
                JointEncoder encoder, List<String> things, Path beside, ProgressDisplay progress)
                throws IOException {
            Map<String, float[]> found =
                    TypedThings.of(encoder).beside(beside).vectors(things, progress);
            List<float[]> vectors = new ArrayList<>();
            things.forEach(thing -> vectors.add(found.getOrDefault(thing, new float[0])));
            return vectors;
        }
    }

    private static List<List<String>> lines(List<String> inputs) throws IOException {
        return (inputs.contains("-")
                        ? TextFiles.standardInput(System.in)
                        : TextFiles.in(inputs.stream().map(Path::of).toList()))
                .readColumns(2, 2);
    }

    private static List<String> column(List<List<String>> lines, int number) {
        return lines.stream().map(line -> line.get(number)).toList();
    }

    private Pairs ofFiles(List<String> inputs, ProgressDisplay progress) throws IOException {
        if (inputs.size() != 2 || !inputs.stream().allMatch(name -> Files.exists(Path.of(name)))) {
            throw training.command.wrongUsage(
                    "a bridge needs --to ENCODER and pairs, or two files of vectors, not "
                            + inputs);
        }
        if (training.space.test != null || training.command.given("--from")) {
            throw training.command.wrongUsage(
                    "--from and --test go with --to ENCODER, not with files of vectors");
        }
        Embeddings from = training.command.load(Path.of(inputs.getFirst()), progress);
        Embeddings to = training.command.load(Path.of(inputs.getLast()), progress);
        Pairs pairs =
                new Pairs(new ArrayList<>(), new ArrayList<>(), side(from), side(to), List.of());
        for (String key : from.vocabulary().keys()) {
            if (to.contains(key)) {
                pairs.from().add(from.vector(key));
                pairs.to().add(to.vector(key));
            }
        }
        if (pairs.from().size() < 2) {
            throw new IllegalArgumentException(
                    inputs.getFirst()
                            + " and "
                            + inputs.getLast()
                            + " have "
                            + Quantities.counted(pairs.from().size(), "key")
                            + " in common; a bridge needs two at least");
        }
        return pairs;
    }

    private static Bridge.Side side(Embeddings vectors) {
        String described = vectors.metadata().get("akin.encoder");
        if (described != null
                && Json.parse(described) instanceof Json.Obj members
                && members.get("name") instanceof Json.Str(String name)
                && members.get("fingerprint") instanceof Json.Str(String fingerprint)) {
            return new Bridge.Side(name, fingerprint);
        }
        return Bridge.Side.UNKNOWN;
    }

    private VectorTraining.Learned learned(
            Bridge bridge, @Nullable RetrievalScore score, Pairs pairs, Path output) {
        int count = pairs.from().size();
        Map<String, Json> figures = new LinkedHashMap<>();
        figures.put("pairs", Json.of(count));
        figures.put("from", Json.of(bridge.inputDimension()));
        figures.put("to", Json.of(bridge.outputDimension()));
        figures.put("fingerprint", Json.of(bridge.fingerprint()));
        figures.put("training", Json.parse(bridge.metadata().getOrDefault("akin.training", "{}")));
        StringBuilder summary = new StringBuilder();
        summary.append(
                String.format(
                        Locale.ROOT,
                        "a bridge from %d to %d numbers, of %s",
                        bridge.inputDimension(),
                        bridge.outputDimension(),
                        Quantities.counted(count, "pair")));
        if (score != null) {
            figures.put("test", test(score));
            for (int depth : DEPTHS) {
                summary.append(
                        String.format(Locale.ROOT, ", recall@%d %.3f", depth, score.recall(depth)));
            }
            summary.append(" of ").append(Quantities.counted(score.places().length, "test pair"));
        }
        String next =
                Subcommand.invitation(
                        "encode", "texts.txt", "-o", "vectors.safetensors", "--encoder", output);
        return new VectorTraining.Learned(summary.toString(), figures, next, pairs.notes());
    }

    private static Json test(RetrievalScore score) {
        Map<String, Json> members = new LinkedHashMap<>();
        int n = score.places().length;
        members.put("n", Json.of(n));
        members.put("mrr", Json.of(score.mrr()));
        for (int depth : DEPTHS) {
            Interval interval = Interval.ofShare(score.found(depth), n);
            members.put(
                    "recall@" + depth,
                    Json.object(
                            "value",
                            score.recall(depth),
                            "low",
                            interval.low(),
                            "high",
                            interval.high()));
        }
        return new Json.Obj(members);
    }
}
