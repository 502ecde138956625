package dev.akin.cli;

import dev.akin.knowledge.KnowledgeLearner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How facts are learned from.
final class KnowledgeOptions {
    @Option(
            names = "--norm",
            paramLabel = "N",
            description =
                    "With transe and rotate: 2 is the Euclidean distance, 1 adds up absolute differences."
                            + " Default: 2.")
    private @Nullable Integer norm;

    @Option(
            names = "--margin",
            paramLabel = "X",
            description = "What the distance of a fact stays below, with --loss ns. Default: 12.")
    private @Nullable Double margin;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            description =
                    "With --loss ns: how much more those drawn entities count that score high; 0 for"
                            + " all alike. Default: 1.")
    private @Nullable Double temperature;

    @Option(
            names = "--n3",
            paramLabel = "X",
            description =
                    "What the cube of a number costs (the nuclear 3-norm): more for facts that few"
                            + " others support. Default: 0.1 with distmult and complex, else 0.")
    private @Nullable Double regularization;

    @Option(
            names = "--reciprocal",
            description =
                    "With transe and rotate: relations have vectors of their own for the way from tail"
                            + " to head, as distmult and complex always have.")
    private boolean reciprocal;

    @Option(
            names = "--typed",
            description =
                    "Draw only entities that are known at this end of the relation, not any entity.")
    boolean typed;

    @Option(
            names = "--hold-out",
            paramLabel = "X",
            description =
                    "Hold this share of the facts back, and say how well they were predicted.")
    @Nullable Double holdOut;

    void applyTo(KnowledgeLearner.Builder builder) {
        if (norm != null) {
            builder.norm(norm);
        }
        if (margin != null) {
            builder.margin(margin);
        }
        if (temperature != null) {
            builder.temperature(temperature);
        }
        if (regularization != null) {
            builder.regularization(regularization);
        }
        if (reciprocal) {
            builder.reciprocal(true);
        }
        builder.typed(typed);
    }
}
