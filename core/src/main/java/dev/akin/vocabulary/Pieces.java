package dev.akin.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Numbered pieces of work that threads take one after the other.
final class Pieces {
    private Pieces() {}

    /// Runs pieces 0 … pieces − 1. Every thread gets a worker of its own; the caller's thread works too. What a worker
    /// throws comes out here, after all have ended.
    static void run(int threads, int pieces, Supplier<? extends IntConsumer> workers) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> others = new ArrayList<>();
        try (ExecutorService pool = Executors.newCachedThreadPool()) {
            for (int i = 1; i < Math.min(threads, pieces); i++) {
                IntConsumer worker = workers.get();
                others.add(pool.submit(() -> work(next, pieces, worker)));
            }
            work(next, pieces, workers.get());
        }
        others.forEach(Pieces::rethrow);
    }

    private static void work(AtomicInteger next, int pieces, IntConsumer worker) {
        for (int piece; (piece = next.getAndIncrement()) < pieces; ) {
            worker.accept(piece);
        }
    }

    private static void rethrow(Future<?> ended) {
        if (ended.state() == Future.State.FAILED) {
            switch (ended.exceptionNow()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
    }
}
