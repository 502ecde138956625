package dev.akin.cli;

import dev.akin.evaluate.AnalogyResult;
import dev.akin.evaluate.AnalogyScore;
import dev.akin.evaluate.Interval;
import dev.akin.evaluate.Score;
import dev.akin.evaluate.SimilarityResult;
import dev.akin.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The scores of one file, for people and for programs.
final class Scores {
    final TextTable table =
            TextTable.of(
                            TextTable.Align.LEFT,
                            TextTable.Align.RIGHT,
                            TextTable.Align.LEFT,
                            TextTable.Align.RIGHT,
                            TextTable.Align.RIGHT)
                    .row("test", "score", "95 % interval", "n", "unknown");
    final List<Json> similarities = new ArrayList<>();
    final List<Json> analogies = new ArrayList<>();
    final List<Json> others = new ArrayList<>();

    /// A figure of a test that has several.
    void add(String task, String figure, Score score, int n, int unknown) {
        row(task + " " + figure, score.value(), score.interval(), n, unknown);
        others.add(
                Json.object(
                        "task", task,
                        "figure", figure,
                        "score", score.value(),
                        "low", score.interval().low(),
                        "high", score.interval().high(),
                        "n", n,
                        "unknown", unknown));
    }

    void add(SimilarityResult result) {
        row(result.task(), result.spearman(), result.interval(), result.n(), result.oov());
        similarities.add(
                Json.object(
                        "task", result.task(),
                        "spearman", result.spearman(),
                        "low", result.interval().low(),
                        "high", result.interval().high(),
                        "n", result.n(),
                        "oov", result.oov()));
    }

    void add(String task, AnalogyResult result) {
        result.sections().forEach(score -> row("  " + score.section(), score));
        row(task, result.total());
        analogies.add(
                Json.object(
                        "task", task,
                        "total", document(result.total()),
                        "sections", result.sections().stream().map(Scores::document).toList()));
    }

    private void row(String name, AnalogyScore score) {
        row(name, score.accuracy(), score.interval(), score.n(), score.oov());
    }

    private void row(String name, double score, Interval interval, int n, int oov) {
        table.row(
                name,
                number(score),
                interval(interval),
                Quantities.exact(n),
                Quantities.exact(oov));
    }

    private static Json document(AnalogyScore score) {
        return Json.object(
                "section", score.section(),
                "accuracy", score.accuracy(),
                "correct", score.correct(),
                "low", score.interval().low(),
                "high", score.interval().high(),
                "n", score.n(),
                "oov", score.oov());
    }

    static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    static String interval(Interval interval) {
        return number(interval.low()) + " to " + number(interval.high());
    }
}
