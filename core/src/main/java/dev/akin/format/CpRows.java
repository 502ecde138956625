package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.CpTable;
import dev.akin.table.EmbeddingTable;

/// Short rows, two factors of the columns, F32 [J₁, rank] and [J₂, rank], and the mean of the rows.
final class CpRows implements StoredRows {
    static final String FIRST = "factor.1";
    static final String SECOND = "factor.2";

    @Override
    public String kind() {
        return "cp";
    }

    @Override
    public boolean holds(EmbeddingTable table) {
        return table instanceof CpTable;
    }

    @Override
    public EmbeddingTable inner(EmbeddingTable table) {
        return ((CpTable) table).inner();
    }

    @Override
    public void write(EmbeddingTable table, RowsWriter into) {
        CpTable cp = (CpTable) table;
        int rank = cp.inner().dimension();
        float[][] factors = cp.factors();
        into.part(FIRST, FactoredRows.floats(factors[0], factors[0].length / rank, rank));
        into.part(SECOND, FactoredRows.floats(factors[1], factors[1].length / rank, rank));
        into.part(FactoredRows.MEAN, Tensor.of(cp.mean()));
    }

    @Override
    public EmbeddingTable read(RowsReader from) throws MalformedFileException {
        long[] first = from.lengths(FIRST, 2);
        long[] second = from.lengths(SECOND, 2);
        if (first[1] != second[1]) {
            throw from.malformed(
                    SECOND, "is of rank " + second[1] + ", but the other factor of " + first[1]);
        }
        float[][] factors = {from.floats(FIRST, first), from.floats(SECOND, second)};
        float[] mean = from.floats(FactoredRows.MEAN, first[0] * second[0]);
        EmbeddingTable inner = from.inner(from.rows(), (int) first[1]);
        try {
            return CpTable.of(inner, factors, mean);
        } catch (IllegalArgumentException e) {
            throw from.malformed(FIRST, "stands with rows that do not fit: " + e.getMessage());
        }
    }
}
