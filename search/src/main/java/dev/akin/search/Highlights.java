package dev.akin.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Where the words of a question stand in a text, in whatever form they have there: `banks` is marked for `bank`. Words are cut as a
/// collection cuts them, by the text's language. Thread-safe.
public final class Highlights implements AutoCloseable {
    private final TextAnalysis analysis = new TextAnalysis();

    /// A stretch of a text.
    ///
    /// @param from where it begins, in `char`s
    /// @param to where it ends, exclusive
    public record Span(int from, int to) {}

    /// The words of a text that are also the question's; those that touch each other are one.
    ///
    /// @return in the order of the text
    public List<Span> of(String question, String text) {
        String field = analysis.fieldOf(text);
        Set<String> asked = new HashSet<>(analysis.words(field, question));
        List<Span> found = new ArrayList<>();
        if (!asked.isEmpty()) {
            analysis.tokens(
                    field,
                    text,
                    (word, span) -> {
                        if (asked.contains(word)) {
                            found.add(span);
                        }
                    });
        }
        return joined(found);
    }

    private static List<Span> joined(List<Span> spans) {
        List<Span> joined = new ArrayList<>();
        for (Span span : spans.stream().sorted(Comparator.comparingInt(Span::from)).toList()) {
            Span last = joined.isEmpty() ? null : joined.getLast();
            if (last == null || span.from() > last.to()) {
                joined.add(span);
            } else {
                joined.set(
                        joined.size() - 1, new Span(last.from(), Math.max(last.to(), span.to())));
            }
        }
        return joined;
    }

    @Override
    public void close() {
        analysis.close();
    }
}
