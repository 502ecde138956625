package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.compress.FastTextQuantizer;
import dev.akin.learn.FastTextSupervised;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How fastText's models become `.ftz`.
final class FtzFlags {
    /// The method's name.
    static final String NAME = "ftz";

    static final List<String> NAMES =
            List.of(
                    "--dsub",
                    "--qnorm",
                    "--qout",
                    "--cutoff",
                    "--retrain",
                    "--epochs",
                    "--learning-rate",
                    "--label-prefix");

    @Option(
            names = "--dsub",
            paramLabel = "N",
            defaultValue = "2",
            description = "Of ftz: numbers that a byte stands for. Default: ${DEFAULT-VALUE}.")
    private int dsub;

    @Option(names = "--qnorm", description = "Of ftz: lengths of rows in a byte of their own.")
    private boolean qnorm;

    @Option(names = "--qout", description = "Of ftz: labels' rows too.")
    private boolean qout;

    @Option(
            names = "--cutoff",
            paramLabel = "N",
            description = "Of ftz: how many rows of words and n-grams are kept, the longest.")
    private @Nullable Integer cutoff;

    @Option(
            names = "--retrain",
            paramLabel = "TEXT",
            description = "Of ftz: labelled lines to learn the kept rows from once more.")
    @Nullable Path retrain;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "5",
            description = "With --retrain: passes over the lines. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.1",
            description = "With --retrain: how far steps go. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--label-prefix",
            paramLabel = "P",
            defaultValue = "__label__",
            description = "With --retrain: what labels begin with. Default: ${DEFAULT-VALUE}.")
    private String prefix = "__label__";

    /// @param lines to learn from once more; empty where that is not asked for
    /// @throws IllegalArgumentException if an option has a value that it cannot have
    FastTextQuantizer quantizer(SeedAndThreads run, ProgressListener listener, List<String> lines) {
        FastTextQuantizer.Builder quantizer =
                FastTextQuantizer.builder()
                        .width(dsub)
                        .norms(qnorm)
                        .output(qout)
                        .seed(run.seed)
                        .threads(run.threads)
                        .listener(listener);
        if (cutoff != null) {
            quantizer.cutoff(cutoff);
        } else if (retrain != null) {
            throw new IllegalArgumentException(
                    "--retrain learns the rows that --cutoff N keeps; give that too");
        }
        FastTextSupervised learner = learner(run);
        if (retrain != null) {
            quantizer.retrained(model -> learner.continued(model, lines, listener));
        }
        return quantizer.build();
    }

    private FastTextSupervised learner(SeedAndThreads run) {
        return FastTextSupervised.builder()
                .epochs(epochs)
                .learningRate(rate)
                .labelPrefix(prefix)
                .seed(run.seed)
                .threads(run.threads)
                .build();
    }
}
