package dev.akin.vocabulary;

import dev.akin.ProgressListener;
import dev.akin.text.Corpus;
import dev.akin.text.Reading;
import dev.akin.vocabulary.EncodingSink.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The steps from a corpus to its encoding.
final class Encoding {
    private final IdStorage storage;
    private final int threads;
    private final @Nullable Joining phrases;
    private final boolean emptyLines;
    private final List<EncodingSink> sinks = new ArrayList<>();

    /// @param phrases what joins words, or null
    /// @param emptyLines whether lines without words stay
    Encoding(IdStorage storage, int threads, @Nullable Joining phrases, boolean emptyLines) {
        this.storage = storage;
        this.threads = threads;
        this.phrases = phrases;
        this.emptyLines = emptyLines;
    }

    EncodedCorpus run(Corpus corpus, ProgressListener listener, Function<WordTable, Kept> keep)
            throws IOException {
        Reading reading = corpus.read(threads, this::sink, listener);
        List<Span> spans =
                sinks.stream()
                        .flatMap(sink -> sink.spans().stream())
                        .sorted(Comparator.comparingLong(Span::number))
                        .toList();
        long seen = sinks.stream().mapToLong(EncodingSink::seen).sum();
        int[][] ids = merge();
        WordTable table = sinks.getFirst().table();
        if (phrases != null) {
            spans = phrases.run(recoded(spans, ids).spans(), table);
            ids = new int[][] {same(table)};
        }
        Kept kept = keep.apply(table);
        compose(ids, kept.ids());
        sinks.clear();
        Recoding recoding = recoded(spans, ids);
        EncodedCorpus.Totals totals =
                new EncodedCorpus.Totals(
                        seen, recoding.words(), recoding.lines(), notes(reading, kept));
        EncodedSpans encoded = new EncodedSpans(recoding.spans());
        return new EncodedCorpus(kept.vocabulary(), encoded, totals, storage);
    }

    private Recoding recoded(List<Span> spans, int[][] ids) {
        Recoding recoding = new Recoding(spans, ids, emptyLines);
        recoding.run(threads);
        return recoding;
    }

    private List<String> notes(Reading reading, Kept kept) {
        List<String> notes = new ArrayList<>(reading.notes());
        if (phrases != null) {
            notes.add(phrases.note(kept));
        }
        return List.copyOf(notes);
    }

    private EncodingSink sink() {
        EncodingSink sink = new EncodingSink(sinks.size(), storage, emptyLines);
        sinks.add(sink);
        return sink;
    }

    /// Adds the other tables to the first, freeing each, and gives for each worker's ids those of the first table.
    private int[][] merge() {
        WordTable merged = sinks.getFirst().table();
        int[][] ids = new int[sinks.size()][];
        for (int worker = 1; worker < ids.length; worker++) {
            ids[worker] = sinks.get(worker).mergeInto(merged);
        }
        ids[0] = same(merged);
        return ids;
    }

    private static int[] same(WordTable table) {
        int[] ids = new int[table.size()];
        Arrays.setAll(ids, id -> id);
        return ids;
    }

    private static void compose(int[][] ids, int[] kept) {
        for (int[] worker : ids) {
            for (int i = 0; i < worker.length; i++) {
                worker[i] = kept[worker[i]];
            }
        }
    }
}
