package dev.akin.encode;

import dev.akin.embeddings.FileEncoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// A few threads that everybody's work shares fairly: a worker goes to the end of the queue after each piece of work, so that
/// one text does not wait for another caller's thousands. Thread-safe.
final class Lanes implements AutoCloseable {
    private final int threads;
    private final ExecutorService pool;

    Lanes(String name, int threads) {
        this.threads = threads;
        this.pool =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().name(name + "-", 1).daemon().factory());
    }

    int threads() {
        return threads;
    }

    /// Does `work` for 0 … count − 1, begun in this order, and returns when all is done. After a failure no more is begun.
    ///
    /// @param abreast how many at a time at the most
    /// @throws CancellationException if the calling thread was interrupted
    void forEach(int count, int abreast, IntConsumer work) {
        if (count > 0) {
            new Job(count, Math.min(abreast, threads), work).run();
        }
    }

    /// What `work` makes of each file, in their order, by all threads; otherwise as [#forEach].
    List<FileEncoder.Outcome> outcomes(
            List<? extends Path> files, Function<Path, FileEncoder.Outcome> work) {
        FileEncoder.Outcome[] outcomes = new FileEncoder.Outcome[files.size()];
        forEach(outcomes.length, threads, i -> outcomes[i] = work.apply(files.get(i)));
        return Arrays.asList(outcomes);
    }

    /// Waits for what is under way.
    @Override
    public void close() {
        pool.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (pool.awaitTermination(1, TimeUnit.HOURS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Job {
        private final int count;
        private final IntConsumer work;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final CountDownLatch ended;

        Job(int count, int abreast, IntConsumer work) {
            this.count = count;
            this.work = work;
            this.ended = new CountDownLatch(Math.min(abreast, count));
        }

        void run() {
            for (long worker = ended.getCount(); worker > 0; worker--) {
                pool.execute(this::step);
            }
            boolean interrupted = false;
            while (ended.getCount() > 0) {
                try {
                    ended.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    next.set(count);
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while encoding");
            }
            rethrow();
        }

        private void step() {
            int item = next.getAndUpdate(i -> Math.min(i + 1, count));
            try {
                if (item < count) {
                    work.accept(item);
                }
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
                next.set(count);
            }
            if (next.get() < count) {
                pool.execute(this::step);
            } else {
                ended.countDown();
            }
        }

        private void rethrow() {
            switch (failure.get()) {
                case null -> {}
                case Error e -> throw e;
                case RuntimeException e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
    }
}
