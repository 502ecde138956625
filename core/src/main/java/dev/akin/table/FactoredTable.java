package dev.akin.table;

/// A table in two factors: short rows times a matrix, plus the mean of the rows. Immutable and thread-safe as its short rows
/// are.
public final class FactoredTable extends ProjectedTable {
    private FactoredTable(EmbeddingTable inner, float[] projection, float[] mean) {
        super(inner, projection, mean);
    }

    /// A view of the short rows; the arrays are copied.
    ///
    /// @param projection `inner.dimension() × mean.length`, row-major
    /// @param mean of the rows, `dimension` numbers
    /// @throws IllegalArgumentException if the sizes do not agree
    public static FactoredTable of(EmbeddingTable inner, float[] projection, float[] mean) {
        checkSizes(inner.dimension(), mean.length);
        checkLength("projection", projection, (long) inner.dimension() * mean.length);
        return new FactoredTable(inner, projection.clone(), mean.clone());
    }

    @Override
    long factorNumbers() {
        return (inner().dimension() + 1L) * dimension();
    }
}
