package dev.akin.format;

import dev.akin.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;

/// Reads and writes vector files of every kind.
public final class VectorFiles {
    private VectorFiles() {}

    /// The format that a file to be written should have, by its extension.
    ///
    /// @throws IllegalArgumentException if the extension says nothing
    public static FileFormat forName(Path path) {
        return Detector.forName(path);
    }

    /// The format of a file, by its first bytes, and by its extension where those leave a choice.
    ///
    /// @throws dev.akin.MalformedFileException if it is none of them
    public static FileFormat detect(Path path) throws IOException {
        return Detector.detect(path);
    }

    public static Contents read(Path path, ReadOptions options) throws IOException {
        FileFormat format = options.from() == null ? detect(path) : options.from();
        return switch (format) {
            case SAFETENSORS -> NativeReader.read(Safetensors.open(path));
            default -> throw new IOException(path + ": " + format + " files are not read yet");
        };
    }

    /// As [#read(Path, ReadOptions)] with the default options.
    public static Contents read(Path path) throws IOException {
        return read(path, ReadOptions.DEFAULT);
    }

    /// Writes to a temporary file in the same folder, forces it to the disk and renames it: whatever fails on the way,
    /// an older file of that name stays as it was.
    public static void write(
            Path path, Contents contents, FileFormat format, ProgressListener listener)
            throws IOException {
        switch (format) {
            case SAFETENSORS -> {
                try (AtomicFile file = new AtomicFile(path, AtomicFile.ON_DISK)) {
                    NativeWriter.of(contents).write(file.channel(), listener);
                    file.commit();
                }
            }
            default -> throw new IOException(path + ": " + format + " files are not written yet");
        }
    }
}
