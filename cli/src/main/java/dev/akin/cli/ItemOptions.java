package dev.akin.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How items are learned from what users chose.
final class ItemOptions {
    @Option(
            names = "--leave-last-out",
            description =
                    "Hold out the last choice of each user who made three or more, learn from the"
                            + " others, and score how well it is foretold, beside popular items.")
    boolean leaveLastOut;

    @Option(
            names = "--baskets",
            description =
                    "With item2vec: what a user chose has no order; all of it is company. Without"
                            + " --window 1000 items to either side.")
    boolean baskets;

    @Option(
            names = "--history-decay",
            paramLabel = "X",
            description =
                    "With item2vec: what a choice of a user weighs of what the next one does, up to 1"
                            + " for all alike. Default: 0.5; with --baskets 1.")
    @Nullable Double historyDecay;

    @Option(
            names = "--negative-exponent",
            paramLabel = "X",
            description =
                    "With item2vec: the power of its count by which an item is drawn as a negative, -2"
                            + " to 2; the lower, the more popular items are recommended. Default: 0.5.")
    @Nullable Double negativeExponent;
}
