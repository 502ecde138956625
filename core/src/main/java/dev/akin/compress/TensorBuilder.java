package dev.akin.compress;

import dev.akin.algebra.Divisors;
import org.jspecify.annotations.Nullable;

/// Collects the options of methods that fold a row into two sides. Not thread-safe.
///
/// @param <B> the builder itself
abstract class TensorBuilder<B extends TensorBuilder<B>> extends FactorBuilder<B> {
    private int @Nullable [] shape;
    private int turns;

    /// @param turns the usual number
    TensorBuilder(int turns) {
        this.turns = turns;
    }

    /// The two sides into which a row is folded: their product is the dimension.
    public B shape(int first, int second) {
        if (first < 1 || second < 1) {
            throw new IllegalArgumentException("sides ≥ 1, not " + first + " × " + second);
        }
        shape = new int[] {first, second};
        return self();
    }

    /// How often factors are found anew at the most, 1 or more; fewer times where the error stands still.
    public B turns(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("turns ≥ 1, not " + value);
        }
        turns = value;
        return self();
    }

    /// Null unless told.
    int @Nullable [] shape() {
        return shape;
    }

    int turns() {
        return turns;
    }

    /// @throws IllegalArgumentException if rows do not fold into these sides; the message says which would do
    static void checkShape(int[] shape, int dimension) {
        if ((long) shape[0] * shape[1] != dimension) {
            int[] alike = Divisors.two(dimension);
            throw new IllegalArgumentException(
                    "rows of "
                            + dimension
                            + " numbers do not fold into "
                            + shape[0]
                            + " × "
                            + shape[1]
                            + "; "
                            + alike[0]
                            + " × "
                            + alike[1]
                            + " would do");
        }
    }

    @Override
    B of(MethodRequest asked, @Nullable Compressor then) {
        if (asked.has(MethodOption.SHAPE)) {
            int[] sides = asked.wholes(MethodOption.SHAPE, "15x20");
            if (sides.length != 2) {
                throw new IllegalArgumentException(
                        "shape has two sides, such as 15x20, not " + sides.length);
            }
            shape(sides[0], sides[1]);
        }
        if (asked.has(MethodOption.TURNS)) {
            turns(asked.whole(MethodOption.TURNS, 1));
        }
        return super.of(asked, then);
    }
}
