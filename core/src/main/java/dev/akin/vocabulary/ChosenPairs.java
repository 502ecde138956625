package dev.akin.vocabulary;

import dev.akin.vocabulary.EncodingSink.Span;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;

/// The pairs that one pass joins, and how often each was joined.
final class ChosenPairs {
    private final Partners partners;
    private final PairTable numbers = new PairTable();
    private final long[] pairs;
    private final int[] ids;
    private final AtomicLongArray joined;

    private ChosenPairs(List<Long> chosen, Partners partners) {
        this.partners = partners;
        this.pairs = chosen.stream().mapToLong(Long::longValue).toArray();
        this.ids = new int[pairs.length];
        this.joined = new AtomicLongArray(pairs.length);
    }

    /// @param words gets the phrases, as yet uncounted
    /// @param partners that all the pairs are possible among
    static ChosenPairs of(List<Long> pairs, WordTable words, Partners partners) {
        ChosenPairs chosen = new ChosenPairs(pairs, partners);
        for (int i = 0; i < chosen.pairs.length; i++) {
            chosen.ids[i] = addPhrase(words, chosen.pairs[i]);
            chosen.numbers.add(chosen.pairs[i], i + 1);
        }
        return chosen;
    }

    private static int addPhrase(WordTable words, long pair) {
        int first = PairTable.first(pair);
        int second = PairTable.second(pair);
        int firstLength = words.end(first) - words.start(first);
        int secondLength = words.end(second) - words.start(second);
        int length = Math.addExact(firstLength, secondLength) + 1;
        byte[] key = new byte[length + Long.BYTES];
        System.arraycopy(words.bytes(), words.start(first), key, 0, firstLength);
        key[firstLength] = Phrases.SEPARATOR;
        System.arraycopy(words.bytes(), words.start(second), key, firstLength + 1, secondLength);
        return words.add(key, 0, length, 0);
    }

    int size() {
        return pairs.length;
    }

    void forEachId(IntConsumer action) {
        for (int id : ids) {
            action.accept(id);
        }
    }

    /// Joins the pairs where they lie.
    ///
    /// @param progress hears of the ids that are read; may throw to stop the work
    /// @return the spans as they are afterwards
    List<Span> join(List<Span> text, int threads, IntConsumer progress) {
        SpanEdit edit = new SpanEdit(text);
        edit.run(
                threads,
                (buffer, span) -> {
                    progress.accept(span.count());
                    return join(buffer, span.count());
                });
        return edit.spans();
    }

    private int join(int[] buffer, int count) {
        int size = 0;
        boolean open = false;
        for (int i = 0; i < count; i++) {
            int id = buffer[i];
            int number = open && id >= 0 ? number(buffer[size - 1], id) : -1;
            if (number >= 0) {
                buffer[size - 1] = ids[number];
                joined.incrementAndGet(number);
            } else {
                buffer[size++] = id;
            }
            open = number < 0 && id >= 0;
        }
        return size;
    }

    private int number(int first, int second) {
        return partners.possible(first, second)
                ? (int) numbers.get(PairTable.pair(first, second)) - 1
                : -1;
    }

    /// Brings the counts of words and phrases up to date.
    ///
    /// @return how many words fewer the text has
    long settle(WordTable words) {
        long all = 0;
        for (int i = 0; i < pairs.length; i++) {
            long times = joined.get(i);
            words.changeCount(PairTable.first(pairs[i]), -times);
            words.changeCount(PairTable.second(pairs[i]), -times);
            words.changeCount(ids[i], times);
            all += times;
        }
        return all;
    }
}
