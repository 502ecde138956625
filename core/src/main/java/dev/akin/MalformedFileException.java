package dev.akin;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The bytes of a file are not what they claim to be. Says which file, where in it, and why.
public final class MalformedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String place;
    private final String reason;

    private MalformedFileException(
            String file, String place, String reason, @Nullable Throwable cause) {
        super(file + ": " + place + ": " + reason, cause);
        this.file = file;
        this.place = place;
        this.reason = reason;
    }

    /// @param file the file's path, or a name for a stream such as `standard input`
    /// @param offset bytes from the start of the file, from 0
    /// @param reason what is wrong there, without the file's name
    public static MalformedFileException atByte(Object file, long offset, String reason) {
        return new MalformedFileException(file.toString(), "byte " + offset, reason, null);
    }

    /// As [#atByte(Object, long, String)], with what was caught there.
    public static MalformedFileException atByte(
            Object file, long offset, String reason, Throwable cause) {
        return new MalformedFileException(file.toString(), "byte " + offset, reason, cause);
    }

    /// @param line the line's number, from 1
    public static MalformedFileException atLine(Object file, long line, String reason) {
        return new MalformedFileException(file.toString(), "line " + line, reason, null);
    }

    /// As [#atLine(Object, long, String)], with what was caught there.
    public static MalformedFileException atLine(
            Object file, long line, String reason, Throwable cause) {
        return new MalformedFileException(file.toString(), "line " + line, reason, cause);
    }

    public String file() {
        return file;
    }

    /// Where in the file: `byte N` or `line N`.
    public String place() {
        return place;
    }

    public String reason() {
        return reason;
    }
}
