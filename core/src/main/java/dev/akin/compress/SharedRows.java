package dev.akin.compress;

import dev.akin.table.EmbeddingTable;
import dev.akin.table.IndexedTable;
import dev.akin.table.PickedRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which row stands for each, as a table: those that stand for none are left out.
///
/// @param leaders of each row the row that stands for it, itself where it stands for itself; -1 for the fallback
@SuppressWarnings("ArrayRecordComponent") // never compared
record SharedRows(int[] leaders) {

    /// How many rows stand for themselves.
    int kept() {
        return (int) IntStream.range(0, leaders.length).filter(row -> leaders[row] == row).count();
    }

    /// @param inner makes the rows that are left smaller; null to keep them as they are
    /// @param fallback for rows without; of no numbers for zeros; null where all have one
    EmbeddingTable of(
            EmbeddingTable table, @Nullable Compressor inner, float @Nullable [] fallback) {
        if (fallback != null && inner != null && inner.turns() && fallback.length > 0) {
            throw new IllegalArgumentException(
                    inner.method()
                            + " turns rows, but not the mean that stands for the others; let the"
                            + " nearest row stand for them");
        }
        int[] kept = IntStream.range(0, leaders.length).filter(r -> leaders[r] == r).toArray();
        int[] places = new int[leaders.length];
        Arrays.fill(places, IndexedTable.NONE);
        for (int place = 0; place < kept.length; place++) {
            places[kept[place]] = place;
        }
        MemorySegment index =
                Arena.ofAuto().allocate(ValueLayout.JAVA_INT, Math.max(1, leaders.length));
        for (int row = 0; row < leaders.length; row++) {
            int place = leaders[row] < 0 ? IndexedTable.NONE : places[leaders[row]];
            index.setAtIndex(ValueLayout.JAVA_INT, row, place);
        }
        EmbeddingTable rows = picked(table, kept);
        EmbeddingTable smaller = inner == null ? rows : inner.compress(rows);
        boolean zeros = fallback != null && fallback.length == 0;
        return IndexedTable.of(
                smaller,
                index.asSlice(0, (long) Integer.BYTES * leaders.length),
                zeros ? new float[smaller.dimension()] : fallback);
    }

    private EmbeddingTable picked(EmbeddingTable table, int[] kept) {
        return RememberingTable.of(
                table,
                List.of("picked", Arrays.hashCode(leaders), kept.length),
                () ->
                        table instanceof RememberingTable
                                ? new RememberingTable(new PickedRows(table, kept))
                                : new PickedRows(table, kept));
    }

    /// `outer`, or `outer+inner`.
    static String method(String outer, @Nullable Compressor inner) {
        return inner == null ? outer : outer + "+" + inner.method();
    }
}
