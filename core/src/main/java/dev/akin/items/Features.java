package dev.akin.items;

import dev.akin.MalformedFileException;
import dev.akin.text.TextFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is known of users or of items: words such as a genre or a brand. Immutable.
///
/// A key's vector is the sum of its own and of those of its features (Kula 2015, "Metadata Embeddings for User and Item Cold-start
/// Recommendations"), so that one that nobody chose yet has a vector too.
public final class Features {
    /// Nothing is known.
    public static final Features NONE = new Features(Map.of());

    private final Map<String, List<String>> byKey;

    private Features(Map<String, List<String>> byKey) {
        this.byKey = byKey;
    }

    /// @param byKey the features of each key, each once
    public static Features of(Map<String, List<String>> byKey) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        byKey.forEach((key, features) -> copy.put(key, List.copyOf(new LinkedHashSet<>(features))));
        return new Features(Collections.unmodifiableMap(copy));
    }

    /// Reads lines of a key, a tab and its features, with tabs or commas between.
    ///
    /// @throws MalformedFileException if a line has no feature, or there are no lines
    public static Features read(Path file) throws IOException {
        Map<String, Set<String>> byKey = new LinkedHashMap<>();
        long number = 0;
        for (String line : TextFiles.in(List.of(file)).read()) {
            number++;
            String[] fields = line.split("[\t,]", -1);
            List<String> own = Arrays.stream(fields).map(String::strip).toList();
            if (own.size() < 2 || own.contains("")) {
                throw MalformedFileException.atLine(
                        file, number, "a line is a key, a tab and its features");
            }
            byKey.computeIfAbsent(own.getFirst(), _ -> new LinkedHashSet<>())
                    .addAll(own.subList(1, own.size()));
        }
        Map<String, List<String>> lists = new LinkedHashMap<>();
        byKey.forEach((key, features) -> lists.put(key, new ArrayList<>(features)));
        return of(lists);
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    Map<String, List<String>> byKey() {
        return byKey;
    }
}
