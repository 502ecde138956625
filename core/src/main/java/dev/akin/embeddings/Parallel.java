package dev.akin.embeddings;

import dev.akin.table.EmbeddingTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Rows split into blocks that threads take one after the other, so that a thread that is held up holds up nobody.
final class Parallel {
    /// Below this many numbers a scan takes well under a millisecond, and threads would cost more than they bring.
    private static final long SMALL = 1 << 21;

    private Parallel() {}

    interface BlockAction {
        void accept(int first, int count);
    }

    /// @param wanted how many threads the caller asked for, or 0 to choose
    static int threadsFor(EmbeddingTable table, int wanted) {
        if (wanted > 0) {
            return wanted;
        }
        boolean small = (long) table.rows() * table.dimension() < SMALL;
        return small ? 1 : Runtime.getRuntime().availableProcessors();
    }

    /// Runs over rows 0 … rows − 1. Every thread gets an action of its own from `actions`; the caller's thread works
    /// too. What a thread throws comes out here, after all have stopped.
    static void blocks(int threads, int rows, int block, Supplier<? extends BlockAction> actions) {
        AtomicLong next = new AtomicLong();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> others = new ArrayList<>();
        for (int t = 1; t < Math.min(threads, Math.ceilDiv(rows, block)); t++) {
            BlockAction action = actions.get();
            others.add(
                    Thread.ofPlatform()
                            .name("akin-scan-" + t)
                            .daemon()
                            .start(() -> work(next, rows, block, action, failure)));
        }
        work(next, rows, block, actions.get(), failure);
        others.forEach(Parallel::await);
        rethrow(failure.get());
    }

    private static void work(
            AtomicLong next,
            int rows,
            int block,
            BlockAction action,
            AtomicReference<@Nullable Throwable> failure) {
        try {
            while (failure.get() == null) {
                long first = next.getAndAdd(block);
                if (first >= rows) {
                    return;
                }
                action.accept((int) first, (int) Math.min(block, rows - first));
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private static void await(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {}
            case InternalError e ->
                    throw new UncheckedIOException(
                            new IOException(
                                    "a mapped file was cut short while it was read; load it again",
                                    e));
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}
