package dev.akin.cli;

import dev.akin.embeddings.Model;
import dev.akin.evaluate.Score;
import dev.akin.knowledge.Facts;
import dev.akin.knowledge.Knowledge;
import dev.akin.knowledge.KnowledgeLearner;
import dev.akin.knowledge.LinkPrediction;
import dev.akin.knowledge.Scoring;
import dev.akin.learn.TrainingRun;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// `train --model transe`, `distmult`, `complex` and `rotate`: vectors of entities and relations.
final class KnowledgeTraining extends ModelTraining {
    private static final Set<String> OF_FACTS =
            Set.of("--margin", "--temperature", "--n3", "--reciprocal", "--typed");

    private static final Set<String> OF_LEARNING =
            Set.of("--dim", "--negatives", "--loss", "--learning-rate", "--epochs");

    private static final Set<String> OF_FILES =
            Set.of("--resume", "--update", "--lean", "--hold-out", "--reproducible");

    /// What each option is called in a model's metadata.
    private static final Map<String, String> SAID_AS =
            Map.ofEntries(
                    Map.entry("--dim", "dimension"),
                    Map.entry("--norm", "norm"),
                    Map.entry("--epochs", "epochs"),
                    Map.entry("--negatives", "negatives"),
                    Map.entry("--loss", "loss"),
                    Map.entry("--margin", "margin"),
                    Map.entry("--temperature", "temperature"),
                    Map.entry("--learning-rate", "learningRate"),
                    Map.entry("--n3", "regularization"),
                    Map.entry("--reciprocal", "reciprocal"),
                    Map.entry("--typed", "typed"),
                    Map.entry("--seed", "seed"));

    private final KnowledgeOptions options;

    KnowledgeTraining(Request request, KnowledgeOptions options) {
        super(request);
        this.options = options;
    }

    @Override
    Set<String> heeded() {
        Set<String> all = new HashSet<>(OF_FACTS);
        all.addAll(OF_LEARNING);
        all.addAll(OF_FILES);
        if (scoring().distance()) {
            all.add("--norm");
        }
        return all;
    }

    private Scoring scoring() {
        return Scoring.ofLabel(method().toString());
    }

    @Override
    void check() {
        learner();
        if (request.files().updated() != null) {
            refuse();
        }
        Double share = options.holdOut;
        if (share != null && !(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "--hold-out must be above 0 and below 1, not " + share);
        }
    }

    @Override
    String beside() {
        return "relations and facts";
    }

    private void refuse() {
        Set<String> fixed = new HashSet<>(SAID_AS.keySet());
        fixed.remove("--epochs");
        fixed.add("--hold-out");
        for (String option : fixed) {
            if (request.command().given(option)) {
                throw new IllegalArgumentException(
                        "--update learns on as FILE was learned: leave out " + option);
            }
        }
    }

    /// A training goes on as it was begun: what is said again must be the same.
    private void checkSame(Model begun) {
        Json.Obj before =
                (Json.Obj) Json.parse(begun.metadata().getOrDefault("akin.options", "{}"));
        Json.Obj now = learner().options();
        SAID_AS.forEach((option, member) -> {
            if (request.command().given(option)
                    && !String.valueOf(now.get(member))
                            .equals(String.valueOf(before.get(member)))) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "--resume goes on as it was begun, with %s %s, not %s",
                                option,
                                before.get(member),
                                now.get(member)));
            }
        });
    }

    private KnowledgeLearner learner() {
        Subcommand command = request.command();
        LearnerOptions learner = request.learner();
        if (learner.dimension == LearnerOptions.AUTO) {
            throw new IllegalArgumentException(
                    "--dim auto goes with networks, not with " + method());
        }
        KnowledgeLearner.Builder builder =
                KnowledgeLearner.builder(scoring()).seed(learner.seed).threads(learner.threads);
        options.applyTo(builder);
        if (command.given("--dim")) {
            builder.dimension(learner.dimension);
        }
        if (command.given("--negatives")) {
            builder.negatives(learner.negatives);
        }
        if (command.given("--epochs")) {
            builder.epochs(learner.epochs);
        }
        if (learner.learningRate != null) {
            builder.learningRate(learner.learningRate);
        }
        if (command.given("--loss")) {
            builder.softmax(softmax(learner.loss));
        }
        return builder.build();
    }

    private boolean softmax(String loss) {
        return switch (loss) {
            case "ns" -> false;
            case "softmax" -> true;
            default ->
                    throw new IllegalArgumentException(
                            "--loss must be ns or softmax with " + method() + ", not " + loss);
        };
    }

    @Override
    Learned learn(ProgressDisplay progress) throws IOException {
        Path resumed = request.files().resumed();
        Path known = resumed == null ? request.files().updated() : resumed;
        Model before = known == null ? null : model(known);
        Facts facts = FactFiles.read(request.files().inputs());
        if (progress.stopRequested()) {
            throw new CancellationException("stopped while reading");
        }
        say(facts);
        Double share = options.holdOut;
        if (share == null) {
            return learned(run(before, facts, progress), facts, null, progress);
        }
        Facts.Split split = facts.holdOut(share, request.learner().seed);
        return learned(
                run(before, split.learned(), progress), split.learned(), split.held(), progress);
    }

    private TrainingRun run(@Nullable Model before, Facts facts, ProgressDisplay progress) {
        int threads = request.learner().threads;
        if (before == null) {
            return learner().train(facts, Map.of(), progress);
        }
        if (request.files().resumed() != null) {
            checkSame(before);
            return KnowledgeLearner.resume(before, facts, threads, progress);
        }
        Integer epochs =
                request.command().given("--epochs")
                        ? Integer.valueOf(request.learner().epochs)
                        : null;
        return KnowledgeLearner.update(before, facts, epochs, threads, progress);
    }

    private Model model(Path path) throws IOException {
        Subcommand.requireFile(path);
        Model model = Model.load(path);
        try {
            Scoring made = Knowledge.of(model).scoring();
            if (made != scoring()) {
                throw new IllegalArgumentException(
                        "was learned with --model " + made.label() + ", not " + method());
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + " " + e.getMessage(), e);
        }
        return model;
    }

    private void say(Facts facts) {
        Subcommand command = request.command();
        command.say(
                String.format(
                        Locale.ROOT,
                        "%s about %s and %s",
                        Quantities.counted(facts.size(), "fact"),
                        Quantities.counted(facts.entities().size(), "entity"),
                        Quantities.counted(facts.relations().size(), "relation")));
        if (facts.repeated() > 0) {
            command.say(
                    String.format(
                            Locale.ROOT,
                            "%s named before, and %s once",
                            facts.repeated() == 1
                                    ? "1 fact was"
                                    : String.format(
                                            Locale.ROOT, "%,d facts were", facts.repeated()),
                            facts.repeated() == 1 ? "counts" : "count"));
        }
        if (facts.literals() > 0) {
            command.say(
                    String.format(
                            Locale.ROOT,
                            "%,d triples with a literal were left out",
                            facts.literals()));
        }
    }

    private Learned learned(
            TrainingRun run, Facts facts, @Nullable Facts held, ProgressDisplay progress) {
        boolean lean = request.files().lean() && run.finished();
        Model model = lean ? run.model().withExtras(Map.of()) : run.model();
        Map<String, Json> figures = new LinkedHashMap<>();
        figures.put("relations", Json.of(model.table("relations").size()));
        figures.put("facts", Json.of(facts.size()));
        figures.put("literals", Json.of(facts.literals()));
        String summary = Quantities.counted(facts.size(), "fact");
        if (held != null && run.finished()) {
            LinkPrediction.Result result =
                    LinkPrediction.of(held, null)
                            .evaluate(
                                    Knowledge.of(run.model()), request.learner().threads, progress);
            progress.clear();
            figures.put("heldOut", document(result));
            summary += ", " + spoken(result);
        }
        return new Learned(model, run.finished(), "entity", summary, figures, next(facts));
    }

    private static Json document(LinkPrediction.Result result) {
        return Json.object(
                "facts", result.n(),
                "mrr", result.model().mrr().value(),
                "low", result.model().mrr().interval().low(),
                "high", result.model().mrr().interval().high(),
                "hits1", result.model().hits1().value(),
                "hits3", result.model().hits3().value(),
                "hits10", result.model().hits10().value(),
                "mrrByFrequency", result.frequency().mrr().value());
    }

    private static String spoken(LinkPrediction.Result result) {
        Score mrr = result.model().mrr();
        return String.format(
                Locale.ROOT,
                "MRR %.3f (%.3f to %.3f) and hits@10 %.3f on %,d held back (by frequency %.3f)",
                mrr.value(),
                mrr.interval().low(),
                mrr.interval().high(),
                result.model().hits10().value(),
                result.n(),
                result.frequency().mrr().value());
    }

    private static List<String> next(Facts facts) {
        return List.of(
                "complete", facts.list().getFirst().head(), facts.list().getFirst().relation());
    }
}
