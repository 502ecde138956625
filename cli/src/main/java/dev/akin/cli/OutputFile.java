package dev.akin.cli;

import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.OutputClaim;
import dev.akin.format.VectorFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where vectors will be written, tried before the work begins: an hour of training must not end at a missing folder.
record OutputFile(Path path, FileFormat format) {

    /// @param format null to tell it by the extension
    /// @throws IllegalArgumentException if the extension tells none
    static OutputFile of(Path path, @Nullable FileFormat format) {
        return new OutputFile(path, format == null ? VectorFiles.forName(path) : format);
    }

    /// The same file, in the format that its extension means for these contents: `.bin` is fastText's where there is
    /// something that word2vec's cannot hold.
    OutputFile holding(Contents contents) {
        return new OutputFile(path, VectorFiles.forName(path, contents));
    }

    /// The folder that it will lie in.
    Path folder() {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    /// Writes and removes a small file in the folder: neither permissions nor a read-only disk show otherwise.
    ///
    /// @throws FileSystemException if the file could not be written
    void check() throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(
                    path.toString(), null, "is a folder; give the name of a file in it");
        }
        if (!Files.isDirectory(folder())) {
            throw new NoSuchFileException(
                    folder().toString(), null, "no such folder; make it, or write elsewhere");
        }
        try {
            Files.delete(Files.createTempFile(folder(), ".akin", ".tmp"));
        } catch (AccessDeniedException e) {
            FileSystemException described =
                    new FileSystemException(
                            folder().toString(),
                            null,
                            "the folder is not writable; write elsewhere");
            described.initCause(e);
            throw described;
        }
    }

    /// Checks, and keeps other processes from writing the same file until closed.
    ///
    /// @throws FileSystemException if another process is writing it
    OutputClaim claim() throws IOException {
        check();
        Path target =
                Files.exists(path)
                        ? path.toRealPath()
                        : folder().toRealPath().resolve(path.getFileName());
        return OutputClaim.of(path, target);
    }
}
