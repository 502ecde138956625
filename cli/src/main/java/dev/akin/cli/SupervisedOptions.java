package dev.akin.cli;

import dev.akin.cli.LearnerOptions.Method;
import dev.akin.embeddings.TextRows;
import dev.akin.format.FastTextArgs;
import dev.akin.learn.FastTextSupervised;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/// What a classifier of fastText's kind is told beside what it shares with vectors of words.
final class SupervisedOptions {
    private static final List<String> OWN = List.of("--word-ngrams", "--label-prefix");

    /// Options of vectors of words that say nothing to it.
    private static final List<String> UNHEEDED =
            List.of(
                    "--window",
                    "--position-weights",
                    "--max-words",
                    "--subsample",
                    "--resume",
                    "--update",
                    "--every",
                    "--lean",
                    "--lowercase",
                    "--tokens",
                    "--field",
                    "--encoding",
                    "--phrases",
                    "--phrase-threshold");

    @Option(
            names = "--word-ngrams",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "With supervised, how many words that follow each other count together at the"
                            + " most. Default: ${DEFAULT-VALUE}.")
    private int wordNgrams;

    @Option(
            names = "--label-prefix",
            paramLabel = "P",
            defaultValue = TextRows.LABEL_PREFIX,
            description = "With supervised, what labels begin with. Default: ${DEFAULT-VALUE}.")
    private String labelPrefix = TextRows.LABEL_PREFIX;

    /// Refuses options of what is not trained.
    static void check(Subcommand command, Method method) {
        command.refuse(method == Method.supervised ? UNHEEDED : OWN, "--model " + method);
    }

    /// @throws IllegalArgumentException if options are out of range
    FastTextSupervised learner(Subcommand command, LearnerOptions options) {
        if (options.dimension == LearnerOptions.AUTO) {
            throw new IllegalArgumentException(
                    "--dim auto goes with networks, not with supervised");
        }
        FastTextSupervised.Builder builder =
                FastTextSupervised.builder()
                        .subwords(options.subwords())
                        .dimension(options.dimension)
                        .epochs(options.epochs)
                        .negatives(options.negatives)
                        .threads(options.reproducible ? 1 : options.threads)
                        .seed(options.seed)
                        .wordNgrams(wordNgrams)
                        .labelPrefix(labelPrefix);
        if (command.given("--loss")) {
            builder.loss(loss(options.loss));
        }
        if (command.given("--min-count")) {
            builder.minCount(options.minCount);
        }
        if (options.learningRate != null) {
            builder.learningRate(options.learningRate);
        }
        return builder.build();
    }

    private static FastTextArgs.Loss loss(String name) {
        return switch (name) {
            case "softmax" -> FastTextArgs.Loss.SOFTMAX;
            case "hs" -> FastTextArgs.Loss.HS;
            case "ova" -> FastTextArgs.Loss.OVA;
            case "ns" -> FastTextArgs.Loss.NS;
            default ->
                    throw new IllegalArgumentException(
                            String.format(
                                    Locale.ROOT,
                                    "there is no loss \"%s\" for supervised; there are softmax, hs,"
                                            + " ova, ns",
                                    name));
        };
    }
}
