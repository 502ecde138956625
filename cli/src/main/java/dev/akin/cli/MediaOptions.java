package dev.akin.cli;

import dev.akin.embeddings.EncodedFiles;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.NearestLabels;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How files of pictures or sounds become rows.
final class MediaOptions {
    @Option(
            names = "--pca",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "With pictures: keep N numbers of each vector, along the directions in which the vectors"
                            + " differ most. Default: all.")
    private int components;

    @Option(
            names = "--patches",
            description =
                    "With pictures: a vector for each patch of the grid that the model lays over a picture,"
                            + " under the key PATH#ROW,COLUMN.")
    private boolean patches;

    @Option(
            names = "--patch-labels",
            paramLabel = "FILE",
            description =
                    "With pictures: label each row as most of the nearest rows of this file are, by its column"
                            + " label or the first folder of its keys.")
    private @Nullable Path labelled;

    @Option(
            names = "--vote",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "With --patch-labels: how many of the nearest rows vote. Default: ${DEFAULT-VALUE}.")
    private int neighbors;

    FileEncoder parts(FileEncoder encoder) {
        return patches ? encoder.parts() : encoder;
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
