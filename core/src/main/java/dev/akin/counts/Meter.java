package dev.akin.counts;

import dev.akin.Progress;
import dev.akin.ProgressListener;

/// Tells a listener how far many threads have come, a few times a second. Thread-safe.
final class Meter {
    private static final long REPORT_NANOS = 200_000_000;

    private final ProgressListener listener;
    private final String phase;
    private final long total;
    private final String unit;
    private long done;
    private long reported = System.nanoTime();
    private double loss = Double.NaN;

    Meter(ProgressListener listener, String phase, long total, String unit) {
        this.listener = listener;
        this.phase = phase;
        this.total = total;
        this.unit = unit;
    }

    boolean stopRequested() {
        return listener.stopRequested();
    }

    /// What is shown beside the next reports.
    synchronized void loss(double value) {
        loss = value;
    }

    synchronized void add(long more) {
        done += more;
        long now = System.nanoTime();
        if (now - reported >= REPORT_NANOS) {
            reported = now;
            tell();
        }
    }

    /// The phase has ended, whole or not.
    synchronized void end() {
        tell();
    }

    private void tell() {
        listener.update(new Progress(phase, done, total, unit, loss));
    }
}
