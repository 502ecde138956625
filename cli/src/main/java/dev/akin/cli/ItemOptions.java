package dev.akin.cli;

import java.nio.file.Path;
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

    @Option(
            names = "--values",
            description =
                    "Lines have a number behind the item: how much the choice counts. With als, bpr, warp"
                            + " and logistic.")
    boolean values;

    @Option(
            names = "--explicit",
            description = "With als: lines have a number behind the item, a rating of any value.")
    boolean explicit;

    @Option(
            names = "--regularization",
            paramLabel = "X",
            description =
                    "With als, bpr, warp and logistic: what the size of factors costs. Default: 1 with als,"
                            + " else 0.01.")
    @Nullable Double regularization;

    @Option(
            names = "--confidence",
            paramLabel = "X",
            description =
                    "With als: how much surer a choice makes than none. With logistic: how much a choice"
                            + " counts against a drawn item. Default: 10 with als, 1 with logistic.")
    @Nullable Double confidence;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "With als: steps of conjugate gradient for each user and item in a turn. Default: 3.")
    @Nullable Integer steps;

    @Option(
            names = "--item-features",
            paramLabel = "FILE",
            description =
                    "With bpr, warp and logistic: lines of an item, a tab and what is known of it, with commas"
                            + " between; items that nobody chose yet get vectors too.")
    @Nullable Path itemFeatures;

    @Option(
            names = "--user-features",
            paramLabel = "FILE",
            description = "As --item-features, of users.")
    @Nullable Path userFeatures;
}
