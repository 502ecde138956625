package dev.akin.embeddings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes vectors of what files hold: pictures, sounds. A file is read while others are encoded, so that a list takes hardly
/// longer than its contents in memory would. Thread-safe.
public interface FileEncoder extends Encoder<Path> {
    /// What it reads, in the plural: `pictures`.
    String contents();

    /// Whether a file's name ends as those that it reads do. The bytes decide in the end.
    boolean reads(Path file);

    /// What became of each file, in their order: one that cannot be read does not stop the others.
    ///
    /// @throws IllegalStateException if the encoder is closed
    List<Outcome> outcomes(List<? extends Path> files);

    /// What became of a file.
    ///
    /// @param vectors what is added to the file's key → a vector: one under "" for the whole file, or one for each of its
    ///     [#parts()]; none if it failed
    /// @param failure why it could not be read, which names the file; null if it could
    record Outcome(Map<String, float[]> vectors, @Nullable IOException failure) {
        /// That of a file with one vector.
        public static Outcome of(float[] vector) {
            return new Outcome(Map.of("", vector), null);
        }

        public static Outcome failed(IOException why) {
            return new Outcome(Map.of(), why);
        }
    }

    /// This encoder, but with a vector for each part of a file: the patches of a picture by row and column (`#0,3`), the windows of
    /// a sound by the second at which they begin (`#1.60`). It shares
    /// what this one holds, and closing either closes both.
    ///
    /// @throws IllegalArgumentException if the model tells none apart
    default FileEncoder parts() {
        throw new IllegalArgumentException(
                name()
                        + " gives one vector for each of the "
                        + contents()
                        + ", and none for parts");
    }

    /// This encoder, but with another way to make one vector of those of a file's parts: `mean`, `std`, `max`, or several with commas
    /// between them. It shares what this one holds, and closing either closes both.
    ///
    /// @throws IllegalArgumentException if the model has no such choice, or the way is not known
    default FileEncoder pooling(String how) {
        throw new IllegalArgumentException(
                name() + " makes one vector of each of the " + contents() + ", and pools nothing");
    }

    /// An encoder of texts.
    ///
    /// @param encoder what people call it
    /// @param fingerprint of what it was when it was learned from
    record Texts(String encoder, String fingerprint) {}

    /// The encoder of texts into whose space this one was taught to encode, where that is another model, which has to be opened; else
    /// empty.
    default Optional<Texts> texts() {
        return Optional.empty();
    }

    /// This encoder, but such that pictures of more pixels are refused before they are decoded. It shares what this one holds, and
    /// closing either closes both.
    ///
    /// @throws IllegalArgumentException if it reads no pictures, or there may be none or too many to be held
    default FileEncoder maxPixels(long pixels) {
        throw new IllegalArgumentException(
                name() + " reads " + contents() + ", which have no pixels to be limited");
    }

    /// @throws UncheckedIOException if a file cannot be read
    @Override
    default float[][] encode(List<? extends Path> files) {
        return outcomes(files).stream().map(FileEncoder::only).toArray(float[][]::new);
    }

    private static float[] only(Outcome outcome) {
        if (outcome.failure() != null) {
            throw new UncheckedIOException(outcome.failure());
        }
        if (outcome.vectors().size() != 1) {
            throw new IllegalStateException(
                    "a file has " + outcome.vectors().size() + " vectors here; ask for outcomes");
        }
        return outcome.vectors().values().iterator().next();
    }
}
