package dev.akin.search;

/// A filter that cannot be understood, and where.
public final class FilterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String filter;
    private final int position;
    private final String reason;

    FilterException(String filter, int position, String reason) {
        super("filter, character " + (filter.codePointCount(0, position) + 1) + ": " + reason);
        this.filter = filter;
        this.position = position;
        this.reason = reason;
    }

    /// The whole filter.
    public String filter() {
        return filter;
    }

    /// Where the mistake is, in `char`s from 0; the filter's length where something is missing at its end.
    public int position() {
        return position;
    }

    /// What is wrong there.
    public String reason() {
        return reason;
    }
}
