package dev.akin.cli;

import dev.akin.evaluate.PairedDifference;
import dev.akin.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How the scores differ from those of other vectors.
final class ScoreDifferences {
    final TextTable table =
            TextTable.of(
                            TextTable.Align.LEFT,
                            TextTable.Align.RIGHT,
                            TextTable.Align.RIGHT,
                            TextTable.Align.RIGHT,
                            TextTable.Align.LEFT,
                            TextTable.Align.RIGHT,
                            TextTable.Align.RIGHT)
                    .row("test", "this", "other", "difference", "95 % interval", "p", "n");
    final List<Json> documents = new ArrayList<>();

    void add(String task, PairedDifference difference) {
        table.row(
                task,
                Scores.number(difference.first()),
                Scores.number(difference.second()),
                String.format(Locale.ROOT, "%+.3f", difference.difference()),
                Scores.interval(difference.interval()),
                Scores.number(difference.pValue()),
                Quantities.exact(difference.n()));
        documents.add(
                Json.object(
                        "task", task,
                        "first", difference.first(),
                        "second", difference.second(),
                        "difference", difference.difference(),
                        "low", difference.interval().low(),
                        "high", difference.interval().high(),
                        "pValue", difference.pValue(),
                        "n", difference.n()));
    }
}
