package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.TensorTrainTable;
import dev.akin.table.TrainShape;

/// Three cores, F32 [I₁, J₁, R₁], [I₂, R₁, J₂, R₂] and [I₃, R₂, J₃], and the mean of the rows.
final class TensorTrainRows implements StoredRows {
    private static final String FIRST = "core.1";
    private static final String SECOND = "core.2";
    private static final String THIRD = "core.3";

    @Override
    public String kind() {
        return "tensor-train";
    }

    @Override
    public boolean holds(EmbeddingTable table) {
        return table instanceof TensorTrainTable;
    }

    @Override
    public void write(EmbeddingTable table, RowsWriter into) {
        TensorTrainTable train = (TensorTrainTable) table;
        TrainShape s = train.shape();
        float[][] cores = train.cores();
        into.part(FIRST, FactoredRows.floats(cores[0], s.i1(), s.j1(), s.r1()));
        into.part(SECOND, FactoredRows.floats(cores[1], s.i2(), s.r1(), s.j2(), s.r2()));
        into.part(THIRD, FactoredRows.floats(cores[2], s.i3(), s.r2(), s.j3()));
        into.part(FactoredRows.MEAN, Tensor.of(train.mean()));
    }

    @Override
    public EmbeddingTable read(RowsReader from) throws MalformedFileException {
        long[] first = from.lengths(FIRST, 3);
        long[] second = from.lengths(SECOND, 4);
        long[] third = from.lengths(THIRD, 3);
        if (first[2] != second[1] || second[3] != third[1]) {
            throw from.malformed(SECOND, "does not fit between the other cores");
        }
        try {
            TrainShape shape =
                    new TrainShape(
                            (int) first[0],
                            (int) second[0],
                            (int) third[0],
                            (int) first[1],
                            (int) second[2],
                            (int) third[2],
                            (int) first[2],
                            (int) third[1]);
            float[][] cores = {
                from.floats(FIRST, first), from.floats(SECOND, second), from.floats(THIRD, third)
            };
            float[] mean = from.floats(FactoredRows.MEAN, shape.dimension());
            return TensorTrainTable.of(shape, from.rows(), cores, mean);
        } catch (IllegalArgumentException e) {
            throw from.malformed(FIRST, "stands with cores that do not fit: " + e.getMessage());
        }
    }
}
