package dev.akin.cli;

import static java.util.stream.Collectors.joining;

import dev.akin.cli.LearnerOptions.Method;
import dev.akin.networks.Body;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a network is made, and how it learns, beside what it shares with vectors of words.
final class NetworkOptions {
    /// Options that say nothing to a network.
    private static final List<String> OF_WORDS =
            List.of(
                    "--loss",
                    "--window",
                    "--negatives",
                    "--min-ngram",
                    "--max-ngram",
                    "--buckets",
                    "--position-weights",
                    "--subsample",
                    "--reproducible",
                    "--update",
                    "--decay",
                    "--every",
                    "--lean",
                    "--lowercase",
                    "--tokens",
                    "--field",
                    "--encoding",
                    "--phrases",
                    "--phrase-threshold");

    /// Options that say nothing to vectors of words.
    private static final List<String> OF_NETWORKS =
            List.of(
                    "--body",
                    "--units",
                    "--dropout",
                    "--l2",
                    "--batch",
                    "--validation",
                    "--patience",
                    "--start",
                    "--several",
                    "--header",
                    "--keep-case",
                    "--home");

    /// Options that only some networks heed.
    private static final Map<String, Set<Method>> HEEDED =
            Map.of(
                    "--several",
                    EnumSet.of(Method.classifier),
                    "--header",
                    EnumSet.of(Method.classifier),
                    "--max-words",
                    EnumSet.of(Method.classifier, Method.language),
                    "--keep-case",
                    EnumSet.of(Method.classifier, Method.tagger, Method.language, Method.metric),
                    "--start",
                    but(Method.clicks, Method.twoTower),
                    "--dropout",
                    but(Method.twoTower, Method.metric),
                    "--body",
                    but(Method.twoTower),
                    "--units",
                    but(Method.twoTower, Method.clicks));

    private static Set<Method> but(Method... others) {
        EnumSet<Method> networks = EnumSet.range(Method.classifier, Method.metric);
        networks.removeAll(List.of(others));
        return networks;
    }

    @Option(
            names = "--body",
            paramLabel = "NAME",
            description =
                    "With networks, what reads the rows of a text: mean (no engine), cnn, lstm, gru or"
                            + " attention (by PyTorch, fetched once, 115 MB); of clicks deepfm or"
                            + " wide-and-deep. Default: mean for classifier and metric, lstm for tagger"
                            + " and language, gru for next-item, deepfm for clicks.")
    @Nullable String body;

    @Option(
            names = "--units",
            paramLabel = "N",
            defaultValue = "64",
            description =
                    "With networks, how wide the body is. Default: ${DEFAULT-VALUE}; with language 128.")
    int units;

    @Option(
            names = "--dropout",
            paramLabel = "X",
            description =
                    "With networks but two-tower, metric and image-encoder, the share of numbers left out"
                            + " while learning. Default: 0.")
    double dropout;

    @Option(
            names = "--l2",
            paramLabel = "X",
            description =
                    "With networks, what the sum of squares of what a step moves adds to the loss."
                            + " Default: 0.")
    double l2;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description =
                    "With networks, examples in a step. Default: 32; with clicks and two-tower 256, with"
                            + " metric 128, with image-encoder 200.")
    int batch = 32;

    @Option(
            names = "--validation",
            paramLabel = "X",
            defaultValue = "0.1",
            description =
                    "With networks, the share of examples held back to measure on, and to stop by."
                            + " Default: ${DEFAULT-VALUE}; with image-encoder 0.")
    double validation;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "With networks, how many epochs may fail to gain before training stops. Default:"
                            + " ${DEFAULT-VALUE}.")
    int patience;

    @Option(
            names = "--start",
            paramLabel = "FILE",
            description =
                    "With networks of words and items but clicks and two-tower, vectors that rows of known"
                            + " words begin as.")
    @Nullable Path start;

    @Option(
            names = "--several",
            description = "With classifier, texts may have several labels, with commas between.")
    boolean several;

    @Option(
            names = "--header",
            description = "With classifier, the first line of a file names columns.")
    boolean header;

    @Option(names = "--keep-case", description = "With networks of texts, capital letters count.")
    boolean keepCase;

    @picocli.CommandLine.Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    HomeOption home;

    /// Refuses options of what is not trained.
    ///
    /// @throws IllegalArgumentException naming the option
    static void check(Subcommand command, Method method) {
        for (String name : method.network() ? OF_WORDS : OF_NETWORKS) {
            if (command.given(name) && !heedsLoss(method, name)) {
                throw new IllegalArgumentException(
                        name
                                + " goes with "
                                + (method.network() ? "vectors of words" : "networks")
                                + ", not with --model "
                                + method);
            }
        }
        if (method.network()) {
            HEEDED.forEach((name, methods) -> {
                if (command.given(name) && !methods.contains(method)) {
                    throw new IllegalArgumentException(
                            name
                                    + " says nothing to --model "
                                    + method
                                    + ", only to "
                                    + methods.stream()
                                            .map(Method::toString)
                                            .collect(joining(", ")));
                }
            });
        }
    }

    private static boolean heedsLoss(Method method, String name) {
        return method == Method.imageEncoder && name.equals("--loss");
    }

    /// @param standard the body unless told
    /// @throws IllegalArgumentException if there is no such body
    Body body(String standard) {
        return Body.of(body == null ? standard : body, units);
    }
}
