package dev.akin.cli;

import java.io.PrintWriter;

/// For a log: one line every few seconds.
final class ProgressLines extends ProgressDisplay {
    private static final long INTERVAL = 5_000_000_000L;

    private long next = System.nanoTime() + INTERVAL;

    ProgressLines(PrintWriter err) {
        super(err);
    }

    @Override
    void draw(Phase current) {
        long now = System.nanoTime();
        if (now - next >= 0) {
            next = now + INTERVAL;
            say(current.line());
        }
    }

    /// The next phase speaks after a while, too.
    @Override
    void erase() {
        next = System.nanoTime() + INTERVAL;
    }
}
