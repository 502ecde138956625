package dev.akin.learn;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.util.concurrent.CancellationException;

/// Tells a listener how many lines of a text have been gone through, and stops when it asks to. Not thread-safe.
final class LineMeter {
    private static final int LINES = 1 << 10;
    private static final long REPORT_NANOS = 200_000_000;

    private final ProgressListener listener;
    private final String phase;
    private final int total;
    private int done;
    private long reported = System.nanoTime();

    LineMeter(ProgressListener listener, String phase, int total) {
        this.listener = listener;
        this.phase = phase;
        this.total = total;
    }

    /// A line more is done.
    ///
    /// @throws CancellationException if the listener asked to stop
    void next() {
        done++;
        if (done == total) {
            report();
        } else if (done % LINES == 0) {
            check();
        }
    }

    private void check() {
        if (listener.stopRequested()) {
            throw new CancellationException(
                    phase + " was stopped after " + done + " of " + total + " lines");
        }
        if (System.nanoTime() - reported >= REPORT_NANOS) {
            report();
        }
    }

    private void report() {
        reported = System.nanoTime();
        listener.update(new Progress(phase, done, total, "lines"));
    }
}
