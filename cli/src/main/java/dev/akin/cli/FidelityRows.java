package dev.akin.cli;

import dev.akin.compress.Fidelity;
import dev.akin.text.Json;
import java.util.Locale;

/// How well one table stands for another, for people and for programs.
final class FidelityRows {
    private FidelityRows() {}

    static void add(TextTable table, Fidelity found) {
        table.row("reconstruction error", error(found));
        table.row("mean cosine", number(found.cosine()));
        table.row(
                "nearest " + found.k() + " kept",
                overlap(found) + " (of " + Quantities.counted(found.asked(), "key") + ")");
    }

    static String error(Fidelity found) {
        return percent(found.error());
    }

    static String overlap(Fidelity found) {
        return percent(found.overlap());
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value);
    }

    static Json json(Fidelity found) {
        return Json.object(
                "keys", found.keys(),
                "error", found.error(),
                "cosine", found.cosine(),
                "overlap", found.overlap(),
                "k", found.k(),
                "asked", found.asked());
    }
}
