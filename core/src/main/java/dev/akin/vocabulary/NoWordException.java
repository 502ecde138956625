package dev.akin.vocabulary;

/// A corpus in which no word was seen often enough to be kept; the message says how often the most frequent one was.
public final class NoWordException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NoWordException(String message) {
        super(message);
    }
}
