package dev.akin.compress;

import dev.akin.algebra.Divisors;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.TuckerShape;
import dev.akin.table.TuckerTable;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Short rows, a core, and a factor of orthonormal columns for each of two sides into which a row is folded (Tucker 1966): of the rows
/// as a tensor `rows × J₁ × J₂` what higher-order orthogonal iteration finds (De Lathauwer, De Moor and Vandewalle 2000, "On the
/// Best Rank-1 and Rank-(R₁, R₂, …, R_N) Approximation of Higher-Order Tensors"; Kolda and Bader 2009, §4). The mean of the
/// rows is kept apart. The short rows may be made smaller in turn: `tucker+int8`.
///
/// Rows stay whole, since the order of words says nothing that could be cut. Where both sides keep their full ranks, the rows are those
/// of [LowRank]; lower ranks make the core smaller than the matrix there, and lose more: of word vectors, in which
/// places near each other have nothing in common, more than a lower rank there does at the same bytes.
public final class TuckerDecomposition implements Compressor {
    private static final int USUAL_TURNS = 25;

    private final int rank;
    private final int @Nullable [] sideRanks;
    private final int @Nullable [] shape;
    private final int turns;
    private final CompressorBuilder.Work work;
    private final @Nullable Compressor inner;

    private TuckerDecomposition(Builder builder) {
        this.rank = builder.rank();
        this.sideRanks = builder.sideRanks;
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
        return FactorBuilder.method("tucker", inner);
    }

    @Override
    public OptionalLong bytes(int rows, int dimension) {
        int kept = FactorBuilder.kept(rank, dimension);
        TuckerShape folded = folded(rows, dimension, kept);
        long numbers =
                (long) kept * folded.slice()
                        + (long) folded.j1() * folded.r1()
                        + (long) folded.j2() * folded.r2()
                        + dimension;
        return FactorBuilder.bytes(inner, rows, kept, Float.BYTES * numbers);
    }

    /// @throws IllegalArgumentException if the dimension has no two factors, which the message answers with dimensions that have, or
    ///     not those asked for; if a rank is above its side, or the first above the product of the others; if there is no
    ///     row, or a number is not finite
    @Override
    public EmbeddingTable compress(EmbeddingTable table) {
        int kept = FactorBuilder.kept(rank, table.dimension());
        TuckerShape folded = folded(table.rows(), table.dimension(), kept);
        CentredRows rows = CentredRows.of(table, work);
        int[] sides = {folded.j1(), folded.j2()};
        OrthogonalIteration found =
                new OrthogonalIteration(new FoldedColumns(rows, sides, work), kept, folded);
        found.run(turns);
        EmbeddingTable shortRows = rows.times(found.lowering(), kept);
        return TuckerTable.of(
                FactorBuilder.smaller(shortRows, inner), folded, found.factors(), rows.mean());
    }

    private TuckerShape folded(int rows, int dimension, int kept) {
        int[] sides = shape == null ? Divisors.two(dimension) : shape;
        TensorBuilder.checkShape(sides, dimension);
        int[] ranks = sideRanks == null ? ranks(sides, rows, kept) : sideRanks;
        TuckerShape folded = new TuckerShape(sides[0], sides[1], ranks[0], ranks[1]);
        if (kept > folded.slice()) {
            throw new IllegalArgumentException(
                    "short rows of "
                            + kept
                            + " numbers are more than ranks of "
                            + ranks[0]
                            + " × "
                            + ranks[1]
                            + " tell apart; up to "
                            + folded.slice()
                            + " will do");
        }
        return folded;
    }

    /// Both sides whole; or the one of which more is left is cut, as long as the core is larger than the short rows, and they do not
    /// become longer than the sides' ranks tell apart.
    private static int[] ranks(int[] sides, int rows, int kept) {
        int[] ranks = sides.clone();
        while ((long) ranks[0] * ranks[1] > rows) {
            int cut = (long) ranks[0] * sides[1] > (long) ranks[1] * sides[0] ? 0 : 1;
            if ((long) (ranks[cut] - 1) * ranks[1 - cut] < kept) {
                break;
            }
            ranks[cut]--;
        }
        return ranks;
    }

    /// Collects options. Unless told, a row is folded into sides as alike as can be, which keep their full ranks unless the core would be
    /// larger than the short rows then; and factors are found anew 25 times at the most. Not thread-safe.
    public static final class Builder extends TensorBuilder<Builder> {
        private int @Nullable [] sideRanks;

        private Builder() {
            super(USUAL_TURNS);
        }

        @Override
        Builder self() {
            return this;
        }

        /// How many numbers of the core stand for each side of a row, from 1 to the side.
        public Builder sideRanks(int first, int second) {
            if (first < 1 || second < 1) {
                throw new IllegalArgumentException("ranks ≥ 1, not " + first + " × " + second);
            }
            sideRanks = new int[] {first, second};
            return this;
        }

        @Override
        void rank(MethodRequest asked) {
            int[] ranks = asked.wholes(MethodOption.RANK, "64 or 64x12x16");
            if (ranks.length != 1 && ranks.length != 3) {
                throw new IllegalArgumentException(
                        "rank is one number or three, such as 64x12x16, not " + ranks.length);
            }
            rank(ranks[0]);
            if (ranks.length == 3) {
                sideRanks(ranks[1], ranks[2]);
            }
        }

        public TuckerDecomposition build() {
            return new TuckerDecomposition(this);
        }
    }
}
