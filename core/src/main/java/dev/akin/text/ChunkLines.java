package dev.akin.text;

import java.util.Arrays;

/// How many lines each chunk has, so that a mistake's line is known although chunks are cut out of order. Thread-safe.
final class ChunkLines {
    private long[] lines = new long[64];
    private int[] sources = new int[64];

    synchronized void set(long number, int source, long count) {
        int at = Math.toIntExact(number);
        if (at >= lines.length) {
            lines = Arrays.copyOf(lines, 2 * at);
            sources = Arrays.copyOf(sources, 2 * at);
        }
        lines[at] = count;
        sources[at] = source;
    }

    /// Lines of the chunk's source in front of it, once every earlier chunk is set.
    synchronized long before(Chunk chunk) {
        long sum = chunk.linesBefore;
        for (int at = 0; at < chunk.number; at++) {
            sum += sources[at] == chunk.source ? lines[at] : 0;
        }
        return sum;
    }
}
