package dev.akin.networks;

import dev.akin.text.Words;
import dev.akin.vocabulary.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts words of texts that lie in memory.
final class WordCounts {
    private WordCounts() {}

    /// By falling count, ties by first appearance.
    static Vocabulary vocabulary(List<String> texts, Words cutter, int minCount, int maxWords) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String text : texts) {
            cutter.in(text).forEach(word -> counts.merge(word, 1L, Long::sum));
        }
        return vocabulary(counts, minCount, maxWords);
    }

    /// As [#vocabulary(List, Words, int, int)], of counts in the order of first appearance.
    static Vocabulary vocabulary(Map<String, Long> counts, int minCount, int maxWords) {
        List<Map.Entry<String, Long>> kept =
                counts.entrySet().stream()
                        .filter(entry -> entry.getValue() >= minCount)
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(maxWords)
                        .toList();
        return Vocabulary.of(
                kept.stream().map(Map.Entry::getKey).toList(),
                kept.stream().mapToLong(Map.Entry::getValue).toArray());
    }
}
