package dev.akin.cli;

import dev.akin.evaluate.PairedDifference;
import dev.akin.evaluate.RecommendationMeasure;
import dev.akin.evaluate.RecommendationTask;
import dev.akin.items.Recommender;
import dev.akin.text.Click;
import dev.akin.text.ClickLog;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `evaluate` does for recommenders that are no networks: scores them on what users chose later.
final class RecommenderEvaluation {
    private final EvaluateCommand command;
    private final @Nullable Path against;
    private final int k;
    private final List<Json> documents = new ArrayList<>();

    RecommenderEvaluation(EvaluateCommand command, @Nullable Path against, int k) {
        this.command = command;
        this.against = against;
        this.k = k;
    }

    int run(List<Path> files, List<Path> clicks) throws IOException {
        return command.show(progress -> {
            for (Path test : clicks) {
                Subcommand.requireFile(test);
                List<Click> later = ClickLog.in(List.of(test)).read();
                for (Path file : files) {
                    score(file, test, later, progress);
                }
            }
            return command.json ? command.print(Json.object("files", documents)) : ExitCode.DONE;
        });
    }

    private void score(Path file, Path test, List<Click> later, ProgressDisplay progress)
            throws IOException {
        Recommender recommender = open(file);
        RecommenderScores scores;
        try {
            scores = RecommenderScores.of(recommender, later, k, progress);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(test + ": " + e.getMessage(), e);
        }
        Map<RecommendationMeasure, PairedDifference> differences =
                against == null
                        ? new EnumMap<>(RecommendationMeasure.class)
                        : differences(recommender, open(against), later, progress);
        progress.clear();
        if (command.json) {
            documents.add(document(file, test, scores, differences));
            return;
        }
        command.out().println(file + " on " + test);
        scores.print(command.out());
        print(differences);
    }

    private static Recommender open(Path file) throws IOException {
        Recommender recommender = RecommenderFile.open(file);
        if (recommender == null) {
            throw new IllegalArgumentException(
                    file
                            + " is no recommender of train --model item2vec or the like, with which it"
                            + " was to be scored");
        }
        return recommender;
    }

    /// On the users whom both know, with what they chose before by either.
    private Map<RecommendationMeasure, PairedDifference> differences(
            Recommender first, Recommender second, List<Click> later, ProgressDisplay progress) {
        Map<String, List<String>> others = second.histories();
        Map<String, Set<String>> before = new LinkedHashMap<>();
        first.histories()
                .forEach((user, items) -> {
                    List<String> more = others.get(user);
                    if (more != null) {
                        Set<String> both = new LinkedHashSet<>(items);
                        both.addAll(more);
                        before.put(user, both);
                    }
                });
        RecommendationTask task = RecommendationTask.of(before, later);
        return task.compare(
                first.recommendEach(task.users(), k, progress),
                second.recommendEach(task.users(), k, progress),
                k);
    }

    private void print(Map<RecommendationMeasure, PairedDifference> differences) {
        if (differences.isEmpty()) {
            return;
        }
        TextTable table =
                TextTable.of(
                                TextTable.Align.LEFT,
                                TextTable.Align.RIGHT,
                                TextTable.Align.RIGHT,
                                TextTable.Align.RIGHT,
                                TextTable.Align.LEFT,
                                TextTable.Align.RIGHT,
                                TextTable.Align.RIGHT)
                        .row("measure", "this", "other", "difference", "95 % interval", "p", "n");
        differences.forEach((measure, difference) ->
                table.row(
                        measure.label(k),
                        RecommenderScores.number(difference.first()),
                        RecommenderScores.number(difference.second()),
                        String.format(Locale.ROOT, "%+.4f", difference.difference()),
                        RecommenderScores.number(difference.interval().low())
                                + " to "
                                + RecommenderScores.number(difference.interval().high()),
                        RecommenderScores.number(difference.pValue()),
                        Quantities.exact(difference.n())));
        command.out().println("against " + against + ", on the users whom both know:");
        table.print(command.out());
    }

    private Json document(
            Path file,
            Path test,
            RecommenderScores scores,
            Map<RecommendationMeasure, PairedDifference> differences) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("file", Json.of(file.toString()));
        members.put("test", Json.of(test.toString()));
        members.putAll(scores.members());
        members.put("against", Json.of(against == null ? "" : against.toString()));
        List<Json> rows = new ArrayList<>();
        differences.forEach((measure, difference) ->
                rows.add(
                        Json.object(
                                "measure", measure.field(),
                                "first", difference.first(),
                                "second", difference.second(),
                                "difference", difference.difference(),
                                "low", difference.interval().low(),
                                "high", difference.interval().high(),
                                "pValue", difference.pValue(),
                                "n", difference.n())));
        members.put("differences", new Json.Arr(rows));
        return new Json.Obj(members);
    }
}
