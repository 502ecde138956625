package dev.akin.networks;

import dev.akin.vocabulary.Vocabulary;
import java.util.List;
import java.util.Map;

/// Counts → vocabularies.
final class WordCounts {
    private WordCounts() {}

    /// By falling count, ties by first appearance, the order in which the counts come.
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
