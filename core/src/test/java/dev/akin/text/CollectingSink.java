package dev.akin.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Keeps all words as strings, line by line, in the order of the corpus. One sink serves all threads.
public final class CollectingSink {
    private final SortedMap<Long, List<List<String>>> chunks = new TreeMap<>();

    /// A sink for one thread.
    public WordSink sink() {
        return new WordSink() {
            private List<List<String>> lines = new ArrayList<>();
            private List<String> line = new ArrayList<>();
            private long chunk;

            @Override
            public void beginChunk(long number) {
                chunk = number;
                lines = new ArrayList<>();
            }

            @Override
            public void word(byte[] utf8, int from, int to) {
                if (to <= from || utf8.length < to + 8) {
                    throw new AssertionError("word at " + from + " … " + to + " of " + utf8.length);
                }
                line.add(new String(utf8, from, to - from, StandardCharsets.UTF_8));
            }

            @Override
            public void endLine() {
                lines.add(line);
                line = new ArrayList<>();
            }

            @Override
            public void endChunk() {
                if (!line.isEmpty()) {
                    throw new AssertionError("the chunk ends within a line: " + line);
                }
                synchronized (chunks) {
                    chunks.put(chunk, lines);
                }
            }
        };
    }

    /// All lines, also those without words.
    public List<List<String>> lines() {
        return chunks.values().stream().flatMap(List::stream).toList();
    }

    /// All words.
    public List<String> words() {
        return lines().stream().flatMap(List::stream).toList();
    }

    public int chunks() {
        return chunks.size();
    }
}
