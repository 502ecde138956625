package dev.akin.cli;

import dev.akin.embeddings.Label;
import dev.akin.evaluate.EntitySpan;
import dev.akin.evaluate.LabelResult;
import dev.akin.evaluate.LabelScore;
import dev.akin.networks.Tagger;
import dev.akin.networks.TextClassifier;
import dev.akin.networks.TrainedNetwork;
import dev.akin.text.Json;
import dev.akin.text.LabelledText;
import dev.akin.text.LabelledTexts;
import dev.akin.text.TaggedSentence;
import dev.akin.text.TaggedSentences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What `evaluate --labels` does: scores a network on texts whose labels are known.
final class LabelEvaluation {
    private final EvaluateCommand command;
    private final HomeOption home;

    LabelEvaluation(EvaluateCommand command, HomeOption home) {
        this.command = command;
        this.home = home;
    }

    /// Prints the scores of each network on each test.
    int run(List<Path> files, List<Path> tests) throws IOException {
        List<Json> documents = new ArrayList<>();
        for (Path file : files) {
            NetworkFile network = NetworkFile.open(command, file);
            if (network == null) {
                throw new IllegalArgumentException(
                        file
                                + " holds no network; --labels scores what train --model classifier wrote");
            }
            for (Path test : tests) {
                LabelResult result = score(network, test);
                documents.add(document(file, test, result));
                if (!command.json) {
                    command.out().println(file + " on " + test);
                    command.out().println(result);
                }
            }
        }
        return command.json ? command.print(Json.object("files", documents)) : ExitCode.DONE;
    }

    private LabelResult score(NetworkFile network, Path test) throws IOException {
        Subcommand.requireFile(test);
        try (TrainedNetwork trained = network.network(home)) {
            return switch (trained) {
                case TextClassifier classifier -> score(classifier, test);
                case Tagger tagger -> score(tagger, test);
                default ->
                        throw new IllegalArgumentException(
                                "a " + network.kind() + " gives texts no labels");
            };
        }
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
                "labels", result.labels().stream().map(LabelEvaluation::score).toList(),
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
