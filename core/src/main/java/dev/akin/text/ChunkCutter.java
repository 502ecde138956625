package dev.akin.text;

import dev.akin.text.RecordFormat.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Cuts chunks into words for one thread, whatever their format.
final class ChunkCutter {
    private final Tokenizer tokenizer;
    private final boolean lowercase;
    private final WordSink sink;
    private final Bytes field = new Bytes();
    private final FieldCounts fieldCounts = new FieldCounts();

    ChunkCutter(Tokens tokens, boolean lowercase, WordSink sink) {
        this.tokenizer = Tokenizer.of(tokens, lowercase);
        this.lowercase = lowercase;
        this.sink = sink;
    }

    FieldCounts fieldCounts() {
        return fieldCounts;
    }

    /// @return how many line feeds the chunk has
    long cut(Chunk chunk) throws LineException, IOException {
        sink.beginChunk(chunk.number);
        long lineFeeds = chunk.format.cut(chunk, this);
        sink.endChunk();
        return lineFeeds;
    }

    long lines(Chunk chunk) throws LineException {
        requireUtf8(chunk);
        return tokenizer.lines(chunk.bytes, 0, chunk.length, sink);
    }

    private static void requireUtf8(Chunk chunk) throws LineException {
        int invalid = Utf8.firstInvalid(chunk.bytes, 0, chunk.length);
        if (invalid >= 0) {
            throw new LineException(Lines.lineFeeds(chunk.bytes, 0, invalid), Lines.NOT_UTF8);
        }
    }

    long jsonLines(Chunk chunk, JsonField finder) throws LineException {
        requireUtf8(chunk);
        long lineFeeds = 0;
        for (int from = 0; from < chunk.length; ) {
            int end = from;
            while (end < chunk.length && chunk.bytes[end] != '\n') {
                end++;
            }
            if (!isBlank(chunk.bytes, from, end)) {
                jsonLine(chunk, from, end, finder, lineFeeds);
            }
            lineFeeds += end < chunk.length ? 1 : 0;
            from = end + 1;
        }
        return lineFeeds;
    }

    private void jsonLine(Chunk chunk, int from, int to, JsonField finder, long lineFeeds)
            throws LineException {
        field.clear();
        try {
            JsonField.Found found = finder.read(chunk.bytes, from, to, field);
            context(chunk, found == JsonField.Found.TEXT);
        } catch (JsonException e) {
            throw new LineException(
                    lineFeeds, "byte " + e.offset() + " of the line: " + e.reason());
        }
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] > ' ' || bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    long table(Chunk chunk, Table table) throws LineException {
        requireUtf8(chunk);
        TableReader rows = new TableReader(chunk.bytes, chunk.length, table.separator());
        while (rows.hasRow()) {
            field.clear();
            boolean blank = rows.blankRow();
            boolean found = rows.nextRow(table.column(), field);
            if (!blank) {
                context(chunk, found);
            }
        }
        return Lines.lineFeeds(chunk.bytes, 0, chunk.length);
    }

    private void context(Chunk chunk, boolean found) {
        fieldCounts.add(chunk.source, found);
        if (found) {
            field.addSlack();
            tokenizer.text(field.array(), 0, field.length(), sink);
            sink.endLine();
        }
    }

    long words(Chunk chunk) {
        for (int i = 0; i < chunk.length; ) {
            int length = readInt(chunk.bytes, i);
            i += Integer.BYTES;
            if (length < 0) {
                sink.endLine();
            } else {
                word(chunk.bytes, i, i + length);
                i += length;
            }
        }
        return 0;
    }

    private void word(byte[] bytes, int from, int to) {
        if (!lowercase) {
            sink.word(bytes, from, to);
            return;
        }
        String word = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        field.clear();
        field.add(word.toLowerCase(Locale.ROOT));
        field.addSlack();
        sink.word(field.array(), 0, field.length());
    }

    private static int readInt(byte[] bytes, int at) {
        return (int) Utf8.load(bytes, at);
    }
}
