package dev.akin.lexicon;

import dev.akin.embeddings.Embeddings;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Words that an edited lexicon names no more: they go back to where they were.
final class Released {
    private Released() {}

    /// @param held rows that the lexicon still names, rising
    static Embeddings of(Embeddings fitted, Embeddings original, int[] held) {
        int[] rows = rows(fitted, original, held);
        return UnitRows.into(
                fitted, original.table(), rows, UnitRows.of(original.table(), rows), "");
    }

    static int count(Embeddings fitted, Embeddings original, int[] held) {
        return rows(fitted, original, held).length;
    }

    private static int[] rows(Embeddings fitted, Embeddings original, int[] held) {
        return IntStream.range(0, fitted.size())
                .filter(row -> Arrays.binarySearch(held, row) < 0)
                .filter(row -> moved(fitted.table().row(row), original.table().row(row)))
                .toArray();
    }

    private static boolean moved(float[] now, float[] before) {
        return Retrofitting.distance(now, before) > 1e-5 * UnitRows.norm(before);
    }
}
