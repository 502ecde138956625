package dev.akin.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Threads that share out small tasks; the caller's own works too. Thread-safe.
public final class Workers {
    private static final ExecutorService OTHERS =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("akin-worker-", 0).factory());

    /// Some tens of microseconds.
    private static final int SPINS = 2000;

    private final int threads;

    /// @param threads 1 or more
    public Workers(int threads) {
        this.threads = threads;
    }

    public int threads() {
        return threads;
    }

    /// Runs the task for 0 … count − 1, each once, and waits for all. What a task throws comes out here.
    public void each(int count, IntConsumer task) {
        int helpers = Math.min(threads, count) - 1;
        if (helpers <= 0) {
            for (int i = 0; i < count; i++) {
                task.accept(i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        Runnable work =
                () -> {
                    for (int i; (i = next.getAndIncrement()) < count; ) {
                        task.accept(i);
                    }
                };
        List<Future<?>> running = new ArrayList<>();
        for (int t = 0; t < helpers; t++) {
            running.add(OTHERS.submit(work));
        }
        try {
            work.run();
        } finally {
            running.forEach(Workers::await);
        }
    }

    private static void await(Future<?> future) {
        // The others are nearly done, too: to be woken would take longer.
        for (int i = 0; i < SPINS && !future.isDone(); i++) {
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    future.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
