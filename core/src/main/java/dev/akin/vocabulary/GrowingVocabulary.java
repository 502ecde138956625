package dev.akin.vocabulary;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A vocabulary that takes in the words of one text after the other: a word that is known keeps its id, a new one gets
/// the next as soon as it was seen often enough, in all texts together. Not thread-safe.
public final class GrowingVocabulary {
    /// More words that wait than this, and those seen once are forgotten: a stream has no end of them.
    private static final int MOST_WAITING = 1 << 20;

    private Vocabulary current;
    private final Map<String, Long> waiting = new HashMap<>();

    /// @param current not a view of a file: a great many words are looked up in it
    private GrowingVocabulary(Vocabulary current) {
        this.current = current;
    }

    /// @throws IllegalArgumentException if the vocabulary has no counts
    public static GrowingVocabulary of(Vocabulary vocabulary) {
        if (!vocabulary.counted()) {
            throw new IllegalArgumentException(
                    "a vocabulary without counts cannot grow: whoever wrote it left them out");
        }
        KeyBytes keys = new KeyBytes();
        keys.addAll(vocabulary);
        return new GrowingVocabulary(Vocabulary.of(keys, vocabulary.countArray()));
    }

    /// Lets what was counted so far count less beside what comes: words that are not seen again are drawn more rarely as time goes by. Every word that is known stays so, with a count
    /// of at least 1.
    ///
    /// @param share above 0, at most 1
    /// @return this
    /// @throws IllegalArgumentException if the share is none
    public GrowingVocabulary decay(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "a share must be above 0 and at most 1, not " + share);
        }
        if (share < 1) {
            long[] counts = current.countArray();
            for (int id = 0; id < counts.length; id++) {
                counts[id] = Math.max(1, Math.round(share * counts[id]));
            }
            KeyBytes keys = new KeyBytes();
            keys.addAll(current);
            current = Vocabulary.of(keys, counts);
            waiting.replaceAll((word, count) -> Math.max(1, Math.round(share * count)));
        }
        return this;
    }

    /// What it has grown to.
    public Vocabulary current() {
        return current;
    }

    /// Takes in counted words.
    ///
    /// @throws IllegalArgumentException if there is no word to learn from, neither known nor new
    Kept grow(WordTable words, long minCount, int maxWords) {
        int[] ids = Kept.none(words);
        long[] counts = Arrays.copyOf(current.countArray(), current.size() + words.size());
        int size = current.size();
        int found = 0;
        KeyBytes keys = new KeyBytes();
        keys.addAll(current);
        for (int word : Ranking.rank(words, 1, Integer.MAX_VALUE)) {
            int id = current.id(words.bytes(), words.start(word), words.end(word));
            long count = words.count(word);
            if (id < 0) {
                count = wait(words, word, minCount, size < maxWords);
                if (count >= minCount && size < maxWords) {
                    id = size++;
                    keys.add(words.bytes(), words.start(word), words.end(word));
                }
            }
            if (id >= 0) {
                ids[word] = id;
                counts[id] += count;
                found++;
            }
        }
        if (found == 0) {
            throw Kept.noWord(words, minCount);
        }
        forgetRare();
        MemorySegment all = MemorySegment.ofArray(Arrays.copyOf(counts, size));
        current = Vocabulary.view(keys.bytes(), keys.offsets(), all, null);
        return new Kept(current, ids);
    }

    /// Adds to what a new word was seen before.
    ///
    /// @return how often it was seen in all
    private long wait(WordTable words, int word, long minCount, boolean room) {
        String key =
                new String(
                        words.bytes(),
                        words.start(word),
                        words.end(word) - words.start(word),
                        StandardCharsets.UTF_8);
        long seen = waiting.merge(key, words.count(word), Long::sum);
        if (seen >= minCount && room) {
            waiting.remove(key);
        }
        return seen;
    }

    private void forgetRare() {
        if (waiting.size() > MOST_WAITING) {
            waiting.values().removeIf(count -> count == 1);
        }
    }
}
