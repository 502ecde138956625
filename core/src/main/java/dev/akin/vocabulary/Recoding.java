package dev.akin.vocabulary;

import dev.akin.vocabulary.EncodingSink.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Replaces the threads' own ids by those of the vocabulary, where they lie; words left out, and lines without words,
/// close up within their span.
final class Recoding {
    private final List<Span> spans;
    private final int[][] ids;
    private final int[] counts;
    private final AtomicInteger next = new AtomicInteger();
    private final LongAdder words = new LongAdder();
    private final LongAdder lines = new LongAdder();

    /// @param ids for each worker and each of its ids, the id in the vocabulary or [Kept#NOT_KEPT]
    Recoding(List<Span> spans, int[][] ids) {
        this.spans = spans;
        this.ids = ids;
        this.counts = new int[spans.size()];
    }

    void run(int threads) {
        List<Future<?>> others = new ArrayList<>();
        try (ExecutorService pool = Executors.newCachedThreadPool()) {
            for (int i = 1; i < Math.min(threads, spans.size()); i++) {
                others.add(pool.submit(this::work));
            }
            work();
        }
        for (Future<?> other : others) {
            if (other.state() == Future.State.FAILED) {
                throw new IllegalStateException("recoding failed", other.exceptionNow());
            }
        }
    }

    private void work() {
        int[] buffer = new int[1 << 16];
        for (int i; (i = next.getAndIncrement()) < counts.length; ) {
            Span span = spans.get(i);
            if (buffer.length < span.count()) {
                buffer = new int[span.count()];
            }
            span.stream().read(span.start(), buffer, 0, span.count());
            counts[i] = recode(buffer, span.count(), ids[span.worker()]);
            span.stream().write(span.start(), buffer, counts[i]);
        }
    }

    private int recode(int[] buffer, int count, int[] map) {
        int kept = 0;
        int lineStart = 0;
        int ended = 0;
        for (int i = 0; i < count; i++) {
            int id = buffer[i];
            if (id >= 0) {
                int mapped = map[id];
                buffer[kept] = mapped;
                kept += mapped >= 0 ? 1 : 0;
            } else if (kept > lineStart) {
                buffer[kept++] = EncodedCorpus.END_OF_LINE;
                lineStart = kept;
                ended++;
            }
        }
        lines.add(ended);
        words.add(kept - ended);
        return kept;
    }

    int[] counts() {
        return counts;
    }

    long words() {
        return words.sum();
    }

    long lines() {
        return lines.sum();
    }
}
