package dev.akin.format;

import dev.akin.table.BinaryTable;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.Int4Table;
import dev.akin.table.Int8Table;
import dev.akin.table.QuantizedTable;
import dev.akin.table.RescoredTable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Files of rows that are kept as codes: a byte, four bits or a bit a number, or a byte a part.
class CodeFilesTest extends StoredRowsContract {
    private static MemorySegment bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 83 + 29);
        }
        return MemorySegment.ofArray(bytes);
    }

    /// The second row is zeros.
    private static MemorySegment rowScale() {
        ByteBuffer scales = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        scales.putFloat(0, 0.5f).putFloat(4, Float.NaN).putFloat(8, 2);
        return MemorySegment.ofArray(scales.array());
    }

    private static EmbeddingTable int4(boolean byRow) {
        return Int4Table.of(bytes(9), random(5), random(5), byRow ? rowScale() : null);
    }

    private static EmbeddingTable int8(boolean byRow) {
        return Int8Table.of(bytes(15), random(5), random(5), byRow ? rowScale() : null);
    }

    private static BinaryTable binary(boolean plain) {
        return plain
                ? BinaryTable.of(bytes(3), 3, 5)
                : BinaryTable.of(bytes(3), random(5), random(5));
    }

    private static QuantizedTable.Codes codes(int width, int levels) {
        float[] centroids = random(levels * 2 * QuantizedTable.CENTROIDS);
        int parts = levels * Math.ceilDiv(2, width);
        return new QuantizedTable.Codes(bytes(3 * parts), centroids, width, levels);
    }

    private static EmbeddingTable pq() {
        return new QuantizedTable(codes(1, 1), null);
    }

    private static EmbeddingTable opq() {
        return QuantizedTable.turned(codes(2, 1), new float[] {0.6f, 0.8f, -0.8f, 0.6f});
    }

    private static EmbeddingTable residual() {
        return new QuantizedTable(codes(1, 2), null);
    }

    @Override
    List<EmbeddingTable> tables() {
        EmbeddingTable floats = EmbeddingTable.of(random(15), 3, 5);
        return List.of(
                int4(false),
                int4(true),
                int8(true),
                binary(false),
                new RescoredTable(binary(true), floats),
                new RescoredTable(binary(false), int4(true)),
                new RescoredTable(binary(false), int8(false)),
                pq(),
                opq(),
                residual());
    }

    @Test
    void saysWhichHalfBytesDoNotAgree() throws IOException {
        EmbeddingTable int4 = int4(true);
        refused(int4, "the tensor \"embeddings.scale\" is missing", ".scale", ".scald");
        refused(
                int4,
                "has 6 codes a row, but akin.tables says 4",
                "dimension\\\":5",
                "dimension\\\":4");
        refused(
                int4,
                "has 6 codes a row, but akin.tables says 7",
                "dimension\\\":5",
                "dimension\\\":7");
        refused(
                int4,
                "must be F32 [2], but is F32 [5]",
                "[3,3]",
                "[9,1]",
                "dimension\\\":5",
                "dimension\\\":2");
        refused(int4, "must be U8 in two dimensions", "[3,3]", "[9]  ");
    }

    @Test
    void saysWhichBitsDoNotAgree() throws IOException {
        EmbeddingTable both = new RescoredTable(binary(false), int8(false));
        refused(both, "\"embeddings.bits\" is missing", "embeddings.bits\"", "embeddings.bitz\"");
        refused(both, "\"embeddings.bits-zero\" is missing", ".bits-zero", ".bits-zerx");
        refused(both, "the tensor \"embeddings\" must be U8", "binary+int8\\\"", "binary\\\"     ");
        refused(both, "is of the kind flat", "binary+int8", "binary+flat");
        refused(both, "bits a row, but akin.tables says 9", "dimension\\\":5", "dimension\\\":9");
        refused(both, "must be F32 [3], but is F32 [5]", "[3,5]", "[5,3]");
    }

    @Test
    void saysWhichPartsDoNotAgree() throws IOException {
        refused(pq(), "\"embeddings.codebooks\" is missing", ".codebooks", ".codebookz");
        refused(pq(), "not [levels, dimension, 256]", "[1,2,256]", "[2,256]  ");
        refused(pq(), "must be F32 [1, 4, 256]", "[1,2,256]", "[1,4,128]");
        refused(pq(), "3 codes a row, into which 1 levels of 2 numbers", "[3,2]", "[2,3]");
        refused(pq(), "has 6 rows, but akin.tables says 3", "[3,2]", "[6,1]");
        refused(residual(), "has 1 dimensions, but akin.tables says 2", "[2,2,256]", "[4,1,256]");
        refused(residual(), "must be U8 in two dimensions", "[3,4]", "[12] ");
        refused(opq(), "must be F32 [2, 2], but is F32 [1, 4]", "[2,2]", "[1,4]");
        refused(opq(), "must be F32 [2, 2], but is F32 [4]", "[2,2]", "[4]  ");
    }
}
