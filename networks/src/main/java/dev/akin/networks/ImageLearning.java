package dev.akin.networks;

import dev.akin.embeddings.Encoder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Learns vectors of pictures from which of them belong together: pictures of a class come to lie near each other, and those of different ones apart
/// ([ClassLoss]), also of classes that were never seen. Immutable; each `fit` makes an encoder of its own.
public final class ImageLearning {
    private final Settings how;
    private final FitOptions options;

    private ImageLearning(Settings how, FitOptions options) {
        this.how = how;
        this.options = options;
    }

    /// What a builder collects.
    private record Settings(ImageBody body, ImageTraining.Plan plan) {}

    public static Builder builder() {
        return new Builder();
    }

    /// Learns from pictures.
    ///
    /// @throws IllegalArgumentException if fewer than two classes have two pictures each, or the body cannot look at pictures of their size
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    /// @throws IllegalStateException if there is no PyTorch, or the loss is no longer finite
    public ImageEncoder fit(LabelledImages images) throws IOException {
        requireClasses(images);
        ImageShape shape =
                new ImageShape(how.body, images.form(), options.dimension(), images.tone(), null);
        return fit(images, shape, null);
    }

    /// Learns what texts say of pictures: each picture comes to lie near the vector that an encoder makes of its label, and far from those of the others'
    /// ([Captions]); texts and pictures have one space then, that of the encoder, with as many numbers. Only the temperature and what changes pictures by
    /// chance count of what a builder says of losses.
    ///
    /// @param texts stays as it is, and open
    /// @param called what opens it again, such as its name or the path of its file: stands in the file of the encoder of pictures
    /// @throws IllegalArgumentException if all pictures have the same label, quarter turns are classes of their own, which no text names, or the body cannot
    ///     look at pictures of their size
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    /// @throws IllegalStateException if there is no PyTorch, or the loss is no longer finite
    public ImageEncoder fit(LabelledImages images, Encoder<String> texts, String called)
            throws IOException {
        if (images.classes().size() < 2) {
            throw new IllegalArgumentException(
                    images.size()
                            + " pictures of "
                            + images.classes().size()
                            + " label; what labels say is learned from two different ones at least");
        }
        if (how.plan.quarterTurns()) {
            throw new IllegalArgumentException(
                    "no text says how a picture was turned: no quarter turns with texts");
        }
        ImageShape shape =
                new ImageShape(
                        how.body,
                        images.form(),
                        texts.dimension(),
                        images.tone(),
                        new TextSpace(called, texts.fingerprint()));
        return fit(images, shape, Captions.of(texts, images.classes()));
    }

    private ImageEncoder fit(LabelledImages images, ImageShape shape, @Nullable Captions captions)
            throws IOException {
        return Torch.withThreads(
                options.threads(),
                () -> {
                    ImageNetwork network = ImageNetwork.of(shape, options.dense());
                    return Fitting.fit(
                            new ImageTraining(network, images, captions, how.plan, options),
                            options,
                            history -> ImageEncoder.trained(network, images, history),
                            () -> network.dense().close());
                });
    }

    private static void requireClasses(LabelledImages images) {
        int several = 0;
        for (int count : images.counts()) {
            several += count > 1 ? 1 : 0;
        }
        if (several < 2) {
            throw new IllegalArgumentException(
                    "too few classes: "
                            + images.size()
                            + " pictures, classes "
                            + images.classes().size()
                            + ", of which "
                            + several
                            + " have two or more; what belongs together is learned from two such classes"
                            + " at least, each a folder of its own");
        }
    }

    /// Collects what is learned, and how. Not thread-safe.
    public static final class Builder extends NetworkBuilder<Builder> {
        private ImageBody body = ImageCnn.standard();
        private ClassLoss loss = ClassLoss.PROTOTYPICAL;
        private Mining mining = Mining.SEMI_HARD;
        private Augmentation augmentation = Augmentation.standard();
        private double margin = 0.3;
        private double temperature = 0.1;
        private double hard;
        private int shots = 1;
        private int perClass = 5;
        private boolean quarterTurns;

        private Builder() {
            dimension(64);
            epochs(20);
            batchSize(200);
        }

        @Override
        Builder self() {
            return this;
        }

        /// What looks at a picture; [ImageCnn#standard()] unless told.
        public Builder body(ImageBody value) {
            body = value;
            return this;
        }

        /// What brings pictures together; [ClassLoss#PROTOTYPICAL] unless told.
        public Builder loss(ClassLoss value) {
            loss = value;
            return this;
        }

        /// Which triplets, or pairs, are learned from; [Mining#SEMI_HARD] unless told. The other losses need none.
        public Builder mining(Mining value) {
            mining = value;
            return this;
        }

        /// How pictures are changed by chance; [Augmentation#standard()] unless told.
        public Builder augmentation(Augmentation value) {
            augmentation = value;
            return this;
        }

        /// By how much a picture is nearer one of its class, by the cosine, and how high the cosine of those of different ones may be; 0.3
        /// unless told.
        ///
        /// @throws IllegalArgumentException if it is not in [0, 2]
        public Builder margin(double value) {
            if (!(value >= 0 && value <= 2)) {
                throw new IllegalArgumentException("a margin is in [0, 2], not " + value);
            }
            margin = value;
            return this;
        }

        /// What distances are divided by before the softmax; 0.1 unless told.
        ///
        /// @throws IllegalArgumentException if it is not above 0
        public Builder temperature(double value) {
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("a temperature is above 0, not " + value);
            }
            temperature = value;
            return this;
        }

        /// The share of a batch whose classes are the nearest of one of them, as far as is known from the epochs before; 0 unless told, and chance
        /// chooses all. Harder batches teach more where classes are many.
        ///
        /// @throws IllegalArgumentException if it is not in [0, 1]
        public Builder hardClasses(double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "the share of near classes is in [0, 1], not " + share);
            }
            hard = share;
            return this;
        }

        /// Pictures that make a prototype; 1 unless told.
        public Builder shots(int count) {
            Body.requirePositive("shots", count);
            shots = count;
            return this;
        }

        /// Pictures of a class in a batch; 5 unless told, or more where there are too few classes for a batch.
        ///
        /// @throws IllegalArgumentException if below 2
        public Builder perClass(int count) {
            if (count < 2) {
                throw new IllegalArgumentException(
                        "pictures of a class are told from others two at a time at least, not "
                                + count);
            }
            perClass = count;
            return this;
        }

        /// Whether a picture turned by a quarter, a half or three quarters is of another class: four times as many classes, for drawings that mean something else
        /// when turned; false unless told.
        public Builder quarterTurns(boolean value) {
            quarterTurns = value;
            return this;
        }

        /// @throws IllegalArgumentException if options exclude each other
        public ImageLearning build() {
            FitOptions options = options();
            if (options.dropout() > 0 || options.pretrained() != null) {
                throw new IllegalArgumentException(
                        "an encoder of pictures leaves nothing out and has no rows to begin from: no"
                                + " dropout, no pretrained vectors");
            }
            if (options.batchSize() < 2 * perClass) {
                throw new IllegalArgumentException(
                        "a batch of "
                                + options.batchSize()
                                + " holds no two classes of "
                                + perClass
                                + " pictures; give it "
                                + 2 * perClass
                                + " at least");
            }
            ClassLossOptions numbers = new ClassLossOptions(margin, temperature, mining, shots);
            return new ImageLearning(
                    new Settings(
                            body,
                            new ImageTraining.Plan(
                                    loss, numbers, augmentation, hard, quarterTurns, perClass)),
                    options);
        }
    }
}
