package dev.akin.learn;

import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The words and labels of a text, each with its count, the most frequent first; those seen as often in the order in which they
/// came (`Dictionary::readFromFile` of fastText 0.9.2, which leaves the order of these to chance).
///
/// @param tokens words, labels and ends of lines, rare ones too
record LabelledWords(Vocabulary words, Vocabulary labels, long tokens) {
    private static final String LINE_END = "</s>";

    /// Which words and labels are kept.
    ///
    /// @param labelPrefix what labels begin with
    /// @param minCount words seen less often are left out
    /// @param minLabelCount labels seen less often are left out
    record Kept(String labelPrefix, int minCount, int minLabelCount) {}

    private static final class Count {
        private long seen;
    }

    /// @throws IllegalArgumentException if there are no lines, no labels or no words
    static LabelledWords of(List<String> lines, Kept kept, LineMeter meter) {
        Map<String, Count> counts = new HashMap<>();
        List<String> order = new ArrayList<>();
        long tokens = 0;
        for (String line : lines) {
            tokens += count(line, counts, order) + 1;
            meter.next();
        }
        add(LINE_END, lines.size(), counts, order);
        Vocabulary labels = vocabulary(order, counts, kept, true);
        Vocabulary words = vocabulary(order, counts, kept, false);
        check(lines, labels, words, kept);
        return new LabelledWords(words, labels, tokens);
    }

    private static void check(List<String> lines, Vocabulary labels, Vocabulary words, Kept kept) {
        if (labels.size() == 0) {
            throw new IllegalArgumentException(
                    "none of "
                            + lines.size()
                            + " lines has a label, a word that begins with "
                            + kept.labelPrefix
                            + (kept.minLabelCount > 1
                                    ? ", seen " + kept.minLabelCount + " times"
                                    : "")
                            + "; put labels before the words of a line, or name what they"
                            + " begin with by --label-prefix");
        }
        if (words.size() == 0) {
            throw new IllegalArgumentException(
                    "no word is seen "
                            + kept.minCount
                            + " times in "
                            + lines.size()
                            + " lines; keep words with a smaller minimum count");
        }
    }

    private static long count(String line, Map<String, Count> counts, List<String> order) {
        long tokens = 0;
        for (int at = 0; at < line.length(); at++) {
            int begin = at;
            while (at < line.length() && !separates(line.charAt(at))) {
                at++;
            }
            if (at > begin) {
                add(line.substring(begin, at), 1, counts, order);
                tokens++;
            }
        }
        return tokens;
    }

    /// What fastText takes for white space.
    private static boolean separates(char c) {
        return c == ' ' || (c <= '\r' && c >= '\t') || c == 0;
    }

    private static void add(
            String token, long times, Map<String, Count> counts, List<String> order) {
        Count count = counts.get(token);
        if (count == null) {
            count = new Count();
            counts.put(token, count);
            order.add(token);
        }
        count.seen += times;
    }

    private static Vocabulary vocabulary(
            List<String> order, Map<String, Count> counts, Kept kept, boolean labels) {
        int least = labels ? kept.minLabelCount : kept.minCount;
        List<String> keys =
                order.stream()
                        .filter(key -> key.startsWith(kept.labelPrefix) == labels)
                        .filter(key -> seen(key, counts) >= least)
                        .sorted(Comparator.comparingLong(key -> -seen(key, counts)))
                        .toList();
        return Vocabulary.of(keys, keys.stream().mapToLong(key -> seen(key, counts)).toArray());
    }

    private static long seen(String key, Map<String, Count> counts) {
        Count count = counts.get(key);
        return count == null ? 0 : count.seen;
    }
}
