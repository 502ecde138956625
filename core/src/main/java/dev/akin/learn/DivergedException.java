package dev.akin.learn;

/// Vectors grew beyond all bounds while they were learned: steps were too long. The message says by which learning rate, and that a smaller one is
/// the remedy; nothing of the training can be used.
public final class DivergedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    DivergedException(String message) {
        super(message);
    }
}
