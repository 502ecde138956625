package dev.akin.cli;

import dev.akin.cli.LearnerOptions.Method;
import dev.akin.compress.FastTextBudget;
import dev.akin.embeddings.TextRows;
import dev.akin.format.FastTextArgs;
import dev.akin.learn.Autotune;
import dev.akin.learn.FastTextSupervised;
import dev.akin.vocabulary.Subwords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a classifier of fastText's kind is told beside what it shares with vectors of words.
final class SupervisedOptions {
    private static final List<String> OWN =
            List.of(
                    "--word-ngrams",
                    "--label-prefix",
                    "--autotune",
                    "--trials",
                    "--autotune-validation",
                    "--autotune-metric",
                    "--model-size");

    private static final double RATE = 0.1;

    /// Options of vectors of words that say nothing to it.
    private static final List<String> UNHEEDED =
            List.of(
                    "--window",
                    "--position-weights",
                    "--max-words",
                    "--subsample",
                    "--resume",
                    "--update",
                    "--decay",
                    "--every",
                    "--lean",
                    "--lowercase",
                    "--tokens",
                    "--field",
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

    @Option(
            names = "--autotune",
            paramLabel = "TIME",
            converter = Intervals.OrSeconds.class,
            description =
                    "With supervised, look for the best options for so long, in seconds or as 2m; those that are"
                            + " given stay.")
    @Nullable Duration autotune;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description =
                    "With --autotune, try at most N sets of options. Default: as many as time allows.")
    private @Nullable Integer trials;

    @Option(
            names = "--autotune-validation",
            paramLabel = "FILE",
            description =
                    "With --autotune, labelled lines to score on. Default: every tenth line, held back while"
                            + " looking.")
    @Nullable Path validation;

    @Option(
            names = "--autotune-metric",
            paramLabel = "NAME",
            defaultValue = "f1",
            description =
                    "With --autotune, what is best: f1, f1:LABEL, precisionAtRecall:30 or"
                            + " recallAtPrecision:30, which may have :LABEL behind. Default: ${DEFAULT-VALUE}.")
    private String metric = "f1";

    @Option(
            names = "--model-size",
            paramLabel = "SIZE",
            description =
                    "With supervised, make the file no larger, as 2MB, in fastText's small form (.ftz).")
    private @Nullable String modelSize;

    /// Bytes that the model may have; 0 for any.
    ///
    /// @throws IllegalArgumentException if they are no size
    long modelSize() {
        return modelSize == null ? 0 : ByteBudget.parse("--model-size", modelSize);
    }

    /// @throws IllegalArgumentException if options are out of range, or say nothing
    Autotune autotune(Subcommand command, LearnerOptions options) {
        Duration time = autotune;
        if (time == null) {
            throw new IllegalStateException("nothing is to be looked for");
        }
        Subwords parts = options.subwords();
        Autotune.Builder tuning =
                Autotune.builder()
                        .time(time)
                        .metric(metric)
                        .labelPrefix(labelPrefix)
                        .seed(options.seed)
                        .learner(() -> builder(command, options))
                        .held(held(command))
                        .start(
                                new Autotune.Trial(
                                        options.epochs,
                                        options.learningRate == null ? RATE : options.learningRate,
                                        options.dimension,
                                        wordNgrams,
                                        parts.minNgram(),
                                        parts.maxNgram(),
                                        parts.buckets(),
                                        0,
                                        Duration.ZERO));
        if (trials != null) {
            tuning.trials(trials);
        }
        long bytes = modelSize();
        if (bytes > 0) {
            tuning.finish(FastTextBudget.of(bytes, options.seed, options.threads)::fit);
        }
        return tuning.build();
    }

    private static Set<Autotune.Option> held(Subcommand command) {
        Set<Autotune.Option> held = EnumSet.noneOf(Autotune.Option.class);
        Map<String, Autotune.Option> names =
                Map.of(
                        "--epochs", Autotune.Option.EPOCHS,
                        "--learning-rate", Autotune.Option.LEARNING_RATE,
                        "--dim", Autotune.Option.DIMENSION,
                        "--word-ngrams", Autotune.Option.WORD_NGRAMS,
                        "--min-ngram", Autotune.Option.NGRAMS,
                        "--max-ngram", Autotune.Option.NGRAMS,
                        "--buckets", Autotune.Option.BUCKETS);
        names.forEach((name, option) -> {
            if (command.given(name)) {
                held.add(option);
            }
        });
        return held;
    }

    /// Refuses options that need another one.
    void checkTuning(Subcommand command) {
        if (autotune == null) {
            command.refuse(
                    List.of("--trials", "--autotune-validation", "--autotune-metric"),
                    "a training without --autotune");
        }
    }

    /// Refuses options of what is not trained.
    static void check(Subcommand command, Method method) {
        command.refuse(method == Method.supervised ? UNHEEDED : OWN, "--model " + method);
    }

    /// @throws IllegalArgumentException if options are out of range
    FastTextSupervised learner(Subcommand command, LearnerOptions options) {
        return builder(command, options).build();
    }

    private FastTextSupervised.Builder builder(Subcommand command, LearnerOptions options) {
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
        return builder;
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
