package dev.akin.cli;

import dev.akin.format.OutputClaim;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/// Where a file will be written, tried before the work begins: an hour of work must not end at a missing folder.
record OutputPlace(Path path) {

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
            throw described("the folder is not writable", e);
        } catch (FileSystemException e) {
            throw described(Objects.requireNonNullElse(e.getReason(), "cannot be written to"), e);
        }
    }

    /// Of the folder: nobody knows the name of the file that was tried.
    private FileSystemException described(String reason, FileSystemException cause) {
        FileSystemException described =
                new FileSystemException(folder().toString(), null, reason + "; write elsewhere");
        described.initCause(cause);
        return described;
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
