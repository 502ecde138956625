package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.EncodedTexts.Precision;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/// What `encode` says when its file is written.
record EncodingReport(Subcommand command, Precision precision) {
    /// As it is typed.
    static String label(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }

    /// @param notes what was left out
    /// @param name of the encoder
    /// @return how the command ends
    int of(Embeddings encoded, List<String> notes, OutputFile file, String name, String fingerprint)
            throws IOException {
        int code = notes.isEmpty() ? ExitCode.DONE : ExitCode.DONE_IN_PART;
        if (command.json) {
            command.print(
                    Json.object(
                            "file", file.path().toString(),
                            "bytes", Files.size(file.path()),
                            "rows", encoded.size(),
                            "dimension", encoded.dimension(),
                            "precision", label(precision),
                            "encoder", name,
                            "fingerprint", fingerprint,
                            "notes", notes));
            return code;
        }
        command.say(
                "wrote "
                        + file.path()
                        + ": "
                        + Quantities.exact(encoded.size())
                        + " × "
                        + encoded.dimension()
                        + " "
                        + label(precision)
                        + ", "
                        + Quantities.bytes(Files.size(file.path()))
                        + "; try");
        command.say(
                "  "
                        + Subcommand.invitation(
                                "neighbors", file.path(), encoded.vocabulary().keys().getFirst()));
        return code;
    }
}
