package dev.akin.counts;

import dev.akin.algebra.Workers;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Threads that go through tiles, as if one after the other: a thread that has a tile waits until both its blocks have
/// taken part in all rounds before, so what is done to the rows of a block is done in one order, with any number of threads
/// and without a lock (after the strata of Gemulla et al. 2011, "Large-Scale Matrix Factorization with Distributed
/// Stochastic Gradient Descent"). One run.
final class TileRun {
    private static final int SPINS = 200;
    private static final long PAUSE_NANOS = 20_000;

    /// What is done with a tile; one for each thread.
    @FunctionalInterface
    interface Task {
        /// @param block at least `other`
        void run(int tile, int block, int other);
    }

    private final TileRounds rounds;
    private final BooleanSupplier stop;

    /// How many rounds each block has behind it.
    private final AtomicIntegerArray behind;

    private int next;
    private volatile boolean failed;

    /// @param first the first tile that is not done already
    TileRun(TileRounds rounds, int first, BooleanSupplier stop) {
        this.rounds = rounds;
        this.stop = stop;
        this.next = first;
        behind = new AtomicIntegerArray(rounds.rounds());
        for (int tile = 0; tile < first; tile++) {
            finish(tile);
        }
    }

    /// Runs until all tiles are done, or it is asked to stop.
    ///
    /// @return how many tiles are done, those before the first counted
    int run(int threads, Supplier<Task> tasks) {
        new Workers(threads).each(threads, t -> work(tasks.get()));
        return next;
    }

    private void work(Task task) {
        for (int tile = take(); tile >= 0; tile = take()) {
            try {
                await(tile);
                int one = rounds.one(tile);
                int other = rounds.other(tile);
                task.run(tile, Math.max(one, other), Math.min(one, other));
                finish(tile);
            } catch (Throwable e) {
                failed = true;
                throw e;
            }
        }
    }

    /// Whoever takes a tile does it.
    private synchronized int take() {
        return failed || next == rounds.tiles() || stop.getAsBoolean() ? -1 : next++;
    }

    private void await(int tile) {
        int round = rounds.round(tile);
        await(rounds.one(tile), round);
        await(rounds.other(tile), round);
    }

    private void await(int block, int round) {
        for (int spins = 0; behind.get(block) < round; spins++) {
            if (failed) {
                throw new IllegalStateException("another thread failed");
            }
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void finish(int tile) {
        int round = rounds.round(tile) + 1;
        behind.set(rounds.one(tile), round);
        behind.set(rounds.other(tile), round);
    }
}
