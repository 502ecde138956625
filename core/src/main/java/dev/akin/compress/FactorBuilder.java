package dev.akin.compress;

import dev.akin.table.EmbeddingTable;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Collects the options of methods with short rows inside. Not thread-safe.
///
/// @param <B> the builder itself
abstract class FactorBuilder<B extends FactorBuilder<B>> extends CompressorBuilder<B> {
    private int rank;
    private @Nullable Compressor inner;

    /// Numbers in a short row, from 1 to the dimension; a quarter of the dimension unless told, 1 at least.
    public B rank(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("rank ≥ 1, not " + value);
        }
        rank = value;
        return self();
    }

    /// Makes the short rows smaller; null to keep them as float32, which is the default.
    ///
    /// @throws IllegalArgumentException if it gives the short rows other axes, which the matrix would not know
    public B then(@Nullable Compressor compressor) {
        checkAxes(compressor);
        inner = compressor;
        return self();
    }

    /// @throws IllegalArgumentException if it gives rows other axes, which what stands beside them would not know
    static void checkAxes(@Nullable Compressor compressor) {
        if (compressor != null && compressor.turns()) {
            throw new IllegalArgumentException(
                    compressor.method()
                            + " turns rows, which then cannot be made long again; let it come first,"
                            + " or ask for a lower rank");
        }
    }

    /// 0 unless told.
    int rank() {
        return rank;
    }

    @Nullable Compressor inner() {
        return inner;
    }

    /// What was asked for, or a quarter of the dimension.
    static int kept(int asked, int dimension) {
        if (asked > dimension) {
            throw new IllegalArgumentException(
                    "a rank of "
                            + asked
                            + " is above the dimension of the rows; 1 to "
                            + dimension
                            + " will do");
        }
        return asked == 0 ? Math.max(1, dimension / 4) : asked;
    }

    static String method(String name, @Nullable Compressor inner) {
        return inner == null ? name : name + "+" + inner.method();
    }

    static EmbeddingTable smaller(EmbeddingTable rows, @Nullable Compressor inner) {
        return inner == null ? rows : inner.compress(rows);
    }

    /// Takes the rank that is asked for by name.
    void rank(MethodRequest asked) {
        rank(asked.whole(MethodOption.RANK, 1));
    }

    /// What rows inside take, and so much beside them.
    static OptionalLong bytes(@Nullable Compressor inner, int rows, int dimension, long beside) {
        OptionalLong inside =
                inner == null
                        ? OptionalLong.of((long) Float.BYTES * rows * dimension)
                        : inner.bytes(rows, dimension);
        return plus(inside, beside);
    }

    static OptionalLong plus(OptionalLong bytes, long more) {
        return bytes.isPresent() ? OptionalLong.of(bytes.getAsLong() + more) : bytes;
    }

    /// What is asked for by name.
    B of(MethodRequest asked, @Nullable Compressor then) {
        if (asked.has(MethodOption.RANK)) {
            rank(asked);
        }
        return asked.to(self()).then(then);
    }
}
