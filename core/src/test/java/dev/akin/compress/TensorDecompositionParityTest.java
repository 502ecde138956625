package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.algebra.SymmetricEigen;
import dev.akin.table.CpTable;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.TuckerTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A turn of either method against its definition, on all numbers of a small tensor: what one turn more makes of factors is
/// what the definition makes of them.
class TensorDecompositionParityTest {
    private static final int ROWS = 80;
    private static final int J1 = 4;
    private static final int J2 = 6;

    private final EmbeddingTable table = Planted.ofRank(7, ROWS, J1 * J2, 0.5);
    private final double[][] numbers = centred(table);

    private static double[][] centred(EmbeddingTable table) {
        double[][] numbers = new double[ROWS][J1 * J2];
        for (int d = 0; d < J1 * J2; d++) {
            double mean = 0;
            for (int r = 0; r < ROWS; r++) {
                mean += (double) table.row(r)[d] / ROWS;
            }
            for (int r = 0; r < ROWS; r++) {
                numbers[r][d] = table.row(r)[d] - mean;
            }
        }
        return numbers;
    }

    private CpTable cp(int rank, int turns) {
        return (CpTable)
                CpDecomposition.builder()
                        .rank(rank)
                        .shape(J1, J2)
                        .turns(turns)
                        .build()
                        .compress(table);
    }

    private static double[][] matrix(float[] values, int width) {
        double[][] matrix = new double[values.length / width][width];
        for (int i = 0; i < values.length; i++) {
            matrix[i / width][i % width] = values[i];
        }
        return matrix;
    }

    /// Which x, row after row, makes Σ (y − x Kᵀ)² least: by the normal equations and Gauss's elimination.
    private static double[][] leastSquares(double[][] y, double[][] k) {
        int rank = k[0].length;
        double[][] x = new double[y.length][];
        for (int r = 0; r < y.length; r++) {
            double[][] system = new double[rank][rank + 1];
            for (int i = 0; i < rank; i++) {
                for (int j = 0; j < rank; j++) {
                    for (double[] row : k) {
                        system[i][j] += row[i] * row[j];
                    }
                }
                for (int c = 0; c < k.length; c++) {
                    system[i][rank] += y[r][c] * k[c][i];
                }
            }
            x[r] = eliminated(system);
        }
        return x;
    }

    private static double[] eliminated(double[][] system) {
        int n = system.length;
        for (int pivot = 0; pivot < n; pivot++) {
            for (int i = 0; i < n; i++) {
                double factor = i == pivot ? 0 : system[i][pivot] / system[pivot][pivot];
                for (int j = pivot; j <= n; j++) {
                    system[i][j] -= factor * system[pivot][j];
                }
            }
        }
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = system[i][n] / system[i][i];
        }
        return x;
    }

    /// Rows are all pairs of rows, the second one's numbers running faster.
    private static double[][] khatriRao(double[][] a, double[][] b) {
        List<double[]> rows = new ArrayList<>();
        for (double[] one : a) {
            for (double[] other : b) {
                double[] row = new double[one.length];
                for (int k = 0; k < row.length; k++) {
                    row[k] = one[k] * other[k];
                }
                rows.add(row);
            }
        }
        return rows.toArray(double[][]::new);
    }

    /// The tensor with one side as rows, and rows and the other side as columns.
    private double[][] unfolded(boolean firstSide) {
        int other = firstSide ? J2 : J1;
        double[][] unfolded = new double[firstSide ? J1 : J2][ROWS * other];
        for (int r = 0; r < ROWS; r++) {
            for (int i = 0; i < J1; i++) {
                for (int j = 0; j < J2; j++) {
                    int row = firstSide ? i : j;
                    unfolded[row][r * other + (firstSide ? j : i)] = numbers[r][i * J2 + j];
                }
            }
        }
        return unfolded;
    }

    private static void normalizeColumns(double[][] matrix) {
        for (int c = 0; c < matrix[0].length; c++) {
            double squares = 0;
            for (double[] row : matrix) {
                squares += row[c] * row[c];
            }
            for (double[] row : matrix) {
                row[c] /= Math.sqrt(squares);
            }
        }
    }

    private static void assertSame(double[][] found, double[][] wanted, double tolerance) {
        assertThat(found).hasDimensions(wanted.length, wanted[0].length);
        for (int i = 0; i < wanted.length; i++) {
            for (int j = 0; j < wanted[i].length; j++) {
                assertThat(found[i][j]).isCloseTo(wanted[i][j], within(tolerance));
            }
        }
    }

    @Test
    void aTurnOfCpIsThreeLeastSquares() {
        for (int rank : new int[] {1, 3, 5}) {
            for (int turn : new int[] {1, 2, 7}) {
                CpTable before = cp(rank, turn);
                CpTable after = cp(rank, turn + 1);
                double[][] first = matrix(before.factors()[0], rank);
                double[][] second = matrix(before.factors()[1], rank);
                double[][] rows = leastSquares(numbers, khatriRao(first, second));
                double size = 0;
                for (double[] row : rows) {
                    for (double number : row) {
                        size = Math.max(size, Math.abs(number));
                    }
                }
                float[] found = new float[ROWS * rank];
                before.inner().read(0, ROWS, found, 0);
                assertSame(matrix(found, rank), rows, 1e-4 * size);
                first = leastSquares(unfolded(true), khatriRao(rows, second));
                normalizeColumns(first);
                assertSame(matrix(after.factors()[0], rank), first, 1e-3);
                second = leastSquares(unfolded(false), khatriRao(rows, first));
                normalizeColumns(second);
                assertSame(matrix(after.factors()[1], rank), second, 1e-3);
            }
        }
    }

    private TuckerTable tucker(int turns) {
        return (TuckerTable)
                TuckerDecomposition.builder()
                        .rank(5)
                        .sideRanks(2, 3)
                        .shape(J1, J2)
                        .turns(turns)
                        .build()
                        .compress(table);
    }

    /// The leading directions among the rows of a tensor, one side of it as rows, whose other sides are brought down.
    ///
    /// @return of these directions the matrix that projects onto them, which is the same however they are turned
    private double[][] projector(double[][] rows, double[][] factor, boolean firstSide, int rank) {
        int side = firstSide ? J1 : J2;
        double[][] lowered = new double[side][rows[0].length * factor[0].length];
        for (int r = 0; r < ROWS; r++) {
            for (int d = 0; d < J1 * J2; d++) {
                int own = firstSide ? d / J2 : d % J2;
                int other = firstSide ? d % J2 : d / J2;
                for (int a = 0; a < rows[0].length; a++) {
                    for (int c = 0; c < factor[0].length; c++) {
                        lowered[own][a * factor[0].length + c] +=
                                numbers[r][d] * rows[r][a] * factor[other][c];
                    }
                }
            }
        }
        double[][] squares = new double[side][side];
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                for (int k = 0; k < lowered[i].length; k++) {
                    squares[i][j] += lowered[i][k] * lowered[j][k];
                }
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(squares);
        double[][] columns = new double[side][rank];
        for (int k = 0; k < rank; k++) {
            for (int i = 0; i < side; i++) {
                columns[i][k] = eigen.vector(k)[i];
            }
        }
        return projector(columns);
    }

    private static double[][] projector(double[][] columns) {
        double[][] projector = new double[columns.length][columns.length];
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                for (int k = 0; k < columns[i].length; k++) {
                    projector[i][j] += columns[i][k] * columns[j][k];
                }
            }
        }
        return projector;
    }

    @Test
    void aTurnOfTuckerBringsSidesDownAndTakesTheLeadingDirections() {
        for (int turn : new int[] {1, 2}) {
            TuckerTable before = tucker(turn);
            TuckerTable after = tucker(turn + 1);
            float[] found = new float[ROWS * 5];
            before.inner().read(0, ROWS, found, 0);
            double[][] rows = matrix(found, 5);
            normalizeColumns(rows);
            double[][] second = matrix(before.factors()[2], 3);
            double[][] first = matrix(after.factors()[1], 2);
            assertSame(projector(first), projector(rows, second, true, 2), 1e-4);
            assertSame(
                    projector(matrix(after.factors()[2], 3)),
                    projector(rows, first, false, 3),
                    1e-4);
        }
    }
}
