package dev.akin.networks;

import java.util.ArrayList;
import java.util.List;

/// Sentences as a tagger reads them: rows of words, parts of words, and long sentences in pieces.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sentences(int[][] ids, int[][][] parts) {

    static Sentences of(List<List<String>> sentences, TaggerShape shape) {
        List<List<String>> pieces = pieces(sentences, shape.maxLength());
        return new Sentences(
                pieces.stream().map(shape.features()::ids).toArray(int[][]::new),
                shape.features().parts(pieces));
    }

    /// Every list cut into lists no longer than allowed, in their order; empty ones give none.
    static <T> List<List<T>> pieces(List<List<T>> lists, int longest) {
        List<List<T>> pieces = new ArrayList<>();
        for (List<T> list : lists) {
            for (int from = 0; from < list.size(); from += longest) {
                pieces.add(list.subList(from, Math.min(list.size(), from + longest)));
            }
        }
        return pieces;
    }

    int size() {
        return ids.length;
    }

    SequenceBatch batch(int[] chosen) {
        return SequenceBatch.of(ids, parts, chosen, 0);
    }
}
