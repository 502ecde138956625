package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Formats blocks of rows on several threads and writes them in order.
final class RowPipeline {
    /// Formats `count` rows from `first`. Called from several threads at once.
    @FunctionalInterface
    interface Formatter {
        ByteBuffer format(int first, int count);
    }

    private static final int BLOCK_NUMBERS = 1 << 16;

    private final FileChannel channel;
    private final ProgressListener listener;

    RowPipeline(FileChannel channel, ProgressListener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    void write(int rows, int dimension, Formatter formatter) throws IOException {
        int block = Math.max(1, BLOCK_NUMBERS / dimension);
        int threads = Runtime.getRuntime().availableProcessors();
        Meter meter = new Meter(listener, "writing", rows, "rows");
        ArrayDeque<Future<ByteBuffer>> waiting = new ArrayDeque<>();
        ExecutorService workers =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().daemon().name("akin-write-", 0).factory());
        try {
            int done = 0;
            for (int first = 0; first < rows || !waiting.isEmpty(); ) {
                if (first < rows && waiting.size() < 2 * threads) {
                    int from = first;
                    int count = Math.min(block, rows - first);
                    waiting.add(workers.submit(() -> formatter.format(from, count)));
                    first += count;
                    continue;
                }
                writeAll(channel, finished(waiting.remove()));
                int count = Math.min(block, rows - done);
                done += count;
                meter.add(count);
            }
            meter.end();
        } finally {
            workers.shutdownNow();
        }
    }

    static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ByteBuffer finished(Future<ByteBuffer> block) throws IOException {
        try {
            return block.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case InternalError cause ->
                        throw MalformedFileException.atByte(
                                "the source of the rows",
                                0,
                                "the mapped file was cut short while it was read; restore it and try"
                                        + " again",
                                cause);
                case Error cause -> throw cause;
                case null, default -> throw new IOException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("writing was interrupted", e);
        }
    }
}
