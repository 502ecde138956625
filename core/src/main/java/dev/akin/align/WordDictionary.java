package dev.akin.align;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.text.PlainLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Pairs of words of two tables that mean the same. Immutable.
public final class WordDictionary {
    private final List<Entry> entries;

    private WordDictionary(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /// A word of the first table and one of the second.
    public record Entry(String first, String second) {}

    public static WordDictionary of(List<Entry> entries) {
        return new WordDictionary(entries);
    }

    /// The keys that both tables have, in the order of the first.
    public static WordDictionary identical(Embeddings first, Embeddings second) {
        return new WordDictionary(
                first.vocabulary().keys().stream()
                        .filter(second.vocabulary()::contains)
                        .map(key -> new Entry(key, key))
                        .toList());
    }

    /// Reads a file of UTF-8: on each line a word of the first table, a tab, and one of the second; on a line without a tab, white space between. Lines that
    /// begin with `#` and empty ones are passed over.
    ///
    /// @throws MalformedFileException for any other line, or if there is none
    public static WordDictionary read(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = PlainLines.read(file);
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split(line.indexOf('\t') < 0 ? "\\s+" : "\t", -1);
            if (fields.length != 2 || fields[0].isBlank() || fields[1].isBlank()) {
                throw MalformedFileException.atLine(
                        file, number, "a line is two words with a tab between");
            }
            entries.add(new Entry(fields[0].strip(), fields[1].strip()));
        }
        if (entries.isEmpty()) {
            throw MalformedFileException.atLine(file, 1, "there are no pairs of words");
        }
        return new WordDictionary(entries);
    }

    public List<Entry> entries() {
        return entries;
    }
}
