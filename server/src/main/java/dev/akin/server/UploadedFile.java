package dev.akin.server;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.FileEncoder;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Pictures and sounds that requests bring along, as base64. What they hold is told by their bytes; they lie on the disk only while
/// they are encoded.
final class UploadedFile {
    private UploadedFile() {}

    /// A vector for each.
    ///
    /// @param name of the field, for errors
    /// @throws ProblemException if one is no base64, or cannot be read
    static float[][] vectors(String name, List<Json> sent, FileEncoder encoder) throws IOException {
        List<Path> files = new ArrayList<>();
        try {
            for (int i = 0; i < sent.size(); i++) {
                byte[] bytes = bytes(named(name, i, sent), sent.get(i));
                Path file = Files.createTempFile("akin-", ".sent");
                files.add(file);
                Files.write(file, bytes);
            }
            List<FileEncoder.Outcome> outcomes = encoder.outcomes(files);
            float[][] vectors = new float[files.size()][];
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = vector(named(name, i, sent), outcomes.get(i), encoder);
            }
            return vectors;
        } finally {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String named(String name, int i, List<Json> sent) {
        return sent.size() == 1 ? name : name + "[" + i + "]";
    }

    private static byte[] bytes(String name, Json sent) {
        if (!(sent instanceof Json.Str(String text))) {
            throw ProblemException.field(name, "is no string; send the file as base64");
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.field(name, "is no base64: " + e.getMessage());
        }
    }

    /// The caller knows nothing of the place where the file lies.
    private static float[] vector(String name, FileEncoder.Outcome outcome, FileEncoder encoder)
            throws IOException {
        IOException failure = outcome.failure();
        if (failure instanceof MalformedFileException malformed) {
            throw ProblemException.field(
                    name,
                    "is none of the "
                            + encoder.contents()
                            + " that can be read: "
                            + malformed.reason());
        }
        if (failure != null) {
            throw failure;
        }
        return outcome.vectors().values().iterator().next();
    }
}
