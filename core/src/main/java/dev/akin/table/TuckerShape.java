package dev.akin.table;

/// How the columns of a table are counted by two digits, and how many numbers stand for each digit in the core. Immutable.
///
/// @param j1 how many values the first digit has
/// @param j2 how many values the second digit has
/// @param r1 how many numbers stand for the first digit, `j1` at the most
/// @param r2 how many numbers stand for the second digit, `j2` at the most
public record TuckerShape(int j1, int j2, int r1, int r2) {

    /// @throws IllegalArgumentException if one is below 1, or more numbers stand for a digit than it has values
    public TuckerShape {
        checkSide("first", j1, r1);
        checkSide("second", j2, r2);
    }

    private static void checkSide(String which, int side, int rank) {
        if (rank < 1 || rank > side) {
            throw new IllegalArgumentException(
                    "the rank of the "
                            + which
                            + " side is "
                            + rank
                            + ", but 1 to "
                            + side
                            + " will do");
        }
    }

    /// Numbers in a row.
    public long dimension() {
        return (long) j1 * j2;
    }

    /// Numbers of the core for each number of a short row.
    public long slice() {
        return (long) r1 * r2;
    }
}
