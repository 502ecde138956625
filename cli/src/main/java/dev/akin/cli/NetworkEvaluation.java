package dev.akin.cli;

import dev.akin.embeddings.Label;
import dev.akin.evaluate.ClickResult;
import dev.akin.evaluate.EntitySpan;
import dev.akin.evaluate.Interval;
import dev.akin.evaluate.LabelResult;
import dev.akin.evaluate.LabelScore;
import dev.akin.evaluate.Perplexity;
import dev.akin.evaluate.RecommendationResult;
import dev.akin.evaluate.Score;
import dev.akin.networks.ClickModel;
import dev.akin.networks.LanguageModel;
import dev.akin.networks.NextItemModel;
import dev.akin.networks.Tagger;
import dev.akin.networks.TextClassifier;
import dev.akin.networks.TrainedNetwork;
import dev.akin.networks.TwoTowerModel;
import dev.akin.text.Click;
import dev.akin.text.ClickLog;
import dev.akin.text.Json;
import dev.akin.text.LabelledText;
import dev.akin.text.LabelledTexts;
import dev.akin.text.TaggedSentence;
import dev.akin.text.TaggedSentences;
import dev.akin.text.TextFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What `evaluate` does for networks: scores them on texts whose labels, or next words, are known.
final class NetworkEvaluation {
    private final EvaluateCommand command;
    private final HomeOption home;

    NetworkEvaluation(EvaluateCommand command, HomeOption home) {
        this.command = command;
        this.home = home;
    }

    /// @param labelled files whose labels are known
    /// @param texts files whose next words are to be told
    /// @param clicks logs of what users chose later
    record Tests(List<Path> labelled, List<Path> texts, List<Path> clicks) {}

    /// Prints the scores of each network on each test.
    int run(List<Path> files, Tests tests) throws IOException {
        List<Json> documents = new ArrayList<>();
        for (Path file : files) {
            NetworkFile network = NetworkFile.open(command, file);
            if (network == null) {
                throw new IllegalArgumentException(
                        file + " holds no network; train --model classifier writes one");
            }
            try (TrainedNetwork trained = network.network(home)) {
                for (Path test : tests.labelled()) {
                    Subcommand.requireFile(test);
                    LabelResult result = score(trained, network.kind(), test);
                    documents.add(document(file, test, result));
                    show(file, test, result);
                }
                for (Path test : tests.texts()) {
                    Perplexity result = perplexity(trained, network.kind(), test);
                    documents.add(document(file, test, result));
                    show(file, test, result);
                }
                for (Path test : tests.clicks()) {
                    Scored result = clicks(trained, network.kind(), test);
                    documents.add(document(file, test, result));
                    show(file, test, result.text());
                }
            }
        }
        return command.json ? command.print(Json.object("files", documents)) : ExitCode.DONE;
    }

    private void show(Path file, Path test, Object result) {
        if (!command.json) {
            command.out().println(file + " on " + test);
            command.out().println(result);
        }
    }

    private LabelResult score(TrainedNetwork trained, String kind, Path test) throws IOException {
        return switch (trained) {
            case TextClassifier classifier -> score(classifier, test);
            case Tagger tagger -> score(tagger, test);
            default ->
                    throw new IllegalArgumentException(
                            "--labels scores classifiers and taggers, not a " + kind + " model");
        };
    }

    private static Perplexity perplexity(TrainedNetwork trained, String kind, Path test)
            throws IOException {
        if (trained instanceof LanguageModel language) {
            return language.perplexity(TextFiles.in(List.of(test)).read());
        }
        throw new IllegalArgumentException(
                "--text scores language models, not a " + kind + " model");
    }

    private Scored clicks(TrainedNetwork trained, String kind, Path test) throws IOException {
        List<Click> later = ClickLog.in(List.of(test)).read();
        return switch (trained) {
            case TwoTowerModel towers -> otherItems(towers, later, test);
            case ClickModel model -> Scored.of(model.evaluate(later, 4, 1));
            case NextItemModel next -> nextItems(next, later, test);
            default ->
                    throw new IllegalArgumentException(
                            "--clicks scores what learned from clicks, not a " + kind + " model");
        };
    }

    /// Of clicks that were not learned from.
    private Scored otherItems(TwoTowerModel towers, List<Click> later, Path test) {
        List<Click> others = later.stream().filter(click -> !towers.isKnown(click)).toList();
        int known = later.size() - others.size();
        String why = " were learned from: what a user chose before is not recommended again";
        if (others.isEmpty() && known > 0) {
            throw new IllegalArgumentException(
                    test + " leaves nothing to score: all of its " + known + " clicks" + why);
        }
        if (known > 0) {
            command.say(
                    Quantities.exact(known)
                            + " of "
                            + Quantities.exact(later.size())
                            + " clicks of "
                            + test
                            + " are passed over, which"
                            + why);
        }
        long left = others.stream().map(Click::user).distinct().count();
        long all = later.stream().map(Click::user).distinct().count();
        return Scored.of(towers.evaluate(others, 10), Math.toIntExact(all - left));
    }

    /// Of users who chose two items at least.
    private Scored nextItems(NextItemModel next, List<Click> later, Path test) {
        Collection<List<String>> all = ClickLog.itemsByUser(later).values();
        List<List<String>> histories = all.stream().filter(items -> items.size() > 1).toList();
        int leftOut = all.size() - histories.size();
        String why = " chose one item: it takes one to read and one to predict";
        if (histories.isEmpty()) {
            throw new IllegalArgumentException(
                    test + " leaves nobody to score: each of its " + leftOut + " users" + why);
        }
        if (leftOut > 0) {
            command.say(
                    Quantities.exact(leftOut)
                            + " of "
                            + Quantities.exact(all.size())
                            + " users of "
                            + test
                            + " are left out, who"
                            + why);
        }
        return Scored.of(next.evaluate(histories, 10), leftOut);
    }

    /// What clicks say of a network.
    ///
    /// @param text for a person
    /// @param measures for programs
    private record Scored(String text, Json.Obj measures) {
        /// @param leftOut users who could not be scored
        static Scored of(RecommendationResult result, int leftOut) {
            Map<String, Score> scores = new LinkedHashMap<>();
            scores.put("hitRate", result.hitRate());
            scores.put("recall", result.recall());
            scores.put("ndcg", result.ndcg());
            scores.put("mrr", result.mrr());
            scores.put("map", result.map());
            return of(
                    result,
                    scores,
                    Json.object("k", result.k(), "n", result.n(), "leftOut", leftOut));
        }

        static Scored of(ClickResult result) {
            Map<String, Score> scores = new LinkedHashMap<>();
            scores.put("auc", new Score(result.auc().value(), result.auc().interval()));
            scores.put("logLoss", result.logLoss());
            return of(result, scores, Json.object("n", result.n()));
        }

        private static Scored of(Object result, Map<String, Score> scores, Json.Obj more) {
            Map<String, Json> measures = new LinkedHashMap<>();
            Map<String, Json> intervals = new LinkedHashMap<>();
            scores.forEach((name, score) -> {
                Interval interval = score.interval();
                measures.put(name, Json.of(score.value()));
                intervals.put(name, Json.object("low", interval.low(), "high", interval.high()));
            });
            measures.put("intervals", new Json.Obj(intervals));
            measures.putAll(more.members());
            return new Scored(result.toString(), new Json.Obj(measures));
        }
    }

    private static Json document(Path file, Path test, Scored scored) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("file", new Json.Str(file.toString()));
        members.put("test", new Json.Str(test.toString()));
        members.putAll(scored.measures().members());
        return new Json.Obj(members);
    }

    private static Json document(Path file, Path test, Perplexity result) {
        return Json.object(
                "file", file.toString(),
                "test", test.toString(),
                "perplexity", result.value(),
                "low", result.score().interval().low(),
                "high", result.score().interval().high(),
                "words", result.words());
    }

    private LabelResult score(TextClassifier classifier, Path test) throws IOException {
        List<LabelledText> examples =
                ClassifierTraining.withoutHeader(
                        LabelledTexts.in(List.of(test)).several(classifier.several()).read(),
                        command);
        List<String> texts = examples.stream().map(LabelledText::text).toList();
        if (!classifier.several()) {
            return LabelResult.ofLabels(
                    examples.stream().map(LabelledText::label).toList(),
                    classifier.predict(texts, 1).stream()
                            .map(labels -> labels.getFirst().name())
                            .toList());
        }
        return LabelResult.ofLabelSets(
                examples.stream().map(LabelledText::labels).toList(),
                classifier.predict(texts, Integer.MAX_VALUE).stream()
                        .map(labels ->
                                labels.stream()
                                        .filter(label -> label.probability() > 0.5)
                                        .map(Label::name)
                                        .toList())
                        .toList());
    }

    /// Of entities, where the tags name them; else of words.
    private static LabelResult score(Tagger tagger, Path test) throws IOException {
        List<TaggedSentence> sentences = TaggedSentences.in(List.of(test)).read();
        List<List<String>> right = sentences.stream().map(TaggedSentence::tags).toList();
        List<List<String>> given =
                tagger.tagAll(sentences.stream().map(TaggedSentence::words).toList());
        boolean entities =
                Stream.concat(tagger.tags().stream(), right.stream().flatMap(List::stream))
                        .allMatch(EntitySpan::isEntityTag);
        return entities ? LabelResult.ofEntities(right, given) : LabelResult.ofTags(right, given);
    }

    private static Json document(Path file, Path test, LabelResult result) {
        return Json.object(
                "file", file.toString(),
                "test", test.toString(),
                "accuracy", result.accuracy().value(),
                "micro", score(result.micro()),
                "macro", score(result.macro()),
                "labels", result.labels().stream().map(NetworkEvaluation::score).toList(),
                "n", result.n());
    }

    private static Json score(LabelScore score) {
        return Json.object(
                "label", score.label(),
                "precision", score.precision(),
                "recall", score.recall(),
                "f1", score.f1().value(),
                "low", score.f1().interval().low(),
                "high", score.f1().interval().high(),
                "n", score.support());
    }
}
