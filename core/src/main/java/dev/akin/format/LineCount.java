package dev.akin.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/// Counts the lines of a file, several ranges at a time: eight bytes are looked at at once.
final class LineCount {
    private static final int BUFFER = 1 << 18;
    private static final long ONES = 0x0101010101010101L;
    private static final long NEWLINES = '\n' * ONES;
    private static final long LOW_BITS = 0x7f * ONES;

    private LineCount() {}

    /// The last line counts although no newline ends it.
    static long of(FileChannel channel, ReadOptions options) throws IOException {
        long size = channel.size();
        if (size == 0) {
            return 0;
        }
        long range = Math.ceilDiv(size, options.threads());
        try (ExecutorService threads = Executors.newFixedThreadPool(options.threads())) {
            var counts =
                    LongStream.range(0, options.threads())
                            .mapToObj(i ->
                                    threads.submit(() ->
                                            newlines(
                                                    channel,
                                                    i * range,
                                                    Math.min(size, (i + 1) * range))))
                            .toList();
            long lines = 0;
            for (Future<Long> count : counts) {
                lines += count.get();
            }
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last, size - 1);
            return last.get(0) == '\n' ? lines : lines + 1;
        } catch (ExecutionException e) {
            throw new IOException("counting lines failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("counting lines was interrupted", e);
        }
    }

    private static long newlines(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        long lines = 0;
        for (long at = from; at < to; ) {
            buffer.clear().limit((int) Math.min(BUFFER, to - at));
            int read = channel.read(buffer, at);
            if (read < 0) {
                break;
            }
            at += read;
            lines += newlines(buffer, read);
        }
        return lines;
    }

    private static long newlines(ByteBuffer buffer, int length) {
        long lines = 0;
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            long others = buffer.getLong(i) ^ NEWLINES;
            long zeros = ~(((others & LOW_BITS) + LOW_BITS) | others | LOW_BITS);
            lines += Long.bitCount(zeros);
        }
        for (; i < length; i++) {
            lines += buffer.get(i) == '\n' ? 1 : 0;
        }
        return lines;
    }
}
