package dev.akin.kernel;

/// Which of some points are near another, by products. Callers have checked all bounds.
public sealed interface NearKernel permits ScalarNearKernel, VectorNearKernel {
    /// How many points there may be.
    int MOST = Long.SIZE;

    /// The fastest of this JVM.
    static NearKernel best() {
        return Kernels.best() == Kernels.scalar() ? ScalarNearKernel.INSTANCE : VectorNears.get();
    }

    /// Always the scalar one: the definition that the other is tested against.
    static NearKernel scalar() {
        return ScalarNearKernel.INSTANCE;
    }

    /// Bit q is set where the squared distance, `columns.norms[q]` + norm − 2 `products[at + q]`, is not above the larger of
    /// `columns.limits[q]` and `limit`. It is written as max(limits[q], limit) − norms[q] + 2 products[at + q] ≥ norm.
    ///
    /// @param norm the squared norm of the other
    long near(float[] products, int at, Columns columns, float norm, float limit);

    /// Squared norms, and limits of squared distances; at the most [#MOST].
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Columns(float[] norms, float[] limits) {}
}
