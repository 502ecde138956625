package dev.akin.cli;

import dev.akin.media.PictureReader;
import dev.akin.networks.Augmentation;
import dev.akin.networks.ClassLoss;
import dev.akin.networks.ImageBody;
import dev.akin.networks.ImageForm;
import dev.akin.networks.ImageLearning;
import dev.akin.networks.Mining;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How an encoder of pictures is made, and how it learns.
final class ImageOptions {
    @Option(
            names = "--architecture",
            paramLabel = "NAME",
            description =
                    "cnn: four blocks of convolutions. vit: a small vision transformer, for more"
                            + " pictures. Default: cnn.")
    private String architecture = "cnn";

    @Option(
            names = "--size",
            paramLabel = "N",
            description =
                    "Pixels of a side that every picture is brought to first. Default:" + " 28.")
    private int size = 28;

    @Option(names = "--colour", description = "Colours count; else pictures are made grey.")
    private boolean colour;

    @Option(
            names = "--minutes",
            paramLabel = "X",
            description = "End after so long, if the epochs are not done before.")
    private @Nullable Double minutes;

    @Option(
            names = "--mining",
            paramLabel = "HOW",
            description =
                    "With triplet and contrastive, which of a batch are learned from: hard, semi-hard or"
                            + " all. Default: semi-hard, which to contrastive is all.")
    private String mining = "semi-hard";

    @Option(
            names = "--cosine-margin",
            paramLabel = "X",
            description =
                    "With triplet and contrastive, how much nearer, by the cosine, pictures of a class"
                            + " are to be. Default: 0.3.")
    private double margin = 0.3;

    @Option(
            names = "--softmax-temperature",
            paramLabel = "X",
            description =
                    "With prototypical and proxy-nca, what distances are divided by. Default:"
                            + " 0.1.")
    private double temperature = 0.1;

    @Option(
            names = "--shots",
            paramLabel = "N",
            description = "With prototypical, pictures that make a prototype. Default: 1.")
    private int shots = 1;

    @Option(
            names = "--per-class",
            paramLabel = "N",
            description =
                    "Pictures of a class in a batch; more, where classes are few. Default:" + " 5.")
    private int perClass = 5;

    @Option(
            names = "--hard-classes",
            paramLabel = "X",
            description =
                    "The share of a batch whose classes are those that were nearest one of them so far."
                            + " Default: 0.")
    private double hardClasses = 0;

    @Option(
            names = "--quarter-turns",
            description =
                    "A picture turned by a quarter, a half or three quarters is of another class: four"
                            + " times as many.")
    private boolean quarterTurns;

    @Option(
            names = "--rotate",
            paramLabel = "X",
            description =
                    "Degrees that pictures are turned by chance, at most, while learning. Default:"
                            + " 10.")
    private double rotate = 10;

    @Option(
            names = "--move",
            paramLabel = "X",
            description = "The share of a side that they are shifted. Default: 0.1.")
    private double shift = 0.1;

    @Option(
            names = "--scale",
            paramLabel = "X",
            description = "The share by which they are larger or smaller. Default: 0.1.")
    private double scale = 0.1;

    @Option(
            names = "--shear",
            paramLabel = "X",
            description = "Degrees that they are slanted. Default: 10.")
    private double shear = 10;

    @Option(
            names = "--elastic",
            paramLabel = "X",
            description =
                    "The share of a side that parts of them are moved, each for itself. Default:"
                            + " 0.")
    private double elastic = 0;

    @Option(
            names = "--jitter",
            paramLabel = "X",
            description =
                    "How much their brightness, contrast and tint change, in standard deviations."
                            + " Default: 0.")
    private double jitter = 0;

    @Option(names = PictureLimit.NAME, paramLabel = "N", description = PictureLimit.DESCRIPTION)
    private @Nullable Long maxPixels;

    @Option(names = "--flip", description = "Every other one is seen in a mirror.")
    private boolean flip;

    @Option(
            names = "--text-encoder",
            paramLabel = "E",
            description =
                    "The labels are texts, such as captions: pictures come to lie near the vectors that"
                            + " this encoder makes of them, so that texts find pictures. As minilm, or any that"
                            + " encode takes.")
    @Nullable String texts;

    /// What reads the pictures.
    ///
    /// @throws IllegalArgumentException if their pixels cannot be limited so
    PictureReader reader() {
        return maxPixels == null
                ? PictureReader.DEFAULT
                : PictureReader.builder().maxPixels(maxPixels).build();
    }

    /// How every picture is brought to its size.
    ///
    /// @throws IllegalArgumentException if the size is out of range
    ImageForm form() {
        return new ImageForm(size, colour ? 3 : 1);
    }

    ImageBody body() {
        return ImageBody.of(architecture);
    }

    /// @param loss as it was typed
    /// @throws IllegalArgumentException if a number is out of range, or there is no such name
    ImageLearning.Builder learning(String loss) {
        // Tried here, before anything is read.
        body().outputs(form().size());
        ImageLearning.Builder builder =
                ImageLearning.builder()
                        .body(body())
                        .loss(ClassLoss.of(loss))
                        .mining(Mining.of(mining))
                        .margin(margin)
                        .temperature(temperature)
                        .shots(shots)
                        .perClass(perClass)
                        .hardClasses(hardClasses)
                        .quarterTurns(quarterTurns)
                        .augmentation(augmentation());
        Double most = minutes;
        return most == null ? builder : builder.atMost(duration(most));
    }

    private static Duration duration(double minutes) {
        if (!(minutes > 0 && minutes < 1e6)) {
            throw new IllegalArgumentException(
                    "--minutes is above 0 and below 1000000, not " + minutes);
        }
        return Duration.ofMillis(Math.max(1, Math.round(60_000 * minutes)));
    }

    private Augmentation augmentation() {
        return Augmentation.builder()
                .rotation(rotate)
                .shift(shift)
                .scale(scale)
                .shear(shear)
                .elastic(elastic)
                .colour(jitter)
                .flip(flip)
                .build();
    }

    /// For a person: `cnn, 28 × 28, grey`.
    String described() {
        return String.format(
                Locale.ROOT,
                "%s, %d × %d, %s",
                architecture,
                size,
                size,
                colour ? "colour" : "grey");
    }
}
