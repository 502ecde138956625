package dev.akin.text;

/// Text that is not JSON as RFC 8259 states it. Whoever knows the file turns it into a `MalformedFileException`.
public final class JsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String reason;

    JsonException(int offset, String reason) {
        super("byte " + offset + ": " + reason);
        this.offset = offset;
        this.reason = reason;
    }

    /// Bytes of UTF-8 before the mistake, counted from where reading began.
    public int offset() {
        return offset;
    }

    /// What is wrong there, without the offset.
    public String reason() {
        return reason;
    }
}
