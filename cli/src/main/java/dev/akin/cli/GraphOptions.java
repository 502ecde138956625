package dev.akin.cli;

import dev.akin.graphs.WalkOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How walks through a graph go.
final class GraphOptions {
    @Option(names = "--directed", description = "Edges lead from source to target only.")
    boolean directed;

    @Option(
            names = "--adjacency",
            description = "Lines are a node and all that it has edges to, not single edges.")
    boolean adjacency;

    @Option(
            names = "--walks",
            paramLabel = "N",
            description = "Walks that begin at each node. Default: 10.")
    private @Nullable Integer walks;

    @Option(
            names = "--walk-length",
            paramLabel = "N",
            description = "Nodes in a walk. Default: 80.")
    private @Nullable Integer length;

    @Option(
            names = "--p",
            paramLabel = "X",
            description =
                    "With node2vec: above 1, walks seldom go straight back; below 1, often. Default: 1.")
    private @Nullable Double p;

    @Option(
            names = "--q",
            paramLabel = "X",
            description =
                    "With node2vec: below 1, walks run far; above 1, they stay near where they began."
                            + " Default: 1.")
    private @Nullable Double q;

    @Option(
            names = "--plus",
            description =
                    "With node2vec and weights: edges that are weak for their nodes count as half"
                            + " missing (node2vec+).")
    private boolean plus;

    @Option(
            names = "--gamma",
            paramLabel = "X",
            description =
                    "With --plus: how many standard deviations above the mean of its node's edges an edge"
                            + " is no longer weak. Default: 0.")
    private @Nullable Double gamma;

    /// @throws IllegalArgumentException if a number is out of range, or says nothing
    WalkOptions walks() {
        return walks(WalkOptions.standard());
    }

    /// What is not said is as given; throws as [#walks()].
    WalkOptions walks(WalkOptions standard) {
        if (gamma != null && !plus) {
            throw new IllegalArgumentException("--gamma needs --plus");
        }
        return new WalkOptions(
                walks == null ? standard.walks() : walks,
                length == null ? standard.length() : length,
                p == null ? standard.p() : p,
                q == null ? standard.q() : q,
                plus || standard.extended(),
                gamma == null ? standard.gamma() : gamma);
    }
}
