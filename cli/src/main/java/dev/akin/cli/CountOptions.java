package dev.akin.cli;

import dev.akin.counts.Glove;
import dev.akin.counts.Lsa;
import dev.akin.counts.Weighting;
import dev.akin.text.Json;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What those are told that learn from how often words stand together, beside what they share with other vectors of words.
final class CountOptions {
    /// Which side of a word is its context.
    enum Context {
        BOTH,
        BEFORE;

        /// By what a file says of it.
        static Context of(@Nullable Json symmetric) {
            return symmetric instanceof Json.Bool(boolean on) && on ? BOTH : BEFORE;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--x-max",
            paramLabel = "X",
            description =
                    "With glove, the count from which on a pair of words counts fully. Default: 100.")
    private double most = 100;

    @Option(
            names = "--alpha",
            paramLabel = "X",
            description = "With glove, the power by which rarer pairs count less. Default: 0.75.")
    private double power = 0.75;

    @Option(
            names = "--context",
            paramLabel = "SIDE",
            description =
                    "What counts as a word's company: both sides, or only what stands before it."
                            + " Default: both.")
    private Context context = Context.BOTH;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description =
                    "Memory for counts, as 500MB or 8GB; what is more goes into a file beside the"
                            + " output meanwhile. Default: half of Java's heap.")
    private @Nullable String memory;

    @Option(
            names = "--weighting",
            paramLabel = "HOW",
            description =
                    "With lsa, what counts become: ppmi, how much likelier the pair is than chance;"
                            + " log, their logarithm; counts, as they are. Default: ppmi.")
    private Weighting weighting = Weighting.PPMI;

    @Option(
            names = "--shift",
            paramLabel = "K",
            description =
                    "With lsa and ppmi, a pair must be K times as likely as chance to count. Default:"
                            + " 1.")
    private double shift = 1;

    @Option(
            names = "--context-smoothing",
            paramLabel = "X",
            description =
                    "With lsa and ppmi, how likely a context is: its count to this power. Default:"
                            + " 0.75.")
    private double smoothing = 0.75;

    @Option(
            names = "--eigenvalue-power",
            paramLabel = "X",
            description =
                    "With lsa, how much more the main directions weigh than others: not at all at 0,"
                            + " as in the counts at 1. Default: 0.5.")
    private double eigenvalues = 0.5;

    @Option(
            names = "--even",
            description =
                    "With lsa, all words of the window count alike, rather than less the farther they"
                            + " are.")
    private boolean even;

    /// @param given whether an option was typed
    /// @throws IllegalArgumentException if one is out of range
    Glove.Builder glove(LearnerOptions learner, Predicate<String> given) {
        Glove.Builder builder =
                Glove.builder()
                        .dimension(learner.dimension)
                        .minCount(learner.minCount)
                        .maxWords(learner.maxWords)
                        .threads(learner.threads)
                        .seed(learner.seed)
                        .symmetric(context == Context.BOTH);
        if (given.test("--window")) {
            builder.window(learner.window);
        }
        apply(builder, learner, given);
        return builder;
    }

    /// Changes those options that may differ from one training to the next, where they were given.
    void apply(Glove.Builder builder, LearnerOptions learner, Predicate<String> given) {
        if (given.test("--epochs")) {
            builder.epochs(learner.epochs);
        }
        if (learner.learningRate != null) {
            builder.learningRate(learner.learningRate);
        }
        if (given.test("--x-max")) {
            builder.xMax(most);
        }
        if (given.test("--alpha")) {
            builder.alpha(power);
        }
        if (given.test("--min-count")) {
            builder.minCount(learner.minCount);
        }
        if (given.test("--max-words")) {
            builder.maxWords(learner.maxWords);
        }
        if (given.test("--seed")) {
            builder.seed(learner.seed);
        }
        if (memory != null) {
            builder.memoryLimit(ByteBudget.parse("--memory", memory));
        }
    }

    /// @throws IllegalArgumentException if one is out of range, or does not go with the weighting
    Lsa.Builder lsa(LearnerOptions learner, Predicate<String> given) {
        if (weighting != Weighting.PPMI
                && (given.test("--shift") || given.test("--context-smoothing"))) {
            throw new IllegalArgumentException(
                    "--shift and --context-smoothing go with --weighting ppmi, not with "
                            + weighting.label());
        }
        Lsa.Builder builder =
                Lsa.builder()
                        .dimension(learner.dimension)
                        .window(learner.window)
                        .minCount(learner.minCount)
                        .maxWords(learner.maxWords)
                        .threads(learner.threads)
                        .seed(learner.seed)
                        .symmetric(context == Context.BOTH)
                        .byDistance(!even)
                        .weighting(weighting)
                        .shift(shift)
                        .contextSmoothing(smoothing)
                        .eigenvaluePower(eigenvalues);
        if (given.test("--epochs")) {
            builder.passes(learner.epochs);
        }
        if (memory != null) {
            builder.memoryLimit(ByteBudget.parse("--memory", memory));
        }
        return builder;
    }
}
