package dev.akin.vocabulary;

import dev.akin.vocabulary.EncodingSink.Span;

/// Holds the ids of one span after the other. Not thread-safe.
final class SpanBuffer {
    private int[] ids = new int[1 << 16];

    /// The ids of the span, and whatever behind them; valid until the next call.
    int[] read(Span span) {
        if (ids.length < span.count()) {
            ids = new int[span.count()];
        }
        span.stream().read(span.start(), ids, 0, span.count());
        return ids;
    }
}
