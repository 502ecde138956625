package dev.akin.learn;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks to stop when it was asked a few times whether to.
final class StopsAfter implements ProgressListener {
    private final AtomicInteger left;

    StopsAfter(int questions) {
        left = new AtomicInteger(questions);
    }

    @Override
    public void update(Progress progress) {}

    @Override
    public boolean stopRequested() {
        return left.decrementAndGet() < 0;
    }
}
