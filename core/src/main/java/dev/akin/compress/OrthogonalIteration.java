package dev.akin.compress;

import dev.akin.algebra.MatrixProduct;
import dev.akin.algebra.SymmetricEigen;
import dev.akin.algebra.Workers;
import dev.akin.table.TuckerShape;

/// A core and factors of orthonormal columns, each in turn the best that there is for the others (De Lathauwer et al. 2000, algorithm
/// 4.2), from the products of columns S = Xᵀ X alone.
///
/// Let W be the products of the columns of both factors, `dimension × r₁ r₂`. The first factor of the rows is that of the leading
/// eigenvectors V of Wᵀ S W, whose eigenvalues Λ say what is kept: X W V Λ^(−½). It need not be computed, for what the other two
/// follow from is its product with the rows, Λ^(−½) Vᵀ Wᵀ S. In the end Vᵀ is the core, and X W V are the short rows.
final class OrthogonalIteration {
    /// Changes of the share of squares that is lost, below which it stands still.
    private static final double STILL = 1e-8;

    private final FoldedColumns columns;
    private final int rank;
    private final TuckerShape shape;
    private final Workers workers;

    /// Rows are the columns of the factors: `r₁ × J₁`, `r₂ × J₂`.
    private double[][] first;

    private double[][] second;

    /// Vᵀ, `rank × r₁ r₂`.
    private double[][] core = {};

    OrthogonalIteration(FoldedColumns columns, int rank, TuckerShape shape) {
        this.columns = columns;
        this.rank = rank;
        this.shape = shape;
        this.workers = columns.workers();
        this.first =
                leading(SymmetricEigen.of(sideProducts(shape.j1(), shape.j2(), 1)), shape.r1());
        this.second =
                leading(SymmetricEigen.of(sideProducts(shape.j2(), 1, shape.j2())), shape.r2());
    }

    /// Of one side with itself, summed over the other: where factors begin (De Lathauwer et al. 2000, HOSVD).
    ///
    /// @param stride from one place of the side to the next
    /// @param other from one place of the other side to the next
    private double[][] sideProducts(int side, int stride, int other) {
        double[][] s = columns.products();
        double[][] sums = new double[side][side];
        int count = s.length / side;
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                for (int k = 0; k < count; k++) {
                    sums[i][j] += s[i * stride + k * other][j * stride + k * other];
                }
            }
        }
        return sums;
    }

    private static double[][] leading(SymmetricEigen eigen, int count) {
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = eigen.vector(i);
        }
        return rows;
    }

    /// Finds factors, and tells the error of each turn.
    void run(int turns) {
        double before = Double.POSITIVE_INFINITY;
        for (int turn = 1; ; turn++) {
            double[][] sums = MatrixProduct.of(pairs(), columns.products(), workers);
            double[][] small = MatrixProduct.of(sums, MatrixProduct.transposed(pairs()), workers);
            SymmetricEigen eigen = SymmetricEigen.of(small);
            core = leading(eigen, rank);
            double left = left(eigen.values());
            columns.tell(turn, turns, left);
            if (turn == turns || isWhole() || Math.abs(before - left) < STILL) {
                columns.tell(turns, turns, left);
                return;
            }
            before = left;
            improve(MatrixProduct.of(core, sums, workers), eigen.values());
        }
    }

    /// Whether factors only turn their sides, so that no others are better.
    private boolean isWhole() {
        return shape.slice() == shape.dimension();
    }

    /// Wᵀ, `r₁ r₂ × dimension`.
    private double[][] pairs() {
        double[][] pairs = new double[shape.r1() * shape.r2()][columns.products().length];
        for (int p = 0; p < pairs.length; p++) {
            double[] one = first[p / shape.r2()];
            double[] other = second[p % shape.r2()];
            for (int i = 0; i < pairs[p].length; i++) {
                pairs[p][i] = one[i / shape.j2()] * other[i % shape.j2()];
            }
        }
        return pairs;
    }

    private double left(double[] values) {
        double kept = 0;
        for (int i = 0; i < rank; i++) {
            kept += Math.max(0, values[i]);
        }
        return columns.all() == 0 ? 0 : Math.max(0, 1 - kept / columns.all());
    }

    /// The best first factor for the rows and the second one, then the best second one for that.
    ///
    /// @param rows the first factor of the rows times these, `rank × dimension`, but for its lengths
    /// @param squares of the lengths
    private void improve(double[][] rows, double[] squares) {
        for (int a = 0; a < rank; a++) {
            double scale = squares[a] > 0 ? 1 / Math.sqrt(squares[a]) : 0;
            for (int i = 0; i < rows[a].length; i++) {
                rows[a][i] *= scale;
            }
        }
        first = leading(SymmetricEigen.of(squares(rows, second, true)), shape.r1());
        second = leading(SymmetricEigen.of(squares(rows, first, false)), shape.r2());
    }

    /// Of one side with itself, where the other one is replaced by what its factor makes of it.
    ///
    /// @param factor of the other side, as rows
    /// @param firstSide which one is meant
    private double[][] squares(double[][] rows, double[][] factor, boolean firstSide) {
        int side = firstSide ? shape.j1() : shape.j2();
        double[][] sums = new double[side][side];
        for (double[] row : rows) {
            double[][] folded = folded(row);
            double[][] own = firstSide ? MatrixProduct.transposed(folded) : folded;
            double[][] lowered = MatrixProduct.of(factor, own, workers);
            double[][] products =
                    MatrixProduct.of(MatrixProduct.transposed(lowered), lowered, workers);
            for (int i = 0; i < side; i++) {
                for (int j = 0; j < side; j++) {
                    sums[i][j] += products[i][j];
                }
            }
        }
        return sums;
    }

    private double[][] folded(double[] row) {
        double[][] folded = new double[shape.j1()][shape.j2()];
        for (int i = 0; i < row.length; i++) {
            folded[i / shape.j2()][i % shape.j2()] = row[i];
        }
        return folded;
    }

    /// What takes rows to short ones, `dimension × rank`.
    float[] lowering() {
        return columns(MatrixProduct.of(core, pairs(), workers));
    }

    /// The core, `rank × r₁ × r₂`, and the factors of the columns, `J₁ × r₁` and `J₂ × r₂`.
    float[][] factors() {
        return new float[][] {
            columns(MatrixProduct.transposed(core)), columns(first), columns(second)
        };
    }

    private static float[] columns(double[][] rows) {
        float[] columns = new float[rows.length * rows[0].length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = (float) rows[i % rows.length][i / rows.length];
        }
        return columns;
    }
}
