package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.embeddings.TextEncoder;
import dev.akin.encode.TextEncoders;
import dev.akin.networks.ImageEncoder;
import dev.akin.networks.ImageLearning;
import dev.akin.networks.LabelledImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `train --model image-encoder`: pictures of classes, in folders, tables or IDX files.
final class ImageEncoderTraining
        extends NetworkTraining<LabelledImages, ImageLearning.Builder, ImageEncoder> {
    private static final String LOSS = "prototypical";

    /// Unreadable pictures that are named; the others are counted.
    private static final int NAMED = 20;

    private final ImageOptions options;
    private int leftOut;

    ImageEncoderTraining(Request request, ImageOptions options) {
        super(request);
        this.options = options;
    }

    @Override
    void check() {
        if (request.files().inputs().contains("-")) {
            throw new IllegalArgumentException(
                    "pictures come from folders and files, not from standard input");
        }
        if (request.command().given("--min-count")) {
            throw new IllegalArgumentException("--min-count says nothing to --model image-encoder");
        }
        if (options.texts != null
                && (request.command().given("--loss") || request.command().given("--dim"))) {
            throw new IllegalArgumentException(
                    "--text-encoder says what pictures are to lie near, so no --loss, and no --dim");
        }
        options.reader();
        told(builder()).build();
    }

    @Override
    ImageLearning.Builder builder() {
        return options.learning(request.command().given("--loss") ? request.learner().loss : LOSS);
    }

    @Override
    Standard standard() {
        return new Standard(64, 0.002, 20, 200);
    }

    /// A training whose steps become shorter and shorter is not to be judged before its end.
    @Override
    double validation() {
        return request.command().given("--validation") ? request.network().validation : 0;
    }

    @Override
    long rowBytes(ImageEncoder model) {
        return (long) Float.BYTES * model.classes().size() * model.dimension();
    }

    @Override
    boolean needsTorch() {
        return true;
    }

    @Override
    LabelledImages read() throws IOException {
        return images(ProgressListener.NONE);
    }

    private LabelledImages images(ProgressListener listener) throws IOException {
        return LabelledImages.in(
                request.files().inputs().stream().map(Path::of).toList(),
                options.form(),
                options.reader(),
                listener);
    }

    @Override
    LabelledImages read(ProgressDisplay progress) throws IOException {
        LabelledImages images = images(progress);
        progress.clear();
        List<String> notes = images.notes();
        leftOut = notes.size();
        notes.stream().limit(NAMED).forEach(request.command()::warn);
        if (leftOut > NAMED) {
            request.command().warn("and " + (leftOut - NAMED) + " more cannot be read");
        }
        return images;
    }

    @Override
    ImageEncoder fit(ImageLearning.Builder builder, LabelledImages images) throws IOException {
        String name = options.texts;
        if (name == null) {
            return builder.build().fit(images);
        }
        try (TextEncoder texts = TextEncoders.open(name, request.network().home.path())) {
            return builder.build().fit(images, texts, CollectionCommand.lasting(name));
        }
    }

    @Override
    int code() {
        return leftOut == 0 ? ExitCode.DONE : ExitCode.DONE_IN_PART;
    }

    @Override
    Report report(ImageEncoder model) {
        return new Report(
                options.described()
                        + ", "
                        + Quantities.counted(model.classes().size(), "class", "classes")
                        + ", vectors of "
                        + Quantities.counted(model.dimension(), "number"),
                Subcommand.invitation(
                        "encode",
                        request.files().inputs().getFirst(),
                        "-o",
                        "vectors.safetensors",
                        "--encoder",
                        request.files().output().path()));
    }
}
