package dev.akin.vocabulary;

import dev.akin.text.WordSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Counts and encodes the words of one thread, with the ids of the thread's own table.
final class EncodingSink implements WordSink {
    /// The ids of a chunk: where they lie in the thread's stream.
    ///
    /// @param worker whose table the ids are from
    /// @param number the chunk's number in the corpus
    record Span(int worker, IdStream stream, long number, long start, int count) {}

    private final int worker;
    private final IdStream stream;
    private final boolean emptyLines;
    private WordTable table = new WordTable();
    private final List<Span> spans = new ArrayList<>();
    private final WordBatch batch = new WordBatch();
    private int[] ids = new int[1 << 16];
    private int count;
    private long seen;
    private long chunk;

    /// @param emptyLines whether lines without a word have an end, too
    EncodingSink(int worker, IdStorage storage, boolean emptyLines) {
        this.worker = worker;
        this.emptyLines = emptyLines;
        this.stream = new IdStream(storage);
    }

    WordTable table() {
        return table;
    }

    /// Adds the words to another table and forgets them.
    ///
    /// @return for each id here the one there
    int[] mergeInto(WordTable merged) {
        WordTable own = table;
        table = new WordTable();
        int[] ids = new int[own.size()];
        for (int id = 0; id < ids.length; id++) {
            int known = merged.size();
            int there = merged.add(own.bytes(), own.start(id), own.end(id), own.count(id));
            long first =
                    there == known ? own.first(id) : Math.min(own.first(id), merged.first(there));
            merged.setFirst(there, first);
            ids[id] = there;
        }
        return ids;
    }

    List<Span> spans() {
        return spans;
    }

    long seen() {
        return seen;
    }

    @Override
    public void beginChunk(long number) {
        chunk = number;
        count = 0;
    }

    @Override
    public void word(byte[] utf8, int from, int to) {
        batch.add(utf8, from, to, count);
        put(0);
        if (batch.full()) {
            flush();
        }
    }

    private void flush() {
        table.findAll(batch, ids, chunk);
        seen += batch.size();
        batch.clear();
    }

    @Override
    public void endLine() {
        if (emptyLines || (count > 0 && ids[count - 1] != EncodedCorpus.END_OF_LINE)) {
            put(EncodedCorpus.END_OF_LINE);
        }
    }

    private void put(int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
        }
        ids[count++] = id;
    }

    @Override
    public void endChunk() throws IOException {
        flush();
        table.count(ids, count);
        if (count > 0) {
            spans.add(new Span(worker, stream, chunk, stream.length(), count));
            stream.append(ids, count);
        }
    }
}
