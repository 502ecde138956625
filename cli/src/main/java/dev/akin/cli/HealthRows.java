package dev.akin.cli;

import dev.akin.evaluate.TableHealth;
import java.util.Locale;

/// What `akin info --health` says, row by row.
record HealthRows(TableHealth health) {
    static HealthRows of(TableHealth health) {
        return new HealthRows(health);
    }

    void addTo(TextTable table) {
        table.row(
                "rows",
                Quantities.exact(health.dead().rows())
                        + " dead, "
                        + Quantities.exact(health.notNumbers().rows())
                        + " that hold no numbers, "
                        + Quantities.exact(health.duplicates().rows())
                        + " the same as another");
        table.row("lengths", lengths());
        table.row("directions", directions());
        TableHealth.NormsByCount byCount = health.normsByCount();
        if (byCount != null) {
            table.row(
                    "length and count",
                    String.format(Locale.ROOT, "rank correlation %.2f", byCount.correlation()));
        }
        if (health.findings().isEmpty()) {
            table.row("health", "nothing stands out");
        }
        for (TableHealth.Finding finding : health.findings()) {
            table.row(finding.warning() ? "warning" : "note", finding.text());
        }
    }

    private String lengths() {
        TableHealth.Norms norms = health.norms();
        if (Double.isNaN(norms.median())) {
            return "no row holds finite numbers alone";
        }
        return String.format(
                Locale.ROOT,
                "%.3g to %.3g; half of them %.3g to %.3g, the middle one %.3g",
                norms.least(),
                norms.most(),
                norms.lowerQuartile(),
                norms.upperQuartile(),
                norms.median());
    }

    private String directions() {
        TableHealth.Directions directions = health.directions();
        if (Double.isNaN(directions.meanCosine())) {
            return "fewer than two rows have one";
        }
        if (Double.isNaN(directions.firstComponent())) {
            return "all rows are the same";
        }
        return String.format(
                Locale.ROOT,
                "mean cosine of two rows %.3f; the first component holds %.1f %% of the variance; spread of %.1f"
                        + " dimensions",
                directions.meanCosine(),
                100 * directions.firstComponent(),
                directions.effectiveDimensions());
    }
}
