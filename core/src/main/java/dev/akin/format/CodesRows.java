package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.CodesTable;
import dev.akin.table.EmbeddingTable;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Codes that name vectors to be summed: U8 [rows, bytes], and the codebooks, F32 [codebooks, entries, dimension].
final class CodesRows implements StoredRows {
    private static final String BOOKS = "codebooks";

    @Override
    public String kind() {
        return "codes";
    }

    @Override
    public boolean holds(EmbeddingTable table) {
        return table instanceof CodesTable;
    }

    @Override
    public void write(EmbeddingTable table, RowsWriter into) {
        CodesTable codes = (CodesTable) table;
        int stride = CodesTable.stride(codes.count(), codes.entries());
        into.main(Tensor.of(TensorType.U8, codes.codes(), codes.rows(), stride));
        into.part(
                BOOKS,
                Tensor.of(
                        TensorType.F32,
                        MemorySegment.ofArray(codes.books()),
                        codes.count(),
                        codes.entries(),
                        codes.dimension()));
    }

    @Override
    public EmbeddingTable read(RowsReader from) throws MalformedFileException {
        Tensor codes = from.main(TensorType.U8);
        long[] shape = from.tensor(BOOKS).shape().stream().mapToLong(n -> n).toArray();
        if (shape.length != 3 || shape[0] < 1 || shape[0] > Integer.MAX_VALUE) {
            throw from.malformed(BOOKS, "needs three dimensions: codebooks, entries, numbers");
        }
        try {
            float[] books = from.floats(BOOKS, shape);
            CodesTable table = CodesTable.of(codes.data(), books, (int) shape[0], (int) shape[2]);
            if (table.rows() != codes.shape().getFirst()) {
                throw from.malformed(
                        "has codes of shape "
                                + codes.shape()
                                + " for codebooks of "
                                + Arrays.toString(shape));
            }
            return table;
        } catch (IllegalArgumentException e) {
            throw from.malformed(BOOKS, String.valueOf(e.getMessage()));
        }
    }
}
