package dev.akin.text;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Reads a corpus once with several threads. Each takes a chunk under one lock, which costs a copy out of the page
/// cache, and cuts it into words outside; so one thread can inflate, decode or generate text while others cut it.
final class CorpusRun {
    private static final long UPDATE_NANOS = 200_000_000;

    /// What went wrong first, by the number of the chunk, whichever thread found it when.
    private record Failure(Chunk chunk, long number, Throwable cause) {}

    private final Chunks chunks;
    private final ProgressListener listener;
    private final ChunkLines chunkLines = new ChunkLines();
    private final Object progressLock = new Object();
    private long handedOut;
    private @Nullable Failure failure;
    private volatile boolean stopped;
    private long updated = System.nanoTime();
    private boolean updating;

    CorpusRun(Chunks chunks, ProgressListener listener) {
        this.chunks = chunks;
        this.listener = listener;
    }

    void run(List<ChunkCutter> cutters) throws IOException {
        List<Thread> threads = new ArrayList<>();
        for (ChunkCutter cutter : cutters.subList(1, cutters.size())) {
            threads.add(
                    Thread.ofPlatform()
                            .name("akin-corpus-" + threads.size())
                            .start(() -> work(cutter)));
        }
        work(cutters.getFirst());
        join(threads);
        throwFailure();
        if (stopped) {
            throw new CancellationException("reading the corpus was stopped");
        }
        listener.update(new Progress("counting", chunks.done(), chunks.done(), "bytes"));
    }

    private void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stopped = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(ChunkCutter cutter) {
        Chunk chunk = new Chunk();
        try {
            while (take(chunk)) {
                long lineFeeds = cutter.cut(chunk);
                chunkLines.set(chunk.number, chunk.source, chunk.linesBefore + lineFeeds);
                update();
            }
        } catch (Throwable e) {
            fail(new Failure(chunk, chunk.number, e));
        }
    }

    private synchronized boolean take(Chunk chunk) throws IOException {
        if (failure != null || stopped) {
            return false;
        }
        chunk.number = handedOut++;
        return chunks.next(chunk);
    }

    private synchronized void fail(Failure found) {
        if (failure == null || found.number() < failure.number()) {
            failure = found;
        }
    }

    private void update() {
        long now = System.nanoTime();
        stopped |= listener.stopRequested();
        synchronized (progressLock) {
            if (updating || now - updated < UPDATE_NANOS) {
                return;
            }
            updating = true;
        }
        try {
            listener.update(progress());
        } finally {
            synchronized (progressLock) {
                updating = false;
                updated = System.nanoTime();
            }
        }
    }

    private synchronized Progress progress() {
        return new Progress("counting", chunks.done(), chunks.total(), "bytes");
    }

    private void throwFailure() throws IOException {
        Failure first = failure;
        if (first == null) {
            return;
        }
        switch (first.cause()) {
            case LineException e -> {
                long line = chunkLines.before(first.chunk()) + e.lineFeeds() + 1;
                throw MalformedFileException.atLine(first.chunk().name, line, e.reason(), e);
            }
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(first.cause());
        }
    }
}
