package dev.akin.vocabulary;

import dev.akin.vocabulary.EncodingSink.Span;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Replaces the threads' own ids by those of the vocabulary, where they lie; words left out, and lines without words
/// unless they are to stay, close up within their span.
final class Recoding {
    private final SpanEdit edit;
    private final int[][] ids;
    private final boolean emptyLines;
    private final LongAdder words = new LongAdder();
    private final LongAdder lines = new LongAdder();

    /// @param ids for each worker and each of its ids, the id in the vocabulary or [Kept#NOT_KEPT]
    /// @param emptyLines whether lines without words stay
    Recoding(List<Span> spans, int[][] ids, boolean emptyLines) {
        this.edit = new SpanEdit(spans);
        this.ids = ids;
        this.emptyLines = emptyLines;
    }

    void run(int threads) {
        edit.run(threads, (buffer, span) -> recode(buffer, span.count(), ids[span.worker()]));
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
            } else if (emptyLines || kept > lineStart) {
                buffer[kept++] = EncodedCorpus.END_OF_LINE;
                lineStart = kept;
                ended++;
            }
        }
        lines.add(ended);
        words.add(kept - ended);
        return kept;
    }

    /// The spans as they are now, with ids of one table.
    List<Span> spans() {
        return edit.spans();
    }

    long words() {
        return words.sum();
    }

    long lines() {
        return lines.sum();
    }
}
