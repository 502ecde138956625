package dev.akin.format;

import dev.akin.MalformedFileException;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.TuckerShape;
import dev.akin.table.TuckerTable;

/// Short rows, a core, F32 [r₀, r₁, r₂], two factors of the columns, F32 [J₁, r₁] and [J₂, r₂], and the mean of the rows.
final class TuckerRows implements StoredRows {
    private static final String CORE = "core.1";

    @Override
    public String kind() {
        return "tucker";
    }

    @Override
    public boolean holds(EmbeddingTable table) {
        return table instanceof TuckerTable;
    }

    @Override
    public EmbeddingTable inner(EmbeddingTable table) {
        return ((TuckerTable) table).inner();
    }

    @Override
    public void write(EmbeddingTable table, RowsWriter into) {
        TuckerTable tucker = (TuckerTable) table;
        TuckerShape s = tucker.shape();
        float[][] factors = tucker.factors();
        into.part(
                CORE, FactoredRows.floats(factors[0], tucker.inner().dimension(), s.r1(), s.r2()));
        into.part(CpRows.FIRST, FactoredRows.floats(factors[1], s.j1(), s.r1()));
        into.part(CpRows.SECOND, FactoredRows.floats(factors[2], s.j2(), s.r2()));
        into.part(FactoredRows.MEAN, Tensor.of(tucker.mean()));
    }

    @Override
    public EmbeddingTable read(RowsReader from) throws MalformedFileException {
        long[] core = from.lengths(CORE, 3);
        long[] first = from.lengths(CpRows.FIRST, 2);
        long[] second = from.lengths(CpRows.SECOND, 2);
        if (core[1] != first[1] || core[2] != second[1]) {
            throw from.malformed(
                    CORE,
                    "is of ranks "
                            + core[1]
                            + " and "
                            + core[2]
                            + ", but the factors of "
                            + first[1]
                            + " and "
                            + second[1]);
        }
        float[][] factors = {
            from.floats(CORE, core),
            from.floats(CpRows.FIRST, first),
            from.floats(CpRows.SECOND, second)
        };
        float[] mean = from.floats(FactoredRows.MEAN, first[0] * second[0]);
        EmbeddingTable inner = from.inner(from.rows(), (int) core[0]);
        try {
            TuckerShape shape =
                    new TuckerShape(
                            (int) first[0], (int) second[0], (int) first[1], (int) second[1]);
            return TuckerTable.of(inner, shape, factors, mean);
        } catch (IllegalArgumentException e) {
            throw from.malformed(CORE, "stands with parts that do not fit: " + e.getMessage());
        }
    }
}
