package dev.akin.evaluate;

import dev.akin.text.TaggedSentence;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The baseline of taggers: gives each word the tag that it had most often, and a word never seen the most frequent tag of all; of
/// tags equally frequent, the one seen first. Immutable.
public final class MostFrequentTags {
    private final Map<String, String> tags;
    private final String usual;

    private MostFrequentTags(Map<String, String> tags, String usual) {
        this.tags = tags;
        this.usual = usual;
    }

    /// @throws IllegalArgumentException if there are no words
    public static MostFrequentTags fit(List<TaggedSentence> sentences) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        Map<String, Integer> all = new LinkedHashMap<>();
        for (TaggedSentence sentence : sentences) {
            for (int i = 0; i < sentence.words().size(); i++) {
                String tag = sentence.tags().get(i);
                all.merge(tag, 1, Integer::sum);
                counts.computeIfAbsent(sentence.words().get(i), word -> new LinkedHashMap<>())
                        .merge(tag, 1, Integer::sum);
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("there are no tagged words");
        }
        Map<String, String> tags = new HashMap<>();
        counts.forEach((word, seen) -> tags.put(word, mostFrequent(seen)));
        return new MostFrequentTags(tags, mostFrequent(all));
    }

    private static String mostFrequent(Map<String, Integer> counts) {
        String best = "";
        int most = 0;
        for (Map.Entry<String, Integer> tag : counts.entrySet()) {
            if (tag.getValue() > most) {
                most = tag.getValue();
                best = tag.getKey();
            }
        }
        return best;
    }

    /// A tag for each word.
    public List<String> tags(List<String> words) {
        return words.stream().map(word -> tags.getOrDefault(word, usual)).toList();
    }
}
