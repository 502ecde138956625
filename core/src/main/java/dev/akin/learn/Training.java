package dev.akin.learn;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// What the threads of one training run share: which part comes next, how many words are done, how fast to learn, and
/// how wrong the model still is. Thread-safe.
final class Training implements Pace {
    /// The loss that is kept is that of about one of so many equal parts of the run, the last that is whole.
    private static final int LOSS_WINDOWS = 50;

    /// Loss starts at a few units and falls.
    private static final double ABSURD_LOSS = 1e4;

    private static final long REPORT_NANOS = 200_000_000;

    /// The learning rate never falls below this share of where it began, as in word2vec.c.
    private static final double FLOOR = 1e-4;

    private final Span span;
    private final double learningRate;
    private final ProgressListener listener;
    private final AtomicLong nextPart;
    private final AtomicLong words;
    private final ReentrantLock reporting = new ReentrantLock();
    private volatile boolean stopped;
    private long reported = System.nanoTime();
    private final LossSum recent = new LossSum();
    private double shownLoss = Double.NaN;
    private final LossSum window = new LossSum();
    private long windowEnd;
    private double windowLoss = Double.NaN;
    private final List<Measured> losses = new ArrayList<>();

    /// The mean loss of a window of the run.
    ///
    /// @param words learned by its end
    record Measured(long words, double loss) {}

    /// What is to be done, and what is done already.
    ///
    /// @param parts how many parts all epochs have together
    /// @param firstPart the first that is not done
    /// @param totalWords words of all epochs, before subsampling
    /// @param wordsDone those of the parts that are done
    record Span(long parts, long firstPart, long totalWords, long wordsDone) {}

    Training(Span span, double learningRate, ProgressListener listener) {
        this.span = span;
        this.learningRate = learningRate;
        this.listener = listener;
        nextPart = new AtomicLong(span.firstPart());
        words = new AtomicLong(span.wordsDone());
        windowEnd = span.wordsDone() + windowWords();
    }

    /// The next part, or -1 when there is none or the run was stopped. Whoever takes a part learns it to its end.
    long nextPart() {
        if (stopped) {
            return -1;
        }
        long part = nextPart.getAndIncrement();
        return part < span.parts() ? part : -1;
    }

    /// All parts below this number are done once the threads have ended.
    long partsDone() {
        return Math.min(nextPart.get(), span.parts());
    }

    boolean finished() {
        return partsDone() == span.parts();
    }

    long wordsDone() {
        return words.get();
    }

    long totalWords() {
        return span.totalWords();
    }

    /// Falls linearly with the words that all threads have seen.
    @Override
    public float learningRate() {
        double left = 1 - words.get() / (span.totalWords() + 1.0);
        return (float) (learningRate * Math.max(FLOOR, left));
    }

    /// Takes what a thread has done since it last said, and tells the listener now and then.
    @Override
    public void add(long wordsDone, LossSum loss) {
        words.addAndGet(wordsDone);
        if (listener.stopRequested()) {
            stopped = true;
        }
        reporting.lock();
        try {
            recent.add(loss);
            window.add(loss);
            turnWindow(words.get());
            report(false);
        } finally {
            reporting.unlock();
        }
    }

    private void turnWindow(long done) {
        if (done >= windowEnd && !Double.isNaN(window.mean())) {
            windowLoss = window.mean();
            losses.add(new Measured(done, windowLoss));
            window.clear();
            windowEnd = done + windowWords();
        }
    }

    /// How the loss fell, window by window; once the run has ended.
    List<Measured> losses() {
        return List.copyOf(losses);
    }

    private long windowWords() {
        return 1 + span.totalWords() / LOSS_WINDOWS;
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
        listener.update(
                new Progress("training", words.get(), span.totalWords(), "words", shownLoss));
    }

    /// Ends the run, whole or stopped.
    ///
    /// @throws DivergedException if the vectors have grown beyond all bounds
    void finish() {
        if (Double.isInfinite(lastLoss()) || lastLoss() > ABSURD_LOSS) {
            throw new DivergedException(
                    "the vectors grew beyond all bounds, and the loss to "
                            + lastLoss()
                            + ": learn again with a smaller learning rate than "
                            + learningRate);
        }
        reporting.lock();
        try {
            report(true);
        } finally {
            reporting.unlock();
        }
    }

    /// Mean loss of a pair and its negatives towards the end, or NaN if none was measured. Unlike what the listener hears
    /// it does not depend on the clock.
    double lastLoss() {
        return Double.isNaN(windowLoss) ? window.mean() : windowLoss;
    }
}
