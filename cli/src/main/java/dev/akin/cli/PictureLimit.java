package dev.akin.cli;

import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.JointEncoder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How large a picture may be.
final class PictureLimit {
    static final String NAME = "--max-pixels";

    static final String DESCRIPTION =
            "With pictures: refuse those of more than N pixels before they are decoded. Default:"
                    + " 100000000.";

    @Option(names = NAME, paramLabel = "N", description = DESCRIPTION)
    private @Nullable Long pixels;

    /// @param command refuses what the encoder cannot do
    FileEncoder on(FileEncoder encoder, Subcommand command) {
        try {
            return pixels == null ? encoder : encoder.maxPixels(pixels);
        } catch (IllegalArgumentException e) {
            throw command.wrongUsage(e);
        }
    }

    /// @param command refuses what the encoder cannot do
    JointEncoder on(JointEncoder encoder, Subcommand command) {
        try {
            return pixels == null ? encoder : encoder.maxPixels(pixels);
        } catch (IllegalArgumentException e) {
            throw command.wrongUsage(e);
        }
    }
}
