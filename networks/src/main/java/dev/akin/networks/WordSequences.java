package dev.akin.networks;

import dev.akin.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sentences as a language model reads them: what it sees at each place, and what comes next there.
///
/// Row 0 is nothing, row 1 all unknown words, row 2 the bound of a sentence: its start where it is seen, its end where it comes next.
@SuppressWarnings("ArrayRecordComponent") // never compared
record WordSequences(int[][] seen, int[][] next) {
    static final int UNKNOWN = 1;
    static final int BOUND = 2;
    static final int RESERVED = 3;

    /// @param longest sentences of more places go on in another sequence
    static WordSequences of(List<List<String>> sentences, Vocabulary words, int longest) {
        List<int[]> seen = new ArrayList<>();
        List<int[]> next = new ArrayList<>();
        for (List<String> sentence : sentences) {
            int[] rows = rows(sentence, words);
            for (int from = 0; from < rows.length - 1; from += longest) {
                int to = Math.min(rows.length - 1, from + longest);
                seen.add(Arrays.copyOfRange(rows, from, to));
                next.add(Arrays.copyOfRange(rows, from + 1, to + 1));
            }
        }
        return new WordSequences(seen.toArray(int[][]::new), next.toArray(int[][]::new));
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
