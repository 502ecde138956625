package dev.akin.vocabulary;

import dev.akin.text.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// How words that often stand together are joined into one, as `new_york`: after Mikolov et al., "Distributed
/// Representations of Words and Phrases and their Compositionality" (2013), section 4, and its tool `word2phrase.c`.
/// Immutable; the methods that change something give a copy.
///
/// In each pass, two words that stand next to each other in a line, both seen `min-count` times or more, are joined
/// where
///
///     (count(first second) − discount) / (count(first) · count(second)) · words > threshold
///
/// with `words` the number of all words of the text, those left out later among them. Lines are joined from left to
/// right; what has been joined is not joined again in the same pass, but in the next one, which counts the joined text
/// anew: two passes find phrases of up to four words. Words below `min-count` keep their neighbours apart. What a pass
/// gives is counted as any other word: a phrase that is joined fewer than `min-count` times is left out.
///
/// Unlike `word2phrase.c`, the last word of a line and the first one of the next do not meet, and a word of the text
/// that is spelt as a phrase, such as `new_york`, does not count as the two words side by side.
public final class Phrases {
    /// What [#threshold(double)] is if not said: as in `word2phrase.c`.
    public static final double DEFAULT_THRESHOLD = 100;

    /// What joins the words of a phrase.
    public static final char SEPARATOR = '_';

    /// Words in a phrase that [#join] finds.
    static final int LONGEST = 16;

    private static final int MOST_PASSES = 16;
    private static final long AS_MIN_COUNT = -1;

    private final int passes;
    private final double threshold;
    private final long discount;

    private Phrases(int passes, double threshold, long discount) {
        this.passes = passes;
        this.threshold = threshold;
        this.discount = discount;
    }

    /// With the defaults of `word2phrase.c`.
    ///
    /// @param passes how often the text is joined; 0 to join nothing
    /// @throws IllegalArgumentException if passes are not 0 … 16
    public static Phrases of(int passes) {
        if (passes < 0 || passes > MOST_PASSES) {
            throw new IllegalArgumentException(
                    "phrases must be 0 … " + MOST_PASSES + " passes, not " + passes);
        }
        return new Phrases(passes, DEFAULT_THRESHOLD, AS_MIN_COUNT);
    }

    /// The score that a pair must exceed: the higher, the fewer phrases; [#DEFAULT_THRESHOLD] if not said.
    ///
    /// @throws IllegalArgumentException if it is negative or not finite
    public Phrases threshold(double score) {
        if (!(score >= 0 && score < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the phrase threshold must be 0 or more, not " + score);
        }
        return new Phrases(passes, score, discount);
    }

    /// What is taken off the count of each pair, so that pairs of rare words need more evidence; the `min-count` of the
    /// words if not said.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Phrases discount(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("the discount must be 0 or more, not " + count);
        }
        return new Phrases(passes, threshold, count);
    }

    /// How often the text is joined.
    public int passes() {
        return passes;
    }

    /// The score that a pair must exceed.
    public double threshold() {
        return threshold;
    }

    /// With a discount that is a number.
    Phrases withMinCount(long minCount) {
        return discount == AS_MIN_COUNT ? discount(minCount) : this;
    }

    /// @return positive only if both stand together more often than the discount
    double score(long both, long first, long second, long words) {
        return (both - discount) / ((double) first * second) * words;
    }

    /// The count that a word seen `count` times cannot be joined with, nor with a larger one: what follows from
    /// [#score] as a pair is seen at most as often as its rarer word. A little too large, so that rounding leaves out
    /// no pair.
    double partnerLimit(long count, long words) {
        return (count - discount) / (double) count * words / threshold * (1 + 1e-9);
    }

    /// Joins the words of a line that are known as phrases: from left to right, the longest one each time, of up to 16
    /// words.
    ///
    /// @param known whether a key, such as `new_york`, is one
    /// @return a new list
    public static List<String> join(List<String> words, Predicate<String> known) {
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < words.size(); ) {
            int end = Math.min(words.size(), i + LONGEST);
            while (end > i + 1 && !known.test(key(words.subList(i, end)))) {
                end--;
            }
            joined.add(key(words.subList(i, end)));
            i = end;
        }
        return joined;
    }

    private static String key(List<String> words) {
        return String.join(String.valueOf(SEPARATOR), words);
    }

    /// A description of how text became words, as `Corpus.description()` gives it, with these options added.
    public String describe(String text) {
        if (passes == 0) {
            return text;
        }
        Map<String, Json> members = new LinkedHashMap<>();
        if (Json.parse(text) instanceof Json.Obj object) {
            members.putAll(object.members());
        }
        members.put("phrases", Json.Num.of(passes));
        members.put("phraseThreshold", Json.Num.of(threshold));
        return new Json.Obj(members).toString();
    }
}
