package dev.akin.table;

import dev.akin.kernel.Kernels;
import java.util.Arrays;

/// A table in a core and three factors (Tucker 1966): columns are counted by two digits (j₁, j₂), and number (j₁, j₂) of a row is
/// Σ short row[a] · core[a, b, c] · first[j₁, b] · second[j₂, c] over a, b and c, plus the mean. The short rows are a table of their
/// own, which may be stored in any way. Immutable and thread-safe as they are.
public final class TuckerTable extends ProjectedTable {
    private static final Kernels KERNELS = Kernels.best();

    private final TuckerShape shape;
    private final float[][] factors;

    private TuckerTable(EmbeddingTable inner, TuckerShape shape, float[][] factors, float[] mean) {
        super(inner, projection(inner.dimension(), shape, factors), mean);
        this.shape = shape;
        this.factors = factors;
    }

    /// A view of the short rows; the arrays are copied.
    ///
    /// @param inner short rows of `r0` numbers, at most as many as `mean` has
    /// @param factors the core, `[r0, r1, r2]`, then the factors of the columns, `[j1, r1]` and `[j2, r2]`, row-major
    /// @param mean of the rows, `j1 · j2` numbers
    /// @throws IllegalArgumentException if the sizes do not agree
    public static TuckerTable of(
            EmbeddingTable inner, TuckerShape shape, float[][] factors, float[] mean) {
        checkLength("mean", mean, shape.dimension());
        checkRank(inner.dimension(), mean.length);
        checkLength("core", factors[0], inner.dimension() * shape.slice());
        checkLength("first factor", factors[1], (long) shape.j1() * shape.r1());
        checkLength("second factor", factors[2], (long) shape.j2() * shape.r2());
        float[][] copies = {factors[0].clone(), factors[1].clone(), factors[2].clone()};
        return new TuckerTable(inner, shape, copies, mean.clone());
    }

    /// The core times both factors: `r0 × (j1 · j2)`.
    private static float[] projection(int rank, TuckerShape s, float[][] factors) {
        int slab = s.r1() * s.j2();
        float[] second = new float[factors[2].length];
        for (int i = 0; i < second.length; i++) {
            second[i % s.r2() * s.j2() + i / s.r2()] = factors[2][i];
        }
        float[] widened = new float[rank * slab];
        KERNELS.multiply(factors[0], 0, rank * s.r1(), s.r2(), second, s.j2(), widened, 0);
        int size = s.j1() * s.j2();
        float[] projection = new float[rank * size];
        for (int a = 0; a < rank; a++) {
            float[] own = Arrays.copyOfRange(widened, a * slab, (a + 1) * slab);
            KERNELS.multiply(factors[1], 0, s.j1(), s.r1(), own, s.j2(), projection, a * size);
        }
        return projection;
    }

    /// How columns are counted.
    public TuckerShape shape() {
        return shape;
    }

    /// The core and the two factors of the columns, in the shapes that [#of] takes: copies.
    public float[][] factors() {
        return new float[][] {factors[0].clone(), factors[1].clone(), factors[2].clone()};
    }

    @Override
    long factorNumbers() {
        return (long) factors[0].length + factors[1].length + factors[2].length + dimension();
    }
}
