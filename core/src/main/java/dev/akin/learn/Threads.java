package dev.akin.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs a few long tasks at once.
final class Threads {
    private Threads() {}

    /// Runs all and waits for all; the first failure is thrown after the others have ended.
    static void runAll(List<Runnable> tasks) {
        if (tasks.size() == 1) {
            tasks.getFirst().run();
            return;
        }
        List<Future<?>> futures = new ArrayList<>();
        try (ExecutorService executor =
                Executors.newFixedThreadPool(
                        tasks.size(),
                        Thread.ofPlatform().daemon().name("akin-learn-", 0).factory())) {
            tasks.forEach(task -> futures.add(executor.submit(task)));
        }
        for (Future<?> future : futures) {
            await(future);
        }
    }

    /// Waits for a task; its failure is thrown here.
    static void await(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
