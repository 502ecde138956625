package dev.akin.format;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Gives the ranges that several threads parsed their places, in the order of the file: which row each begins with,
/// and, where one has a mistake, the number of that line. Ranges are handed out in order, so waiting always ends.
final class Turns {
    private final TextShape shape;
    private int next;
    private long rows;
    private long blankLines;
    private @Nullable Throwable failure;

    Turns(TextShape shape) {
        this.shape = shape;
    }

    /// Waits until every range before this one has had its turn.
    ///
    /// @return the row that the range begins with, or -1 if the work has failed elsewhere
    synchronized long take(int range, TextLines lines) throws IOException, InterruptedException {
        while (next != range && failure == null) {
            wait();
        }
        if (failure != null) {
            return -1;
        }
        check(lines);
        long first = rows;
        rows += lines.rows();
        blankLines += lines.blankLines();
        next++;
        notifyAll();
        return first;
    }

    private void check(TextLines lines) throws MalformedFileException {
        Path path = shape.path();
        long line = shape.header() + rows + 1;
        if (blankLines > 0 && (lines.rows() > 0 || lines.mistake() != null)) {
            throw MalformedFileException.atLine(path, line, "the line is empty; remove it");
        }
        String mistake = lines.mistake();
        if (mistake != null) {
            Exception cause = lines.cause();
            line += lines.rows();
            throw cause == null
                    ? MalformedFileException.atLine(path, line, mistake)
                    : MalformedFileException.atLine(path, line, mistake, cause);
        }
        if (rows + lines.rows() > shape.rows()) {
            throw MalformedFileException.atLine(
                    path,
                    shape.header() + shape.rows() + 1,
                    "the header says "
                            + shape.rows()
                            + " rows, but there are more; correct the header");
        }
    }

    synchronized void fail(Throwable reason) {
        if (failure == null) {
            failure = reason;
        }
        notifyAll();
    }

    /// How many rows there were in all.
    ///
    /// @throws IOException what went wrong first
    synchronized long end() throws IOException {
        switch (failure) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IOException(shape.path() + ": reading was interrupted", failure);
        }
        return rows;
    }
}
