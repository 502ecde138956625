package dev.akin.compress;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.util.concurrent.CancellationException;

/// Collects the options that all methods have. Not thread-safe.
///
/// @param <B> the builder itself
abstract class CompressorBuilder<B extends CompressorBuilder<B>> {
    private long seed = 1;
    private int threads = Runtime.getRuntime().availableProcessors();
    private ProgressListener listener = ProgressListener.NONE;
    private boolean quick;

    abstract B self();

    /// What chance begins with; 1 unless told.
    public B seed(long value) {
        seed = value;
        return self();
    }

    /// All processors unless told; the table does not depend on them.
    public B threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("threads ≥ 1, not " + count);
        }
        threads = count;
        return self();
    }

    /// Hears how far the work has come, and may ask it to stop.
    public B listener(ProgressListener value) {
        listener = value;
        return self();
    }

    /// Whether rough codes will do, as where ways are only compared.
    B quick(boolean rough) {
        quick = rough;
        return self();
    }

    /// What was collected.
    Work work() {
        return new Work(seed, threads, listener, quick);
    }

    /// How any method works.
    record Work(long seed, int threads, ProgressListener listener, boolean quick) {
        /// So many rounds, or a few where rough results will do.
        int rounds(int usual, int rough) {
            return quick ? Math.min(usual, rough) : usual;
        }

        /// @throws CancellationException if the listener asks to stop
        void checkStop() {
            if (listener.stopRequested()) {
                throw new CancellationException("stopped while rows were made smaller");
            }
        }

        /// Hears nothing, but asks to stop where the listener does.
        ProgressListener unheard() {
            return new ProgressListener() {
                @Override
                public void update(Progress progress) {}

                @Override
                public boolean stopRequested() {
                    return listener.stopRequested();
                }
            };
        }
    }
}
