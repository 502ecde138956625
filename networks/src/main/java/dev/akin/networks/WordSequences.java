package dev.akin.networks;

import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Sentences as a language model reads them: what it sees at each place, and what comes next there.
///
/// Row 0 is nothing, row 1 all unknown words, row 2 the bound of a sentence: its start where it is seen, its end where it comes next.
@SuppressWarnings("ArrayRecordComponent") // never compared
record WordSequences(int[][] seen, int[][] next) {
    static final int UNKNOWN = 1;
    static final int BOUND = 2;
    static final int RESERVED = 3;

    /// Sentences from their starts to their ends.
    ///
    /// @param longest sentences of more places go on in another sequence
    static WordSequences of(List<List<String>> sentences, Vocabulary words, int longest) {
        return of(sentences.stream().map(sentence -> rows(sentence, words)), longest);
    }

    /// Lists that go on: their ends are not to be predicted. Empty ones give none.
    ///
    /// @param longest as [#of(List, Vocabulary, int)]
    static WordSequences unended(Collection<List<String>> lists, Vocabulary keys, int longest) {
        return of(
                lists.stream()
                        .map(list -> rows(list, keys))
                        .map(rows -> Arrays.copyOf(rows, rows.length - 1)),
                longest);
    }

    private static WordSequences of(Stream<int[]> whole, int longest) {
        List<int[]> seen = new ArrayList<>();
        List<int[]> next = new ArrayList<>();
        whole.forEach(rows -> {
            for (int from = 0; from < rows.length - 1; from += longest) {
                int to = Math.min(rows.length - 1, from + longest);
                seen.add(Arrays.copyOfRange(rows, from, to));
                next.add(Arrays.copyOfRange(rows, from + 1, to + 1));
            }
        });
        return new WordSequences(seen.toArray(int[][]::new), next.toArray(int[][]::new));
    }

    /// What is seen before the place behind the last key.
    ///
    /// @param longest only so many of the last places
    static int[] last(List<String> keys, Vocabulary known, int longest) {
        int[] rows = rows(keys, known);
        int to = rows.length - 1;
        return Arrays.copyOfRange(rows, Math.max(0, to - longest), to);
    }

    /// A sentence between its bounds.
    static int[] rows(List<String> sentence, Vocabulary words) {
        int[] rows = new int[sentence.size() + 2];
        rows[0] = BOUND;
        rows[rows.length - 1] = BOUND;
        for (int i = 0; i < sentence.size(); i++) {
            int id = words.id(sentence.get(i));
            rows[i + 1] = id < 0 ? UNKNOWN : RESERVED + id;
        }
        return rows;
    }

    int size() {
        return seen.length;
    }

    /// How often each row comes next, from row 1, and once more, so that what was never seen is possible.
    long[] counts(int rows) {
        long[] counts = new long[rows - 1];
        Arrays.fill(counts, 1);
        for (int[] some : next) {
            for (int row : some) {
                counts[row - 1]++;
            }
        }
        return counts;
    }

    SequenceBatch batch(int[] chosen) {
        return SequenceBatch.of(seen, chosen, 0);
    }

    /// What comes next at each place of a batch; -1 behind the ends.
    int[] next(SequenceBatch batch, int[] chosen) {
        int[] rows = new int[batch.ids().length];
        Arrays.fill(rows, -1);
        for (int i = 0; i < chosen.length; i++) {
            int[] some = next[chosen[i]];
            System.arraycopy(some, 0, rows, i * batch.length(), some.length);
        }
        return rows;
    }
}
