package dev.akin.compress;

import dev.akin.algebra.Cholesky;
import dev.akin.algebra.MatrixProduct;
import dev.akin.algebra.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;

/// The factors of a sum of products, each in turn the best that there is for the others (Kolda and Bader 2009, figure 3.3).
///
/// Let P be the products of both factors of the columns, `rank × dimension`. The best short rows are A = X Pᵀ F with F = (P Pᵀ)⁻¹, so
/// that what the other two need, Aᵀ X and Aᵀ A, follows from S = Xᵀ X alone: Aᵀ X = F P S, Aᵀ A = F P S Pᵀ F. Rows are
/// not looked at again.
final class AlternatingLeastSquares {
    /// Changes of the share of squares that is lost, below which it stands still.
    private static final double STILL = 1e-8;

    /// What is added to diagonals at the least, by their mean, so that equations have a solution.
    private static final double RIDGE = 1e-10;

    private final FoldedColumns columns;
    private final int rank;
    private final Workers workers;

    /// `rank × J₁` and `rank × J₂`, rows of length 1.
    private final double[][] first;

    private final double[][] second;

    /// P, `rank × dimension`, and F · P.
    private double[][] products = {};

    private double[][] lowered = {};

    AlternatingLeastSquares(FoldedColumns columns, int rank, CompressorBuilder.Work work) {
        this.columns = columns;
        this.rank = rank;
        this.workers = columns.workers();
        SplittableRandom random = new SplittableRandom(work.seed());
        this.first = drawn(random, rank, columns.first());
        this.second = drawn(random, rank, columns.second());
    }

    private static double[][] drawn(SplittableRandom random, int rank, int side) {
        double[][] factor = new double[rank][side];
        for (double[] row : factor) {
            Arrays.setAll(row, i -> random.nextGaussian());
            normalize(row, row);
        }
        return factor;
    }

    /// A row of zeros stays what it was.
    private static void normalize(double[] row, double[] into) {
        double squares = 0;
        for (double number : row) {
            squares += number * number;
        }
        double norm = Math.sqrt(squares);
        for (int i = 0; norm > 0 && i < row.length; i++) {
            into[i] = row[i] / norm;
        }
    }

    /// Finds factors, and tells the error of each turn.
    void run(int turns) {
        double before = Double.POSITIVE_INFINITY;
        for (int turn = 1; ; turn++) {
            double[][] inverse = lower();
            double[][] sums = MatrixProduct.of(products, columns.products(), workers);
            double[][] inner = MatrixProduct.of(sums, MatrixProduct.transposed(products), workers);
            double[][] rows =
                    MatrixProduct.of(MatrixProduct.of(inverse, inner, workers), inverse, workers);
            double left = left(inverse, inner, rows);
            columns.tell(turn, turns, left);
            if (turn == turns || left == 0 || Math.abs(before - left) < STILL) {
                columns.tell(turns, turns, left);
                return;
            }
            before = left;
            improve(MatrixProduct.of(inverse, sums, workers), rows);
        }
    }

    /// P and F · P from the factors.
    ///
    /// @return F
    private double[][] lower() {
        int dimension = columns.products().length;
        products = new double[rank][dimension];
        for (int k = 0; k < rank; k++) {
            for (int i = 0; i < dimension; i++) {
                products[k][i] = first[k][i / columns.second()] * second[k][i % columns.second()];
            }
        }
        double[][] inverse = new double[rank][rank];
        for (int k = 0; k < rank; k++) {
            inverse[k][k] = 1;
        }
        double[][] squares = squares(second);
        multiply(squares, squares(first));
        Cholesky.shifted(squares, RIDGE, workers).solve(inverse);
        lowered = MatrixProduct.of(inverse, products, workers);
        return inverse;
    }

    private double[][] squares(double[][] factor) {
        return MatrixProduct.of(factor, MatrixProduct.transposed(factor), workers);
    }

    private static void multiply(double[][] into, double[][] by) {
        for (int i = 0; i < into.length; i++) {
            for (int j = 0; j < into.length; j++) {
                into[i][j] *= by[i][j];
            }
        }
    }

    /// |X − A P|² = |X|² − 2 tr(F P S Pᵀ) + tr(Aᵀ A P Pᵀ), by |X|²: right for any A, however F was rounded.
    private double left(double[][] inverse, double[][] inner, double[][] rows) {
        if (columns.all() == 0) {
            return 0;
        }
        double[][] squares = squares(first);
        multiply(squares, squares(second));
        double kept = 2 * MatrixProduct.trace(inverse, inner) - MatrixProduct.trace(rows, squares);
        return Math.max(0, 1 - kept / columns.all());
    }

    /// The best first factor for the rows and the second one, then the best second one for that.
    ///
    /// @param cross Aᵀ X, `rank × dimension`
    /// @param rows Aᵀ A
    private void improve(double[][] cross, double[][] rows) {
        double[][] better = new double[rank][columns.first()];
        for (int k = 0; k < rank; k++) {
            for (int i = 0; i < cross[k].length; i++) {
                better[k][i / columns.second()] += cross[k][i] * second[k][i % columns.second()];
            }
        }
        replace(first, better, rows, second);
        better = new double[rank][columns.second()];
        for (int k = 0; k < rank; k++) {
            for (int i = 0; i < cross[k].length; i++) {
                better[k][i % columns.second()] += cross[k][i] * first[k][i / columns.second()];
            }
        }
        replace(second, better, rows, first);
    }

    private void replace(double[][] factor, double[][] sides, double[][] rows, double[][] other) {
        double[][] squares = squares(other);
        multiply(squares, rows);
        Cholesky.shifted(squares, RIDGE, workers).solve(sides);
        for (int k = 0; k < rank; k++) {
            normalize(sides[k], factor[k]);
        }
    }

    /// What takes rows to short ones, `dimension × rank`.
    float[] lowering() {
        return columns(lowered);
    }

    /// The factors of the columns, `J₁ × rank` and `J₂ × rank`.
    float[][] factors() {
        return new float[][] {columns(first), columns(second)};
    }

    private float[] columns(double[][] matrix) {
        float[] columns = new float[rank * matrix[0].length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = (float) matrix[i % rank][i / rank];
        }
        return columns;
    }
}
