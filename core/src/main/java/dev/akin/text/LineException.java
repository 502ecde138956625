package dev.akin.text;

/// What is wrong at a line of a chunk; only when all chunks before it are read is the line's number in the file known.
final class LineException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Line feeds between the chunk's start and the mistake.
    private final long lineFeeds;

    private final String reason;

    LineException(long lineFeeds, String reason) {
        super(reason);
        this.lineFeeds = lineFeeds;
        this.reason = reason;
    }

    long lineFeeds() {
        return lineFeeds;
    }

    String reason() {
        return reason;
    }
}
