package dev.akin.kernel;

/// How far apart two rows are, number by number or pair by pair, and what that pulls them with. Callers have checked all bounds.
public sealed interface GapKernel permits ScalarGapKernel, VectorGapKernel {
    /// The fastest of this JVM.
    static GapKernel best() {
        return Kernels.best() == Kernels.scalar() ? ScalarGapKernel.INSTANCE : VectorGaps.get();
    }

    /// Always the scalar one: the definition that the other is tested against.
    static GapKernel scalar() {
        return ScalarGapKernel.INSTANCE;
    }

    /// Σ |a[i] − b[i]| over `length` numbers.
    float absolute(float[] a, int aFrom, float[] b, int bFrom, int length);

    /// The gradient of [#absolute], times `g`: s = g · sign(a[i] − b[i]); da[i] += s; db[i] −= s, where da lies at `aFrom` of `da` and db at
    /// `bFrom` of `db`. The sign of 0 is 0.
    void pullAbsolute(
            float g,
            float[] a,
            int aFrom,
            float[] b,
            int bFrom,
            float[] da,
            float[] db,
            int length);

    /// Σ √((a[i] − b[i])² + (a[half + i] − b[half + i])²) for i below `half`: how far apart complex numbers are, whose real parts come
    /// first.
    float moduli(float[] a, int aFrom, float[] b, int bFrom, int half);

    /// The gradient of [#moduli], times `g`, as [#pullAbsolute]. Of numbers that are equal it is 0.
    void pullModuli(
            float g, float[] a, int aFrom, float[] b, int bFrom, float[] da, float[] db, int half);
}
