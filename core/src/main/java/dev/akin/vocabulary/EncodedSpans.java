package dev.akin.vocabulary;

import dev.akin.vocabulary.EncodingSink.Span;
import java.util.Arrays;
import java.util.List;

/// The streams of the threads put in the order of the corpus: a span for each chunk.
final class EncodedSpans implements IdSequence {
    private final List<Span> spans;

    /// Where each span starts in the corpus, and the end.
    private final long[] starts;

    /// @param spans in the order of the corpus
    EncodedSpans(List<Span> spans) {
        this.spans = spans;
        this.starts = new long[spans.size() + 1];
        for (int i = 0; i < spans.size(); i++) {
            starts[i + 1] = starts[i] + spans.get(i).count();
        }
    }

    @Override
    public long length() {
        return starts[spans.size()];
    }

    @Override
    public int read(long position, int[] into, int from, int count) {
        int wanted = (int) Math.min(count, length() - position);
        int done = 0;
        for (int i = spanAt(position); done < wanted; i++) {
            Span span = spans.get(i);
            long within = position + done - starts[i];
            int part = (int) Math.min(wanted - done, starts[i + 1] - starts[i] - within);
            span.stream().read(span.start() + within, into, from + done, part);
            done += part;
        }
        return wanted;
    }

    private int spanAt(long position) {
        int found = Arrays.binarySearch(starts, position);
        return found >= 0 ? found : -found - 2;
    }
}
