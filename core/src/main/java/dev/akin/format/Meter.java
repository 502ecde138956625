package dev.akin.format;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.util.concurrent.CancellationException;

/// Counts what threads have done and tells the listener a few times a second. Thread-safe.
final class Meter {
    private static final long PAUSE_NANOS = 250_000_000;

    private final ProgressListener listener;
    private final String phase;
    private final String unit;
    private final long total;
    private long done;
    private long last = System.nanoTime();

    Meter(ProgressListener listener, String phase, long total, String unit) {
        this.listener = listener;
        this.phase = phase;
        this.total = total;
        this.unit = unit;
    }

    /// @throws CancellationException if the listener asks to stop
    synchronized void add(long more) {
        done += more;
        if (listener.stopRequested()) {
            throw new CancellationException(phase + " was stopped");
        }
        long now = System.nanoTime();
        if (now - last >= PAUSE_NANOS) {
            last = now;
            tell();
        }
    }

    synchronized void end() {
        tell();
    }

    private void tell() {
        listener.update(new Progress(phase, Math.min(done, total), total, unit));
    }
}
