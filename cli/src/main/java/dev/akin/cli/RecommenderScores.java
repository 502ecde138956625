package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.evaluate.Interval;
import dev.akin.evaluate.RecommendationMeasure;
import dev.akin.evaluate.RecommendationReport;
import dev.akin.evaluate.RecommendationTask;
import dev.akin.evaluate.Score;
import dev.akin.items.Recommender;
import dev.akin.text.Click;
import dev.akin.text.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How well a recommender foretells later choices, with popular items beside it.
///
/// @param k how many items of each list count
record RecommenderScores(
        RecommendationTask task, RecommendationReport own, RecommendationReport popular, int k) {
    /// Unless told.
    static final int K = 10;

    static RecommenderScores of(
            Recommender recommender, List<Click> later, int k, ProgressListener progress) {
        RecommendationTask task = RecommendationTask.of(recommender.histories(), later);
        return new RecommenderScores(
                task,
                task.evaluate(recommender.recommendEach(task.users(), k, progress), k),
                task.evaluate(task.popular(k), k),
                k);
    }

    void print(PrintWriter out) {
        TextTable table =
                TextTable.of(
                                TextTable.Align.LEFT,
                                TextTable.Align.RIGHT,
                                TextTable.Align.LEFT,
                                TextTable.Align.RIGHT,
                                TextTable.Align.LEFT)
                        .row("measure", "score", "95 % interval", "popular items", "95 % interval");
        for (RecommendationMeasure measure : RecommendationMeasure.values()) {
            row(
                    table,
                    measure.label(k),
                    own.ranking().score(measure),
                    popular.ranking().score(measure));
        }
        row(table, "coverage@" + k, own.coverage(), popular.coverage());
        row(table, "novelty@" + k, own.novelty(), popular.novelty());
        table.print(out);
        out.println(
                String.format(
                        Locale.ROOT,
                        "  %s, each ranked among %s%s",
                        Quantities.counted(own.ranking().n(), "user"),
                        Quantities.counted(own.items(), "item"),
                        task.leftOut() == 0
                                ? ""
                                : "; "
                                        + Quantities.exact(task.leftOut())
                                        + " left out, of whom nothing is known or who chose nothing"
                                        + " new"));
    }

    private static void row(TextTable table, String name, Score score, Score popular) {
        table.row(
                name,
                number(score.value()),
                interval(score),
                number(popular.value()),
                interval(popular));
    }

    static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String interval(Score score) {
        return number(score.interval().low()) + " to " + number(score.interval().high());
    }

    /// For programs.
    Map<String, Json> members() {
        Map<String, Json> members = new LinkedHashMap<>(figures(own));
        members.put("k", Json.of(k));
        members.put("n", Json.of(own.ranking().n()));
        members.put("leftOut", Json.of(task.leftOut()));
        members.put("items", Json.of(own.items()));
        members.put("popular", new Json.Obj(figures(popular)));
        return members;
    }

    private static Map<String, Json> figures(RecommendationReport report) {
        Map<String, Json> members = new LinkedHashMap<>();
        Map<String, Json> intervals = new LinkedHashMap<>();
        for (RecommendationMeasure measure : RecommendationMeasure.values()) {
            put(members, intervals, measure.field(), report.ranking().score(measure));
        }
        put(members, intervals, "coverage", report.coverage());
        put(members, intervals, "novelty", report.novelty());
        members.put("intervals", new Json.Obj(intervals));
        return members;
    }

    private static void put(
            Map<String, Json> members, Map<String, Json> intervals, String name, Score score) {
        Interval interval = score.interval();
        members.put(name, Json.of(score.value()));
        intervals.put(name, Json.object("low", interval.low(), "high", interval.high()));
    }
}
