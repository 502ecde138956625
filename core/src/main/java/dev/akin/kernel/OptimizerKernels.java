package dev.akin.kernel;

import java.lang.foreign.MemorySegment;

/// The loops of sparse optimisers: each sums the gradient of one row, and moves the row and its state by it, reading and
/// writing every number once. `g` is that sum plus `decay` · w, number by number, as torch has its `weight_decay`.
///
/// `width` is a multiple of 16. Callers have checked all bounds.
public sealed interface OptimizerKernels permits ScalarOptimizerKernels, VectorOptimizerKernels {
    /// The fastest of this JVM.
    static OptimizerKernels best() {
        return Kernels.best() == Kernels.scalar()
                ? ScalarOptimizerKernels.INSTANCE
                : VectorOptimizers.get();
    }

    /// Always the scalar ones: the definition that the others are tested against.
    static OptimizerKernels scalar() {
        return ScalarOptimizerKernels.INSTANCE;
    }

    /// into = Σ of the rows, each times its scale: a gradient, or a bag of rows of a table.
    void sum(RowSums gradient, float[] into, int at, int width);

    /// w −= rate · g.
    void sgd(RowSums gradient, float[] w, int at, int width, float rate, float decay);

    /// m = momentum · m + g; w −= rate · m. With `nesterov`, w −= rate · (g + momentum · m).
    void momentum(
            RowSums gradient,
            float[] w,
            int at,
            int width,
            float rate,
            float decay,
            float momentum,
            boolean nesterov,
            float[] m,
            int mAt);

    /// s += g²; w −= rate · g / (√s + epsilon) (Duchi, Hazan, Singer 2011).
    void adagrad(
            RowSums gradient,
            float[] w,
            int at,
            int width,
            float rate,
            float decay,
            float epsilon,
            float[] s,
            int sAt);

    /// s += the mean of g² over `dimension` numbers; w −= rate · g / (√s + epsilon).
    ///
    /// @return the new s
    float rowWiseAdagrad(
            RowSums gradient,
            float[] w,
            int at,
            int width,
            int dimension,
            float rate,
            float decay,
            float epsilon,
            float s);

    /// m += fresh · (g − m); v += freshSquare · (g² − v); w = shrink · w − rate · m / (√v · spread + epsilon)
    /// (Kingma, Ba 2015; Loshchilov, Hutter 2019). `fresh` is 1 − beta1, taken in double precision; bias is corrected by
    /// `rate` and `spread`.
    void adam(
            RowSums gradient,
            float[] w,
            int at,
            int width,
            float rate,
            float decay,
            float shrink,
            float fresh,
            float freshSquare,
            float epsilon,
            float spread,
            float[] m,
            float[] v,
            int stateAt);

    /// The follow-the-regularised-leader of McMahan and others 2013: n += g²; z += g − (√n − √n before) / rate · w;
    /// w = 0 where |z| ≤ l1, else −(z − sign(z) · l1) / ((beta + √n) / rate + l2).
    void ftrl(
            RowSums gradient,
            float[] w,
            int at,
            int width,
            float rate,
            float l1,
            float l2,
            float beta,
            float[] z,
            float[] n,
            int stateAt);

    /// Writes `length` numbers of a row as bfloat16, each rounded up or down by chance: up as often as it is nearer to that, so
    /// that the mean of many roundings is the number. What is finite stays finite; NaN stays NaN.
    ///
    /// @param chance the same gives the same numbers, of any kernel
    void roundByChance(
            float[] row, int at, MemorySegment into, long offset, int length, int chance);
}
