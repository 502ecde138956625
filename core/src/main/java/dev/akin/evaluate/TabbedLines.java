package dev.akin.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lines of fields with tabs between, and what they may be. Comments begin with `#`.
final class TabbedLines {
    private final List<String> lines;
    private final List<String[]> fields;

    private TabbedLines(List<String> lines) {
        this.lines = lines;
        this.fields = lines.stream().map(line -> line.split("\t+", -1)).toList();
    }

    static TabbedLines read(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        TestLines.each(
                file,
                (number, line) -> {
                    if (!line.startsWith("#")) {
                        lines.add(line);
                    }
                });
        return new TabbedLines(lines);
    }

    /// Empty where there is none.
    String first() {
        return lines.isEmpty() ? "" : lines.getFirst();
    }

    /// Whether each line is a key and one or more others, none of which is a number.
    boolean areKeys() {
        return !fields.isEmpty()
                && fields.stream()
                        .allMatch(line ->
                                line.length >= 2
                                        && Arrays.stream(line)
                                                .skip(2)
                                                .noneMatch(TabbedLines::isNumber));
    }

    /// Whether each line is a key, which comes once, and its label, which others have too.
    boolean areLabels() {
        Set<String> keys = new HashSet<>();
        Set<String> labels = new HashSet<>();
        for (String[] line : fields) {
            if (line.length != 2 || !keys.add(line[0])) {
                return false;
            }
            labels.add(line[1]);
        }
        return !keys.isEmpty() && 2 * labels.size() <= keys.size();
    }

    private static boolean isNumber(String field) {
        return field.strip().matches("[-+]?[0-9]+([.][0-9]*)?([eE][-+]?[0-9]+)?");
    }

    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        fields.forEach(line -> labels.put(line[0].strip(), line[1].strip()));
        return labels;
    }

    /// A key may stand on several lines.
    Map<String, Set<String>> relevant() {
        Map<String, Set<String>> relevant = new LinkedHashMap<>();
        for (String[] line : fields) {
            Set<String> others =
                    relevant.computeIfAbsent(line[0].strip(), _ -> new LinkedHashSet<>());
            Arrays.stream(line).skip(1).map(String::strip).forEach(others::add);
        }
        return relevant;
    }
}
