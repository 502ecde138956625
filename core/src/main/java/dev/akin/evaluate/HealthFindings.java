package dev.akin.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Says which measures of a table are worth a look.
final class HealthFindings {
    /// Rows that share this much of their direction crowd all similarities together.
    private static final double CROWDED = 0.3;

    /// Correlations of lengths with counts above this are of note.
    private static final double STRONG = 0.5;

    /// Of the dimensions there are.
    private static final double FEW = 0.1;

    private final TableHealth health;
    private final List<TableHealth.Finding> findings = new ArrayList<>();

    private HealthFindings(TableHealth health) {
        this.health = health;
    }

    /// The same with its findings.
    static TableHealth in(TableHealth health) {
        HealthFindings found = new HealthFindings(health);
        found.rows();
        found.measures();
        return new TableHealth(
                health.rows(),
                health.dimension(),
                health.notNumbers(),
                health.dead(),
                health.deadDimensions(),
                health.duplicates(),
                health.norms(),
                health.normsByCount(),
                health.directions(),
                List.copyOf(found.findings));
    }

    private void rows() {
        if (health.notNumbers().rows() > 0) {
            warn(
                    "notNumbers",
                    rows(health.notNumbers().rows(), "holds", "hold")
                            + " NaN or infinite numbers: "
                            + some(health.notNumbers()));
        }
        if (health.dead().rows() > 0) {
            warn(
                    "dead",
                    rows(health.dead().rows(), "is", "are")
                            + " zero, or nearly: "
                            + some(health.dead()));
        }
        if (!health.deadDimensions().isEmpty()) {
            warn(
                    "deadDimensions",
                    "dimensions that are the same in every row: " + health.deadDimensions());
        }
        if (health.duplicates().rows() > 0) {
            note(
                    "duplicates",
                    rows(health.duplicates().rows(), "is", "are")
                            + " equal to another: "
                            + String.join(" = ", health.duplicates().groups().getFirst()));
        }
    }

    private void measures() {
        TableHealth.Directions directions = health.directions();
        if (directions.meanCosine() > CROWDED) {
            warn(
                    "anisotropy",
                    String.format(
                            Locale.ROOT,
                            "two rows have a cosine of %.2f on average: take off the mean of all to part them",
                            directions.meanCosine()));
        }
        if (directions.effectiveDimensions() < FEW * health.dimension()) {
            note(
                    "effectiveDimensions",
                    String.format(
                            Locale.ROOT,
                            "rows spread as %.1f dimensions would, of %d",
                            directions.effectiveDimensions(),
                            health.dimension()));
        }
        TableHealth.NormsByCount byCount = health.normsByCount();
        if (byCount != null && Math.abs(byCount.correlation()) > STRONG) {
            note(
                    "normsByCount",
                    String.format(
                            Locale.ROOT,
                            "rows of frequent keys are %s (rank correlation %.2f): dot products favour"
                                    + (byCount.correlation() > 0 ? " those" : " rare ones"),
                            byCount.correlation() > 0 ? "longer" : "shorter",
                            byCount.correlation()));
        }
    }

    private void warn(String what, String text) {
        findings.add(new TableHealth.Finding(true, what, text));
    }

    private void note(String what, String text) {
        findings.add(new TableHealth.Finding(false, what, text));
    }

    private static String rows(int count, String one, String several) {
        return count == 1 ? "1 row " + one : count + " rows " + several;
    }

    private static String some(TableHealth.Named named) {
        return String.join(", ", named.keys()) + (named.rows() > named.keys().size() ? ", …" : "");
    }
}
