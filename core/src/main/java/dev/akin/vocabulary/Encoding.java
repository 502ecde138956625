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

/// The steps from a corpus to its encoding.
final class Encoding {
    private final IdStorage storage;
    private final int threads;
    private final List<EncodingSink> sinks = new ArrayList<>();

    Encoding(IdStorage storage, int threads) {
        this.storage = storage;
        this.threads = threads;
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
        Kept kept = keep.apply(sinks.getFirst().table());
        compose(ids, kept.ids());
        sinks.clear();
        Recoding recoding = new Recoding(spans, ids);
        recoding.run(threads);
        EncodedCorpus.Totals totals =
                new EncodedCorpus.Totals(seen, recoding.words(), recoding.lines(), reading.notes());
        EncodedSpans encoded = new EncodedSpans(spans, recoding.counts());
        return new EncodedCorpus(kept.vocabulary(), encoded, totals, storage);
    }

    private EncodingSink sink() {
        EncodingSink sink = new EncodingSink(sinks.size(), storage);
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
        ids[0] = new int[merged.size()];
        Arrays.setAll(ids[0], id -> id);
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
