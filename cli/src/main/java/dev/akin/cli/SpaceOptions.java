package dev.akin.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `train` is told of encoders that stay as they are: between which a bridge leads, and on whose vectors a classifier stands.
final class SpaceOptions {
    @Option(
            names = "--from",
            paramLabel = "E",
            defaultValue = "minilm",
            description =
                    "With bridge, the encoder of what stands first in each pair. Default:"
                            + " ${DEFAULT-VALUE}.")
    String from = "minilm";

    @Option(
            names = "--to",
            paramLabel = "E",
            description =
                    "With bridge, the encoder of what stands second, into whose space the bridge leads:"
                            + " pixels, a folder with a model, or any other.")
    @Nullable String to;

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description =
                    "With bridge, pairs that are not learned from: how often the second of a pair is"
                            + " found among all of them by the first.")
    @Nullable Path test;

    @Option(
            names = "--encoder",
            paramLabel = "E",
            description =
                    "With classifier: learn on the vectors of this encoder, which stays as it is, instead"
                            + " of a network. For texts, and for folders of pictures or sounds.")
    @Nullable String encoder;

    @Option(
            names = "--method",
            paramLabel = "M",
            defaultValue = "logistic",
            description =
                    "With classifier and --encoder: nearest-mean, right from one example a label;"
                            + " logistic; or knn, by the nearest examples. Default: ${DEFAULT-VALUE}.")
    String method = "logistic";
}
