package dev.akin.cli;

import dev.akin.embeddings.EncodedFiles;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.NearestLabels;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How files of pictures or sounds become rows.
final class MediaOptions {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it before anything runs.
    private PictureLimit limit;

    @Option(
            names = "--pca",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "With pictures and sounds: keep N numbers of each vector, along the directions in which the vectors"
                            + " differ most. Default: all.")
    private int components;

    @Option(
            names = "--patches",
            description =
                    "With pictures: a vector for each patch of the grid that the model lays over a picture,"
                            + " under the key PATH#ROW,COLUMN. With sounds: one for each window, under the key"
                            + " PATH#SECONDS.")
    private boolean patches;

    @Option(
            names = "--pooling",
            paramLabel = "HOW",
            description =
                    "With sounds: how the vectors of windows become one: mean, std (standard deviation), max, or"
                            + " several with commas between, put one behind the other. Default: as the model's"
                            + " folder says, else mean.")
    private @Nullable String pooling;

    @Option(
            names = "--patch-labels",
            paramLabel = "FILE",
            description =
                    "With pictures and sounds: label each row as most of the nearest rows of this file are, by its column"
                            + " label or the first folder of its keys.")
    private @Nullable Path labelled;

    @Option(
            names = "--vote",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "With --patch-labels: how many of the nearest rows vote. Default: ${DEFAULT-VALUE}.")
    private int neighbors;

    /// @param command refuses what the model cannot do
    FileEncoder parts(FileEncoder encoder, Subcommand command) {
        try {
            FileEncoder limited = limit.on(encoder, command);
            FileEncoder pooled = pooling == null ? limited : limited.pooling(pooling);
            return patches ? pooled.parts() : pooled;
        } catch (IllegalArgumentException e) {
            throw command.wrongUsage(e);
        }
    }

    /// @param command reads the labelled rows
    EncodedFiles.Builder applyTo(EncodedFiles.Builder encoding, Subcommand command)
            throws IOException {
        if (components < 0 || neighbors < 1) {
            throw command.wrongUsage(
                    "--pca needs 0 or more and --vote 1 or more, not "
                            + components
                            + " and "
                            + neighbors);
        }
        return encoding.components(components).labelledBy(near(command));
    }

    private @Nullable NearestLabels near(Subcommand command) throws IOException {
        return labelled == null ? null : NearestLabels.of(command.load(labelled), neighbors);
    }
}
