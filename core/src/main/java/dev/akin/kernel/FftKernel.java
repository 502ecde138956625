package dev.akin.kernel;

/// One stage of the Fourier transform of many columns at a time, in Stockham's self-sorting form: from `x` to `y`, both complex, real
/// and imaginary parts apart. Callers have checked all bounds; `x` and `y` are different arrays.
public sealed interface FftKernel permits ScalarFftKernel, VectorFftKernel {
    /// The fastest of this JVM.
    static FftKernel best() {
        return Kernels.best() == Kernels.scalar() ? ScalarFftKernel.INSTANCE : VectorFfts.get();
    }

    /// Always the scalar one: the definition that the other is tested against.
    static FftKernel scalar() {
        return ScalarFftKernel.INSTANCE;
    }

    /// For each group p < `m` and t < `run`, with x_j = x[run · (p + m · j) + t] and w = e^(−2πi · p · unit / length):
    /// y[run · (factor · p + k) + t] = w^k Σⱼ x_j e^(−2πi · jk / factor), k < factor.
    ///
    /// @param factor 2, 3, 4 or 5
    void stage(int factor, Columns x, Columns y, Shape shape);

    /// x[i] ← x[i] · weights[from + i] for all of `x`.
    void weigh(Columns x, float[] weights, int from);

    /// Complex numbers.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Columns(float[] re, float[] im) {}

    /// Which stage it is.
    ///
    /// @param run neighbouring numbers that are turned alike
    /// @param m how many groups
    /// @param unit the turn of group 1, in parts of the whole
    /// @param cos of each part of the whole turn
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Shape(int run, int m, int unit, float[] cos, float[] sin) {
        float cos(int turns) {
            return cos[turns * unit];
        }

        float minusSin(int turns) {
            return -sin[turns * unit];
        }
    }
}
