package dev.akin.vocabulary;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Which of the counted words stay, and the ids they get.
final class Kept {
    static final int NOT_KEPT = -2;

    private final Vocabulary vocabulary;
    private final int[] ids;

    Kept(Vocabulary vocabulary, int[] ids) {
        this.vocabulary = vocabulary;
        this.ids = ids;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /// For each counted word its id in the vocabulary, or [#NOT_KEPT].
    int[] ids() {
        return ids;
    }

    static Kept mostFrequent(WordTable words, long minCount, int maxWords) {
        int[] ranked = Ranking.rank(words, minCount, maxWords);
        if (ranked.length == 0) {
            throw noWord(words, minCount);
        }
        KeyBytes keys = new KeyBytes();
        long[] counts = new long[ranked.length];
        int[] ids = none(words);
        for (int id = 0; id < ranked.length; id++) {
            int word = ranked[id];
            keys.add(words.bytes(), words.start(word), words.end(word));
            counts[id] = words.count(word);
            ids[word] = id;
        }
        Vocabulary vocabulary =
                Vocabulary.view(keys.bytes(), keys.offsets(), MemorySegment.ofArray(counts), null);
        return new Kept(vocabulary, ids);
    }

    static Kept of(Vocabulary vocabulary, WordTable words) {
        int[] ids = none(words);
        int found = 0;
        for (int word = 0; word < ids.length; word++) {
            int id = vocabulary.id(words.bytes(), words.start(word), words.end(word));
            if (id >= 0) {
                ids[word] = id;
                found++;
            }
        }
        if (found == 0) {
            throw new IllegalArgumentException(
                    "none of the corpus's "
                            + ids.length
                            + " different words is among the vocabulary's "
                            + vocabulary.size()
                            + "; is it cut into words, and put in lower case, in the same way?");
        }
        return new Kept(vocabulary, ids);
    }

    static int[] none(WordTable words) {
        int[] ids = new int[words.size()];
        Arrays.fill(ids, NOT_KEPT);
        return ids;
    }

    static NoWordException noWord(WordTable words, long minCount) {
        if (words.size() == 0) {
            return new NoWordException("the corpus has no word");
        }
        int best = Ranking.rank(words, 1, 1)[0];
        String key =
                new String(
                        words.bytes(),
                        words.start(best),
                        words.end(best) - words.start(best),
                        StandardCharsets.UTF_8);
        return new NoWordException(
                "no word is seen "
                        + minCount
                        + " times or more: the most frequent, \""
                        + key
                        + "\", is seen "
                        + words.count(best)
                        + (words.count(best) == 1 ? " time" : " times")
                        + "; lower --min-count or give more text");
    }
}
