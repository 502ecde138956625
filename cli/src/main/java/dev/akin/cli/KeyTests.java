package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.ClusterAgreement;
import dev.akin.evaluate.ClusterTask;
import dev.akin.evaluate.KeyLabels;
import dev.akin.evaluate.LabelProbe;
import dev.akin.evaluate.LinkTask;
import dev.akin.evaluate.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tests of keys that are no words: what they are labelled with, and which have an edge.
record KeyTests(
        List<KeyLabels> labels,
        LabelProbe.Options how,
        List<LinkTask> links,
        List<KeyLabels> clusters) {

    static KeyTests read(
            List<Path> labels, LabelProbe.Options how, List<Path> edges, List<Path> known)
            throws IOException {
        List<KeyLabels> read = new ArrayList<>();
        for (Path file : labels) {
            Subcommand.requireFile(file);
            read.add(KeyLabels.read(file));
        }
        List<LinkTask> links = new ArrayList<>();
        for (Path file : edges) {
            links.add(LinkTask.read(file, known));
        }
        return new KeyTests(read, how, links, List.of());
    }

    /// The same tests, and these groups for k-means to find.
    KeyTests withClusters(List<Path> files) throws IOException {
        List<KeyLabels> groups = new ArrayList<>();
        for (Path file : files) {
            Subcommand.requireFile(file);
            groups.add(KeyLabels.read(file));
        }
        return new KeyTests(labels, how, links, groups);
    }

    void run(Subcommand command, Embeddings words, Scores scores) throws IOException {
        for (KeyLabels test : labels) {
            command.show(progress -> {
                LabelProbe.Result result = LabelProbe.of(how).run(words, test, progress);
                progress.clear();
                String task = test.name();
                scores.add(task, "macro-F1", result.macro(), result.n(), result.unknown());
                scores.add(task, "micro-F1", result.micro(), result.n(), result.unknown());
                scores.add(
                        task,
                        "macro-F1 by frequency",
                        result.frequent(),
                        result.n(),
                        result.unknown());
                return ExitCode.DONE;
            });
        }
        for (KeyLabels test : clusters) {
            command.show(progress -> {
                ClusterTask.Result found = ClusterTask.of(test).evaluate(words, progress);
                progress.clear();
                ClusterAgreement figures = found.agreement();
                Map<String, Score> named = new LinkedHashMap<>();
                named.put("V-measure", figures.v());
                named.put("homogeneity", figures.homogeneity());
                named.put("completeness", figures.completeness());
                named.put("adjusted Rand index", figures.adjustedRand());
                named.put("purity", figures.purity());
                named.forEach((figure, score) ->
                        scores.add(test.name(), figure, score, figures.n(), found.unknown()));
                return ExitCode.DONE;
            });
        }
        for (LinkTask test : links) {
            LinkTask.Result result = test.evaluate(words);
            Score auc = new Score(result.auc().value(), result.auc().interval());
            scores.add(result.task(), "AUC", auc, result.n(), result.unknown());
            scores.add(
                    result.task(),
                    "average precision",
                    result.precision(),
                    result.n(),
                    result.unknown());
        }
    }
}
