package dev.akin.cli;

import dev.akin.cli.LearnerOptions.Method;
import dev.akin.embeddings.Model;
import dev.akin.graphs.Graph;
import dev.akin.graphs.Node2Vec;
import dev.akin.learn.DivergedException;
import dev.akin.learn.Loss;
import dev.akin.learn.TrainingRun;
import dev.akin.text.EdgeList;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// `train --model node2vec` and `deepwalk`: vectors of the nodes of a graph.
final class GraphTraining extends ModelTraining {
    private static final double USUAL_RATE = 0.05;
    private static final double LEAST_RATE = 0.005;

    private static final Set<String> OF_WALKS =
            Set.of("--walks", "--walk-length", "--p", "--q", "--plus", "--gamma");

    private static final Set<String> OF_LEARNING =
            Set.of(
                    "--dim",
                    "--window",
                    "--negatives",
                    "--loss",
                    "--epochs",
                    "--learning-rate",
                    "--reproducible");

    /// Numbers that a file keeps, by their names there.
    private static final Map<String, String> IN_FILES =
            Map.of(
                    "--dim", "dimension",
                    "--window", "window",
                    "--epochs", "epochs",
                    "--learning-rate", "learningRate");

    private static final Set<String> OF_FILES =
            Set.of("--directed", "--adjacency", "--resume", "--update", "--lean");

    private final GraphOptions options;

    GraphTraining(Request request, GraphOptions options) {
        super(request);
        this.options = options;
    }

    @Override
    Set<String> heeded() {
        Set<String> all = new HashSet<>(OF_WALKS);
        all.addAll(OF_LEARNING);
        all.addAll(OF_FILES);
        if (method() == Method.deepwalk) {
            all.removeAll(Set.of("--p", "--q", "--plus", "--gamma"));
        }
        return all;
    }

    @Override
    void check() {
        learner();
        if (request.files().updated() != null) {
            Set<String> fixed = new HashSet<>(OF_LEARNING);
            fixed.remove("--epochs");
            refuse(fixed, "--update learns on as FILE was learned");
        }
    }

    /// Tries what is told again to a training that goes on.
    private void checkBegun(Model begun) {
        checkSame(begun, IN_FILES, 0);
        if (!options.walks(Node2Vec.walks(begun)).equals(Node2Vec.walks(begun))
                || (options.directed && !Node2Vec.directed(begun))) {
            throw request.command()
                    .wrongUsage(
                            "--resume goes on along the walks that were begun: leave out what says how they"
                                    + " go");
        }
    }

    private void refuse(Set<String> fixed, String why) {
        for (String option : fixed) {
            if (request.command().given(option)) {
                throw new IllegalArgumentException(why + ": leave out " + option);
            }
        }
    }

    private Node2Vec learner() {
        return learner(request.learner().learningRate);
    }

    /// @param rate how far steps go; null for as far as they usually do
    private Node2Vec learner(@Nullable Double rate) {
        Subcommand command = request.command();
        LearnerOptions learner = request.learner();
        if (learner.dimension == LearnerOptions.AUTO) {
            throw new IllegalArgumentException(
                    "--dim auto goes with networks, not with " + method());
        }
        Node2Vec.Builder builder =
                Node2Vec.builder()
                        .walks(options.walks())
                        .threads(learner.threads)
                        .seed(learner.seed)
                        .reproducible(learner.reproducible)
                        .negatives(learner.negatives);
        if (command.given("--dim")) {
            builder.dimension(learner.dimension);
        }
        if (command.given("--window")) {
            builder.window(learner.window);
        }
        if (command.given("--epochs")) {
            builder.epochs(learner.epochs);
        }
        if (rate != null) {
            builder.learningRate(rate);
        }
        boolean tree = method() == Method.deepwalk && !command.given("--loss");
        return builder.loss(tree ? Loss.HIERARCHICAL_SOFTMAX : Loss.ofLabel(learner.loss)).build();
    }

    @Override
    Learned learn(ProgressDisplay progress) throws IOException {
        Path from = request.files().resumed();
        Path known = from == null ? request.files().updated() : from;
        Model before = known == null ? null : model(known);
        if (from != null && before != null) {
            checkBegun(before);
        }
        boolean directed = options.directed || (before != null && Node2Vec.directed(before));
        Graph graph = read(directed, progress);
        if (progress.stopRequested()) {
            throw new CancellationException("stopped while reading");
        }
        request.command().say(described(graph));
        graph.notes().forEach(request.command()::say);
        return learned(run(before, from != null, graph, progress), graph);
    }

    private Graph read(boolean directed, ProgressDisplay progress) throws IOException {
        try {
            return Graph.builder().directed(directed).read(edges(), progress);
        } catch (IllegalArgumentException e) {
            String inputs = String.join(", ", request.files().inputs());
            throw new IllegalArgumentException(inputs + ": " + e.getMessage(), e);
        }
    }

    /// Where walks go to and fro between a few nodes, the usual steps lead too far: unless told how far to go, it tries shorter ones.
    private TrainingRun train(Graph graph, double rate, ProgressDisplay progress) {
        Double told = request.learner().learningRate;
        try {
            return (told == null ? learner(rate) : learner()).train(graph, metadata(), progress);
        } catch (DivergedException e) {
            if (told != null || rate / 2 < LEAST_RATE || progress.stopRequested()) {
                throw e;
            }
            progress.clear();
            request.command()
                    .say(
                            "the learning rate "
                                    + rate
                                    + " is too large for this graph; learning anew with "
                                    + rate / 2);
            return train(graph, rate / 2, progress);
        }
    }

    private TrainingRun run(
            @Nullable Model before, boolean resumed, Graph graph, ProgressDisplay progress) {
        if (before == null) {
            return train(graph, USUAL_RATE, progress);
        }
        return resumed
                ? Node2Vec.resume(before, graph, request.learner().threads, progress)
                : learner().update(before, graph, metadata(), progress);
    }

    private Map<String, String> metadata() {
        return Map.of("akin.source", Json.of(request.files().inputs()).toString());
    }

    private static Model model(Path path) throws IOException {
        Subcommand.requireFile(path);
        Model model = Model.load(path);
        try {
            Node2Vec.walks(model);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + " " + e.getMessage(), e);
        }
        return model;
    }

    private EdgeList edges() {
        List<String> inputs = request.files().inputs();
        EdgeList list =
                inputs.contains("-")
                        ? EdgeList.standardInput(System.in)
                        : EdgeList.in(inputs.stream().map(Path::of).toList());
        return list.adjacency(options.adjacency);
    }

    private static String described(Graph graph) {
        return String.format(
                Locale.ROOT,
                "%s, %s%s%s",
                Quantities.counted(graph.nodes(), "node"),
                Quantities.counted(graph.edges(), "edge"),
                graph.directed() ? " one way" : "",
                graph.weighted() ? " with weights" : "");
    }

    private Learned learned(TrainingRun run, Graph graph) {
        boolean lean = request.files().lean() && run.finished();
        Model model =
                lean
                        ? Model.of(run.model().kind(), Map.of("", run.model().table("")))
                                .withMetadata(run.model().metadata())
                        : run.model();
        String first = run.embeddings().vocabulary().key(0);
        return new Learned(
                model,
                run.finished(),
                "node",
                Quantities.counted(run.words(), "step"),
                Map.of("edges", Json.of(graph.edges()), "steps", Json.of(run.words())),
                List.of("neighbors", first));
    }
}
