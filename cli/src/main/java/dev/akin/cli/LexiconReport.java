package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.PairedDifference;
import dev.akin.evaluate.SimilarityTask;
import dev.akin.lexicon.Contrast;
import dev.akin.lexicon.Lexicon;
import dev.akin.text.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a lexicon did to vectors: scores of tests and mean cosines of opposites, before and after.
final class LexiconReport {
    private final Embeddings before;
    private final Embeddings after;
    private final Contrast contrastBefore;
    private final Contrast contrastAfter;
    private final List<Json> scores = new ArrayList<>();
    private final TextTable table =
            TextTable.of(
                            TextTable.Align.LEFT,
                            TextTable.Align.RIGHT,
                            TextTable.Align.RIGHT,
                            TextTable.Align.RIGHT,
                            TextTable.Align.LEFT,
                            TextTable.Align.RIGHT)
                    .row("", "before", "after", "difference", "95 % interval", "n");

    LexiconReport(Lexicon lexicon, Embeddings before, Embeddings after) {
        this.before = before;
        this.after = after;
        this.contrastBefore = Contrast.of(before, lexicon);
        this.contrastAfter = Contrast.of(after, lexicon);
    }

    void add(List<SimilarityTask> tasks) {
        for (SimilarityTask task : tasks) {
            PairedDifference found = task.compare(after, before);
            scores.add(json(task, found));
            table.row(
                    task.name(),
                    number(found.second()),
                    number(found.first()),
                    number(found.difference()),
                    number(found.interval().low()) + " to " + number(found.interval().high()),
                    Quantities.exact(found.n()));
        }
        if (contrastBefore.pairs() > 0) {
            cosine(
                    "mean cosine of antonyms",
                    contrastBefore.antonyms(),
                    contrastAfter.antonyms(),
                    contrastBefore.pairs());
            cosine(
                    "mean cosine of random pairs",
                    contrastBefore.random(),
                    contrastAfter.random(),
                    Contrast.DRAWN);
        }
    }

    private void cosine(String name, double first, double second, int pairs) {
        table.row(
                name,
                number(first),
                number(second),
                number(second - first),
                "",
                Quantities.exact(pairs));
    }

    List<Json> scores() {
        return scores;
    }

    Json cosines() {
        return Json.object(
                "antonyms", contrastBefore.pairs(),
                "antonymsBefore", contrastBefore.antonyms(),
                "antonymsAfter", contrastAfter.antonyms(),
                "randomBefore", contrastBefore.random(),
                "randomAfter", contrastAfter.random());
    }

    void print(PrintWriter out) {
        if (!scores.isEmpty() || contrastBefore.pairs() > 0) {
            table.print(out);
        }
    }

    private static Json json(SimilarityTask task, PairedDifference found) {
        return Json.object(
                "task", task.name(),
                "before", found.second(),
                "after", found.first(),
                "difference", found.difference(),
                "low", found.interval().low(),
                "high", found.interval().high(),
                "p", found.pValue(),
                "n", found.n());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }
}
