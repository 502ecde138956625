package dev.akin.learn;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// What the threads of one training run share: which part comes next, how many words are done, how fast to learn, and
/// how wrong the model still is. Thread-safe.
final class Training {
    private static final long REPORT_NANOS = 200_000_000;

    /// The learning rate never falls below this share of where it began, as in word2vec.c.
    private static final double FLOOR = 1e-4;

    private final long parts;
    private final long totalWords;
    private final double learningRate;
    private final ProgressListener listener;
    private final AtomicLong nextPart = new AtomicLong();
    private final AtomicLong words = new AtomicLong();
    private final ReentrantLock reporting = new ReentrantLock();
    private volatile boolean stopped;
    private long reported = System.nanoTime();
    private final LossSum recent = new LossSum();
    private double shownLoss = Double.NaN;

    /// @param parts how many parts all epochs have together
    /// @param totalWords words of all epochs, before subsampling
    Training(long parts, long totalWords, double learningRate, ProgressListener listener) {
        this.parts = parts;
        this.totalWords = totalWords;
        this.learningRate = learningRate;
        this.listener = listener;
    }

    /// The next part, from 0, or -1 when there is none or the run was stopped.
    long nextPart() {
        long part = nextPart.getAndIncrement();
        return part < parts && !stopped ? part : -1;
    }

    /// Falls linearly with the words that all threads have seen.
    float learningRate() {
        double left = 1 - words.get() / (totalWords + 1.0);
        return (float) (learningRate * Math.max(FLOOR, left));
    }

    /// Takes what a thread has done since it last said, and tells the listener now and then.
    void add(long wordsDone, LossSum loss) {
        words.addAndGet(wordsDone);
        if (listener.stopRequested()) {
            stopped = true;
        }
        reporting.lock();
        try {
            recent.add(loss);
            report(false);
        } finally {
            reporting.unlock();
        }
    }

    private void report(boolean last) {
        long now = System.nanoTime();
        if (!last && now - reported < REPORT_NANOS) {
            return;
        }
        reported = now;
        if (!Double.isNaN(recent.mean())) {
            shownLoss = recent.mean();
        }
        recent.clear();
        listener.update(new Progress("training", words.get(), totalWords, "words", shownLoss));
    }

    /// Ends the run.
    ///
    /// @throws CancellationException if the listener asked to stop before all parts were done
    void finish() {
        if (stopped) {
            throw new CancellationException(
                    "training was stopped after " + words.get() + " of " + totalWords + " words");
        }
        reporting.lock();
        try {
            report(true);
        } finally {
            reporting.unlock();
        }
    }

    /// Mean loss of a pair and its negatives between the last two reports, or NaN if none was measured.
    double lastLoss() {
        return shownLoss;
    }
}
