package dev.akin.table;

/// A table in three factors (Carroll and Chang 1970, "canonical decomposition"; Harshman 1970, "parallel factors"): columns are counted
/// by two digits (j₁, j₂), and number (j₁, j₂) of a row is Σₖ short row[k] · first[j₁, k] · second[j₂, k], plus the mean. The
/// short rows are a table of their own, which may be stored in any way. Immutable and thread-safe as they are.
public final class CpTable extends ProjectedTable {
    private final float[] first;
    private final float[] second;

    private CpTable(EmbeddingTable inner, float[][] factors, float[] projection, float[] mean) {
        super(inner, projection, mean);
        this.first = factors[0];
        this.second = factors[1];
    }

    /// A view of the short rows; the arrays are copied.
    ///
    /// @param inner short rows of `rank` numbers, at most as many as `mean` has
    /// @param factors the two of the columns, `J₁ × rank` and `J₂ × rank`, row-major
    /// @param mean of the rows, `J₁ · J₂` numbers
    /// @throws IllegalArgumentException if the sizes do not agree
    public static CpTable of(EmbeddingTable inner, float[][] factors, float[] mean) {
        int rank = inner.dimension();
        checkRank(rank, mean.length);
        int j1 = sides("first factor", factors[0], rank);
        int j2 = sides("second factor", factors[1], rank);
        checkLength("mean", mean, (long) j1 * j2);
        float[][] copies = {factors[0].clone(), factors[1].clone()};
        return new CpTable(inner, copies, projection(copies, rank), mean.clone());
    }

    private static int sides(String what, float[] factor, int rank) {
        if (factor.length == 0 || factor.length % rank != 0) {
            throw new IllegalArgumentException(
                    "the " + what + " has " + factor.length + " numbers, no rows of " + rank);
        }
        return factor.length / rank;
    }

    /// The product of both factors, column by column (Khatri and Rao 1968), turned: `rank × (J₁ · J₂)`.
    private static float[] projection(float[][] factors, int rank) {
        int j1 = factors[0].length / rank;
        int j2 = factors[1].length / rank;
        float[] projection = new float[rank * j1 * j2];
        int at = 0;
        for (int k = 0; k < rank; k++) {
            for (int i = 0; i < j1; i++) {
                float along = factors[0][i * rank + k];
                for (int j = 0; j < j2; j++) {
                    projection[at++] = along * factors[1][j * rank + k];
                }
            }
        }
        return projection;
    }

    /// The two factors of the columns, in the shapes that [#of] takes: copies.
    public float[][] factors() {
        return new float[][] {first.clone(), second.clone()};
    }

    @Override
    long factorNumbers() {
        return (long) first.length + second.length + dimension();
    }
}
