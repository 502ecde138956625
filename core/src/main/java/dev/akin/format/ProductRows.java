package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.QuantizedTable;
import java.util.List;

/// A byte a part of a row: U8 [rows, levels × parts], with the centroids that codes name, and what rows were turned by.
final class ProductRows implements StoredRows {
    private static final String CODEBOOKS = "codebooks";
    private static final String ROTATION = "rotation";

    @Override
    public String kind() {
        return "pq";
    }

    @Override
    public boolean holds(EmbeddingTable table) {
        return table instanceof QuantizedTable quantized
                && !quantized.hasNorms()
                && isEven(quantized.codes(), quantized.dimension());
    }

    /// Whether the width of parts can be told from their number, which alone is stored.
    private static boolean isEven(QuantizedTable.Codes codes, int dimension) {
        return Math.ceilDiv(dimension, Math.ceilDiv(dimension, codes.width())) == codes.width();
    }

    @Override
    public void write(EmbeddingTable table, RowsWriter into) {
        QuantizedTable quantized = (QuantizedTable) table;
        QuantizedTable.Codes codes = quantized.codes();
        long dimension = quantized.dimension();
        into.main(
                Tensor.of(
                        TensorType.U8,
                        codes.codes().asReadOnly(),
                        quantized.rows(),
                        (long) codes.levels() * Math.ceilDiv(dimension, (long) codes.width())));
        into.part(
                CODEBOOKS,
                shaped(codes.centroids(), codes.levels(), dimension, QuantizedTable.CENTROIDS));
        float[] rotation = quantized.rotation();
        if (rotation != null) {
            into.part(ROTATION, shaped(rotation, dimension, dimension));
        }
    }

    private static Tensor shaped(float[] values, long... shape) {
        return Tensor.of(TensorType.F32, Tensor.of(values).data(), shape);
    }

    @Override
    public EmbeddingTable read(RowsReader from) throws MalformedFileException {
        Tensor codes = from.main(TensorType.U8);
        List<Long> shape = from.tensor(CODEBOOKS).shape();
        if (shape.size() != 3 || shape.get(0) < 1 || shape.get(1) < 1) {
            throw from.malformed(
                    CODEBOOKS, "has the shape " + shape + ", not [levels, dimension, 256]");
        }
        long levels = shape.get(0);
        long dimension = shape.get(1);
        float[] centroids = from.floats(CODEBOOKS, levels, dimension, QuantizedTable.CENTROIDS);
        int width = width(from, codes.shape().get(1), levels, dimension);
        QuantizedTable.Codes read =
                new QuantizedTable.Codes(codes.data(), centroids, width, (int) levels);
        return from.has(ROTATION)
                ? turned(from, read, from.floats(ROTATION, dimension, dimension))
                : new QuantizedTable(read, null);
    }

    private static int width(RowsReader from, long codes, long levels, long dimension)
            throws MalformedFileException {
        long parts = codes / levels;
        long width = parts < 1 ? 0 : Math.ceilDiv(dimension, parts);
        if (parts < 1 || parts * levels != codes || Math.ceilDiv(dimension, width) != parts) {
            throw from.malformed(
                    "has "
                            + codes
                            + " codes a row, into which "
                            + levels
                            + " levels of "
                            + dimension
                            + " numbers cannot be cut");
        }
        return (int) width;
    }

    private static EmbeddingTable turned(
            RowsReader from, QuantizedTable.Codes codes, float[] rotation)
            throws MalformedFileException {
        try {
            return QuantizedTable.turned(codes, rotation);
        } catch (IllegalArgumentException e) {
            throw from.malformed(ROTATION, String.valueOf(e.getMessage()));
        }
    }
}
