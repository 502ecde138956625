package dev.akin.compress;

import dev.akin.algebra.Divisors;
import dev.akin.table.CpTable;
import dev.akin.table.EmbeddingTable;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Short rows, and a factor for each of two sides into which a row is folded: of the rows as a tensor `rows × J₁ × J₂` the nearest
/// sum of products that alternating least squares find (Carroll and Chang 1970, "canonical decomposition"; Harshman 1970, "parallel
/// factors"; Kolda and Bader 2009, "Tensor Decompositions and Applications", §3). The mean of the rows is kept apart. The
/// short rows may be made smaller in turn: `cp+int8`.
///
/// Rows stay whole, since the order of words says nothing that could be cut. So what a table saves against [LowRank] is the matrix:
/// two factors of `rank · (J₁ + J₂)` numbers stand where `rank · J₁ · J₂` do. At the same rank they fit no better than that
/// matrix, and the less the more alike the sides are; at the same bytes they fit better where there are not many
/// more rows than numbers in one.
///
/// Which minimum is found depends on chance. As the short rows follow from the factors, these are found from the products of the
/// table's columns: a turn takes the same time for a thousand rows as for a million.
public final class CpDecomposition implements Compressor {
    private static final int USUAL_TURNS = 200;

    /// Factors should take no more than the short rows by this: of 300 and of 1,000 word vectors of 300 numbers, the shapes that this
    /// gives, 5 × 60 and 2 × 150, lose least of all at equal bytes.
    private static final int SHARE = 4;

    private final int rank;
    private final int @Nullable [] shape;
    private final int turns;
    private final CompressorBuilder.Work work;
    private final @Nullable Compressor inner;

    private CpDecomposition(Builder builder) {
        this.rank = builder.rank();
        this.shape = builder.shape();
        this.turns = builder.turns();
        this.work = builder.work();
        this.inner = builder.inner();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String method() {
        return FactorBuilder.method("cp", inner);
    }

    @Override
    public OptionalLong bytes(int rows, int dimension) {
        int kept = FactorBuilder.kept(rank, dimension);
        int[] sides = sides(rows, dimension);
        long numbers = (long) kept * (sides[0] + sides[1]) + dimension;
        return FactorBuilder.bytes(inner, rows, kept, Float.BYTES * numbers);
    }

    /// @throws IllegalArgumentException if the dimension has no two factors, which the message answers with dimensions that have, or
    ///     not those asked for; if the rank is above the dimension, there is no row, or a number is not finite
    @Override
    public EmbeddingTable compress(EmbeddingTable table) {
        int kept = FactorBuilder.kept(rank, table.dimension());
        int[] sides = sides(table.rows(), table.dimension());
        CentredRows rows = CentredRows.of(table, work);
        AlternatingLeastSquares found =
                new AlternatingLeastSquares(new FoldedColumns(rows, sides, work), kept, work);
        found.run(turns);
        EmbeddingTable shortRows = rows.times(found.lowering(), kept);
        return CpTable.of(FactorBuilder.smaller(shortRows, inner), found.factors(), rows.mean());
    }

    private int[] sides(int rows, int dimension) {
        if (shape == null) {
            return Divisors.two(dimension, rows / SHARE);
        }
        TensorBuilder.checkShape(shape, dimension);
        return shape;
    }

    /// Collects options. Unless told, a row is folded into sides as unlike as lets factors take a quarter of what short rows take, else
    /// into sides as alike as can be; and factors are found anew 200 times at the most. Not thread-safe.
    public static final class Builder extends TensorBuilder<Builder> {
        private Builder() {
            super(USUAL_TURNS);
        }

        @Override
        Builder self() {
            return this;
        }

        public CpDecomposition build() {
            return new CpDecomposition(this);
        }
    }
}
