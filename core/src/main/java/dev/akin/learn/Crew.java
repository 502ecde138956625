package dev.akin.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// A few threads that do many small tasks, again and again.
final class Crew implements AutoCloseable {
    private final int threads;
    private final ExecutorService others;

    Crew(int threads) {
        this.threads = threads;
        others =
                Executors.newFixedThreadPool(
                        Math.max(1, threads - 1),
                        Thread.ofPlatform().daemon().name("akin-learn-", 0).factory());
    }

    /// Runs the task for 0 … count − 1 and waits for all; a failure is thrown after the others have ended.
    void each(int count, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        Runnable work =
                () -> {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        task.accept(i);
                    }
                };
        List<Future<?>> futures = new ArrayList<>();
        for (int t = 1; t < Math.min(threads, count); t++) {
            futures.add(others.submit(work));
        }
        try {
            work.run();
        } finally {
            futures.forEach(Threads::await);
        }
    }

    @Override
    public void close() {
        others.shutdown();
    }
}
