package dev.akin.vocabulary;

import dev.akin.vocabulary.EncodingSink.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// Rewrites spans where they lie, several threads each a span at a time.
final class SpanEdit {
    private final List<Span> spans;
    private final int[] counts;

    /// Thread-safe.
    @FunctionalInterface
    interface Action {
        /// Rewrites the span's ids, which are the first of the buffer.
        ///
        /// @return how many there are now, no more than before
        int apply(int[] buffer, Span span);
    }

    SpanEdit(List<Span> spans) {
        this.spans = spans;
        this.counts = new int[spans.size()];
    }

    void run(int threads, Action action) {
        Pieces.run(threads, counts.length, () -> worker(action));
    }

    private IntConsumer worker(Action action) {
        SpanBuffer buffer = new SpanBuffer();
        return i -> {
            Span span = spans.get(i);
            int[] ids = buffer.read(span);
            counts[i] = action.apply(ids, span);
            span.stream().write(span.start(), ids, counts[i]);
        };
    }

    /// The spans as they are now, with ids of one table.
    List<Span> spans() {
        List<Span> edited = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            Span span = spans.get(i);
            edited.add(new Span(0, span.stream(), span.number(), span.start(), counts[i]));
        }
        return edited;
    }
}
