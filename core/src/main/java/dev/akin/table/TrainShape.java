package dev.akin.table;

import dev.akin.algebra.Divisors;

/// How the rows and the columns of a table are counted by three digits each, and how wide the train of three cores is between
/// them. Immutable.
///
/// @param i1 how many values the first digit of a row has; `i2`, `i3` the others
/// @param j1 how many values the first digit of a column has; `j2`, `j3` the others
/// @param r1 width between the first and the second core
/// @param r2 width between the second and the third core
public record TrainShape(int i1, int i2, int i3, int j1, int j2, int j3, int r1, int r2) {
    private static final long MOST = Integer.MAX_VALUE - 8;

    /// @throws IllegalArgumentException if one is below 1, or a core or what is computed with it is too large for an array
    public TrainShape {
        int least = Math.min(Math.min(Math.min(i1, i2), i3), Math.min(r1, r2));
        if (Math.min(least, Math.min(Math.min(j1, j2), j3)) < 1) {
            throw new IllegalArgumentException("a train of cores of which one is empty");
        }
        checkSize(j1, j2, j3);
        checkSize(i1, j1, r1);
        checkSize(j1, j2, r2);
        checkSize(j2, r1, r2);
        checkSize(i2, (int) ((long) j2 * r1), r2);
        checkSize(i3, r2, j3);
    }

    private static void checkSize(int a, int b, int c) {
        if (a > MOST / b / c || (long) b * c > MOST) {
            throw new IllegalArgumentException(
                    "a core of " + a + " × " + b + " × " + c + " numbers is too large");
        }
    }

    /// Digits of rows as alike as can be, and of columns too.
    ///
    /// @param rank the width between cores at the most; narrower where that is enough for all
    /// @throws IllegalArgumentException if a number is below 1, or the dimension has no three factors, which the message answers with
    ///     dimensions that have
    public static TrainShape of(int rows, int dimension, int rank) {
        if (rows < 1 || rank < 1) {
            throw new IllegalArgumentException(
                    "rows and rank have to be 1 or more, not " + rows + " and " + rank);
        }
        int[] sides = Divisors.three(dimension);
        int i1 = (int) Math.ceil(Math.cbrt(rows));
        int i2 = (int) Math.ceil(Math.sqrt((double) rows / i1));
        int i3 = (int) Math.ceilDiv((long) rows, (long) i1 * i2);
        int r1 = Math.min(rank, i1 * sides[0]);
        int r2 = Math.min(rank, i3 * sides[2]);
        return new TrainShape(i1, i2, i3, sides[0], sides[1], sides[2], r1, r2);
    }

    /// How many rows the digits can count.
    public long rows() {
        return (long) i1 * i2 > Integer.MAX_VALUE ? Integer.MAX_VALUE : (long) i1 * i2 * i3;
    }

    /// Numbers in a row.
    public int dimension() {
        return j1 * j2 * j3;
    }

    /// Numbers in the three cores.
    public long numbers() {
        return (long) i1 * firstSize() + (long) i2 * secondSize() + (long) i3 * thirdSize();
    }

    /// Numbers in a matrix of the first core.
    public int firstSize() {
        return j1 * r1;
    }

    /// Numbers in a matrix of the second core.
    public int secondSize() {
        return r1 * j2 * r2;
    }

    /// Numbers in a matrix of the third core.
    public int thirdSize() {
        return r2 * j3;
    }

    /// Numbers in the product of a matrix of the first core and one of the second.
    public int runSize() {
        return j1 * j2 * r2;
    }
}
