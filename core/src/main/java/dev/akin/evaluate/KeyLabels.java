package dev.akin.evaluate;

import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Keys and what they were labelled with, in the order of a file: on each line a key, a tab and its label, or several with commas between; on
/// a line without a tab the key and its labels with white space between. Immutable.
public final class KeyLabels {
    private final String name;
    private final SequencedMap<String, List<String>> labels;

    private KeyLabels(String name, SequencedMap<String, List<String>> labels) {
        this.name = name;
        this.labels = labels;
    }

    /// @param labels at least one of each key
    /// @throws IllegalArgumentException if there are no keys, or one has no label
    public static KeyLabels of(String name, Map<String, List<String>> labels) {
        SequencedMap<String, List<String>> copy = new LinkedHashMap<>();
        labels.forEach((key, theirs) -> copy.put(key, List.copyOf(theirs)));
        if (copy.isEmpty() || copy.containsValue(List.<String>of())) {
            throw new IllegalArgumentException(
                    copy.isEmpty() ? "there are no labelled keys" : "a key has no label");
        }
        return new KeyLabels(name, copy);
    }

    /// @throws MalformedFileException if a line has no label, an empty one or a key that came before, or there is none
    public static KeyLabels read(Path file) throws IOException {
        SequencedMap<String, List<String>> labels = new LinkedHashMap<>();
        TestLines.each(
                file,
                (number, line) -> {
                    if (line.startsWith("#")) {
                        return;
                    }
                    String[] fields = fields(line);
                    String key = fields[0].strip();
                    List<String> theirs = labels(fields);
                    if (theirs.isEmpty() || theirs.contains("")) {
                        throw MalformedFileException.atLine(
                                file, number, "a line is a key, a tab and its label or labels");
                    }
                    if (labels.put(key, theirs) != null) {
                        throw MalformedFileException.atLine(
                                file,
                                number,
                                "the key \""
                                        + key
                                        + "\" comes twice; name all of its labels on one line");
                    }
                });
        if (labels.isEmpty()) {
            throw MalformedFileException.atLine(file, 1, "there are no labelled keys");
        }
        return new KeyLabels(TestLines.name(file), labels);
    }

    private static String[] fields(String line) {
        return line.indexOf('\t') >= 0 ? line.split("\t", -1) : line.split("\\s+", -1);
    }

    private static List<String> labels(String[] fields) {
        return Arrays.stream(fields)
                .skip(1)
                .flatMap(field -> Arrays.stream(field.split(",", -1)))
                .map(String::strip)
                .distinct()
                .toList();
    }

    /// What the test is called: the file's name without its extension.
    public String name() {
        return name;
    }

    /// The labels of each key: a view.
    public Map<String, List<String>> labels() {
        return Collections.unmodifiableMap(labels);
    }
}
