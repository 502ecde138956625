package dev.akin.vocabulary;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.locks.ReentrantLock;

/// Tells a listener how far joining has come, a few times a second, and ends the work if it asks for that. Thread-safe.
final class JoiningProgress {
    private static final long UPDATE_NANOS = 200_000_000;

    private final ProgressListener listener;
    private final long all;
    private final DoubleAdder done = new DoubleAdder();
    private final ReentrantLock updating = new ReentrantLock();
    private long updated = System.nanoTime();

    /// @param all words, counted once for each pass
    JoiningProgress(ProgressListener listener, long all) {
        this.listener = listener;
        this.all = all;
        update(0);
    }

    /// As much of the work has been done as joining this many words in one pass.
    ///
    /// @throws CancellationException if the listener asked to stop
    void add(double words) {
        checkStop();
        done.add(words);
        if (updating.tryLock()) {
            try {
                long now = System.nanoTime();
                if (now - updated >= UPDATE_NANOS) {
                    update(Math.min((long) done.sum(), all - 1));
                    updated = now;
                }
            } finally {
                updating.unlock();
            }
        }
    }

    /// All has been done, by one thread.
    void end() {
        update(all);
    }

    private void checkStop() {
        if (listener.stopRequested()) {
            throw new CancellationException("joining phrases was stopped");
        }
    }

    private void update(long words) {
        listener.update(new Progress("joining phrases", words, all, "words"));
    }
}
