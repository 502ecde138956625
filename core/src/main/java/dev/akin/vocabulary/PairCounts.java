package dev.akin.vocabulary;

import dev.akin.vocabulary.EncodingSink.Span;
import java.util.List;
import java.util.function.IntConsumer;

/// Counts the pairs of neighbouring words of a text that may be phrases, those of one part of all pairs at a time, so
/// that any number of different pairs is counted in bounded memory. Thread-safe.
final class PairCounts {
    /// Bytes that a pair takes in a table at the worst: while a full one is copied to one of twice its size.
    private static final long PAIR_BYTES = 72;

    private static final int BATCH = 256;

    private final List<Span> spans;
    private final Partners partners;
    private final int parts;
    private final IntConsumer progress;

    /// @param parts of which one is counted at a time
    /// @param progress hears of the ids that are read; may throw to stop the work
    PairCounts(List<Span> spans, Partners partners, int parts, IntConsumer progress) {
        this.spans = spans;
        this.partners = partners;
        this.parts = parts;
        this.progress = progress;
    }

    /// How many parts make the tables of all threads stay within `memory` bytes.
    ///
    /// @param pairs no fewer than the different pairs of the text
    /// @param threads that count a part each
    static int parts(long pairs, int threads, long memory) {
        long atOnce = Math.max(1, memory / PAIR_BYTES / threads);
        long needed = Math.max(threads, Math.ceilDiv(pairs, Math.min(atOnce, 1 << 28)));
        return Math.toIntExact(needed);
    }

    /// How often each pair of the part stands in the text.
    PairTable count(int part) {
        PairTable counts = new PairTable();
        SpanBuffer buffer = new SpanBuffer();
        long[] batch = new long[BATCH];
        for (Span span : spans) {
            progress.accept(span.count());
            count(buffer.read(span), span.count(), part, batch, counts);
        }
        return counts;
    }

    private void count(int[] ids, int count, int part, long[] batch, PairTable counts) {
        int gathered = 0;
        for (int i = 1; i < count; i++) {
            int first = ids[i - 1];
            int second = ids[i];
            if (first >= 0 && second >= 0 && partners.possible(first, second)) {
                long pair = PairTable.pair(first, second);
                batch[gathered] = pair;
                gathered += part(pair) == part ? 1 : 0;
                if (gathered == BATCH) {
                    counts.addAll(batch, gathered);
                    gathered = 0;
                }
            }
        }
        counts.addAll(batch, gathered);
    }

    /// By bits of the hash that do not choose the slot.
    private int part(long pair) {
        return (int) (((PairTable.hash(pair) & 0xffff_ffffL) * parts) >>> Integer.SIZE);
    }
}
