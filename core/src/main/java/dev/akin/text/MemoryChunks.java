package dev.akin.text;

import java.util.Iterator;
import java.util.List;

/// Turns what lies in memory into chunks.
final class MemoryChunks<T> implements Chunks {
    /// Adds one context to the bytes.
    interface Writer<T> {
        void write(T context, long number, Bytes into);
    }

    private final Iterator<? extends T> contexts;
    private final RecordFormat format;
    private final Writer<T> writer;
    private final Bytes bytes = new Bytes();
    private long number;
    private long done;

    private MemoryChunks(Iterator<? extends T> contexts, RecordFormat format, Writer<T> writer) {
        this.contexts = contexts;
        this.format = format;
        this.writer = writer;
    }

    static Chunks ofLines(Iterable<String> lines) {
        return new MemoryChunks<String>(
                lines.iterator(), new RecordFormat.Lines(), MemoryChunks::writeLine);
    }

    static Chunks ofSentences(Iterable<? extends List<String>> sentences) {
        return new MemoryChunks<List<String>>(
                sentences.iterator(), new RecordFormat.Words(), MemoryChunks::writeSentence);
    }

    private static void writeLine(String line, long number, Bytes into) {
        into.add(line.replace('\n', ' '));
        into.add((byte) '\n');
    }

    private static void writeSentence(List<String> words, long number, Bytes into) {
        for (String word : words) {
            if (word.isEmpty()) {
                throw new IllegalArgumentException(
                        "sentence " + number + " (from 0) has an empty word");
            }
            int before = into.length();
            into.addInt(0);
            into.add(word);
            into.setInt(before, into.length() - before - Integer.BYTES);
        }
        into.addInt(-1);
    }

    @Override
    public boolean next(Chunk chunk) {
        bytes.clear();
        while (bytes.length() < Chunk.ENOUGH && contexts.hasNext()) {
            writer.write(contexts.next(), number++, bytes);
        }
        if (bytes.length() == 0) {
            return false;
        }
        chunk.reserve(bytes.length());
        System.arraycopy(bytes.array(), 0, chunk.bytes, 0, bytes.length());
        chunk.end(bytes.length());
        chunk.format = format;
        chunk.name = "memory";
        done += bytes.length();
        return true;
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public long total() {
        return -1;
    }

    @Override
    public void close() {
        // Nothing is open: an iterable of the caller's needs no closing.
    }
}
