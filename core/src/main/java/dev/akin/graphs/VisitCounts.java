package dev.akin.graphs;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/// How often walks come to each node.
///
/// @param counts by node; never changed
/// @param words all of them together
@SuppressWarnings("ArrayRecordComponent") // never compared
record VisitCounts(long[] counts, long words) {
    /// Walks in a part of the work.
    private static final int PART = 1 << 12;

    /// Walks all walks once.
    ///
    /// @param walks with the nodes' own numbers
    /// @throws CancellationException if the listener asks to stop
    static VisitCounts of(
            Walks walks, Graph graph, WalkOptions options, int threads, ProgressListener listener) {
        long[][] counts = new long[threads][graph.nodes()];
        AtomicLong next = new AtomicLong();
        new Workers(threads)
                .each(
                        threads,
                        thread -> {
                            int[] walk = new int[options.length() + 1];
                            long first;
                            while ((first = next.getAndAdd(PART)) < walks.count()
                                    && !listener.stopRequested()) {
                                count(walks, first, walk, counts[thread]);
                                if (thread == 0) {
                                    listener.update(
                                            new Progress("walking", first, walks.count(), "walks"));
                                }
                            }
                        });
        if (listener.stopRequested()) {
            throw new CancellationException("stopped while walking");
        }
        listener.update(new Progress("walking", walks.count(), walks.count(), "walks"));
        return sum(counts);
    }

    private static void count(Walks walks, long first, int[] walk, long[] counts) {
        long end = Math.min(walks.count(), first + PART);
        for (long number = first; number < end; number++) {
            int length = walks.walk(number, walk);
            for (int i = 0; i < length; i++) {
                counts[walk[i]]++;
            }
        }
    }

    private static VisitCounts sum(long[][] counts) {
        long words = 0;
        for (int node = 0; node < counts[0].length; node++) {
            for (int thread = 1; thread < counts.length; thread++) {
                counts[0][node] += counts[thread][node];
            }
            words += counts[0][node];
        }
        return new VisitCounts(counts[0], words);
    }
}
