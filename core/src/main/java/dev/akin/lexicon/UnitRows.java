package dev.akin.lexicon;

import dev.akin.embeddings.Embeddings;
import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.SegmentTable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;

/// Rows brought to length 1, and back into a table with the lengths that they had.
final class UnitRows {
    private UnitRows() {}

    static float[][] of(EmbeddingTable table, int[] rows) {
        float[][] units = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            units[i] = unit(table.row(rows[i]));
        }
        return units;
    }

    private static float[] unit(float[] row) {
        scale(row, 1 / norm(row));
        return row;
    }

    static void scale(float[] row, double by) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (row[i] * by);
        }
    }

    /// The length, 0 of a row that holds numbers that are none.
    static double norm(float[] row) {
        double sum = 0;
        for (float number : row) {
            sum += (double) number * number;
        }
        return Double.isFinite(sum) ? Math.sqrt(sum) : 0;
    }

    /// The same words with some rows replaced, as float32.
    ///
    /// @param units as many as rows; each takes on the length of `lengths`' row
    static Embeddings into(
            Embeddings words, EmbeddingTable lengths, int[] rows, float[][] units, String how) {
        Map<Integer, float[]> changed = new LinkedHashMap<>();
        for (int i = 0; i < rows.length; i++) {
            float[] row = units[i].clone();
            scale(row, norm(lengths.row(rows[i])));
            changed.put(rows[i], row);
        }
        Map<String, String> metadata = new LinkedHashMap<>(words.metadata());
        metadata.put("akin.lexicon", how);
        Embeddings.Builder builder =
                Embeddings.builder(words.vocabulary(), copy(words.table(), changed))
                        .similarity(words.similarity())
                        .metadata(metadata)
                        .subwords(words.subwords());
        words.columns().forEach(builder::column);
        return builder.build();
    }

    private static EmbeddingTable copy(EmbeddingTable table, Map<Integer, float[]> changed) {
        long bytes = (long) table.rows() * table.dimension() * Float.BYTES;
        MemorySegment numbers = Arena.ofAuto().allocate(Math.max(1, bytes), 64).asSlice(0, bytes);
        long stride = (long) table.dimension() * Float.BYTES;
        float[] row = new float[table.dimension()];
        for (int r = 0; r < table.rows(); r++) {
            table.read(r, 1, row, 0);
            float[] values = changed.getOrDefault(r, row);
            MemorySegment.copy(MemorySegment.ofArray(values), 0, numbers, r * stride, stride);
        }
        return SegmentTable.of(numbers, ElementType.FLOAT32, table.rows(), table.dimension());
    }
}
