package dev.akin.compress;

import dev.akin.format.Column;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.IndexedTable;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Keys that stay where others leave with their rows.
///
/// @param ids of those that stay, rising
/// @param table their rows
@SuppressWarnings("ArrayRecordComponent") // never compared
record KeptKeys(int[] ids, EmbeddingTable table) {

    /// @param made by a compressor that leaves rows out
    /// @throws IllegalArgumentException if it is not the outermost one
    static KeptKeys of(EmbeddingTable made, Compressor compressor) {
        if (!(made instanceof IndexedTable indexed)) {
            throw inside(compressor);
        }
        int[] index = indexed.index().toArray(ValueLayout.JAVA_INT_UNALIGNED);
        int[] ids =
                IntStream.range(0, index.length)
                        .filter(id -> index[id] != IndexedTable.NONE)
                        .toArray();
        if (ids.length != indexed.inner().rows()) {
            throw inside(compressor);
        }
        return new KeptKeys(ids, indexed.inner());
    }

    private static IllegalArgumentException inside(Compressor compressor) {
        return new IllegalArgumentException(
                compressor.method() + " leaves keys out inside another method: let it come first");
    }

    Vocabulary vocabulary(Vocabulary all) {
        return some(all, ids);
    }

    /// Some keys, with their counts.
    static Vocabulary some(Vocabulary all, int[] ids) {
        List<String> keys = Arrays.stream(ids).mapToObj(all::key).toList();
        return Vocabulary.of(
                keys, all.counted() ? Arrays.stream(ids).mapToLong(all::count).toArray() : null);
    }

    Column column(Column all) {
        return switch (all.kind()) {
            case TEXT -> Column.texts(Arrays.stream(ids).mapToObj(all::text).toList());
            case INTEGER -> Column.integers(Arrays.stream(ids).mapToLong(all::integer).toArray());
            case NUMBER -> {
                float[] numbers = new float[ids.length];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = all.number(ids[i]);
                }
                yield Column.numbers(numbers);
            }
        };
    }
}
