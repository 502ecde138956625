package dev.akin.kernel;

import java.lang.foreign.MemorySegment;

/// The loops of sparse tables: sums of bags of rows, and optimisers that move rows and their state, reading and writing every
/// number once. `g` is the gradient of a move plus `decay` · w, number by number, as torch has its `weight_decay`.
///
/// Rows are a multiple of 16 numbers wide, with their padding. Callers have checked all bounds.
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

    /// Sums of the bags `from` to `to` − 1, bag `b` at `into[b * dimension]`; an empty one is zeros.
    void pool(RowBags bags, RowBlocks table, int from, int to, float[] into, int dimension);

    /// `moves.sum` = Σ of the gradients `from` to `to` − 1, each times its scale, from number `d` on as far as one pass of these
    /// kernels goes.
    void sum(RowMoves moves, int from, int to, int d);

    /// w −= rate · g.
    void sgd(RowMoves moves, RowBlocks w, float rate, float decay);

    /// m = momentum · m + g; w −= rate · m. With `nesterov`, w −= rate · (g + momentum · m).
    void momentum(
            RowMoves moves,
            RowBlocks w,
            RowBlocks m,
            float rate,
            float decay,
            float momentum,
            boolean nesterov);

    /// s += g²; w −= rate · g / (√s + epsilon) (Duchi, Hazan, Singer 2011).
    void adagrad(RowMoves moves, RowBlocks w, RowBlocks s, float rate, float decay, float epsilon);

    /// s += the mean of g² over `dimension` numbers; w −= rate · g / (√s + epsilon).
    ///
    /// @param s one number for each row
    void rowWiseAdagrad(
            RowMoves moves,
            RowBlocks w,
            RowBlocks s,
            int dimension,
            float rate,
            float decay,
            float epsilon);

    /// m += fresh · (g − m); v += freshSquare · (g² − v); w = shrink · w − rate · m / (√v · spread + epsilon)
    /// (Kingma, Ba 2015; Loshchilov, Hutter 2019).
    void adam(RowMoves moves, RowBlocks w, RowBlocks m, RowBlocks v, AdamStep step);

    /// The follow-the-regularised-leader of McMahan and others 2013: n += g²; z += g − (√n − √n before) / rate · w;
    /// w = 0 where |z| ≤ l1, else −(z − sign(z) · l1) / ((beta + √n) / rate + l2).
    void ftrl(RowMoves moves, RowBlocks w, RowBlocks z, RowBlocks n, FtrlStep step);

    /// Writes `length` numbers of a row as bfloat16, each rounded up or down by chance: up as often as it is nearer to that, so
    /// that the mean of many roundings is the number. What is finite stays finite; NaN stays NaN.
    ///
    /// @param chance the same gives the same numbers, of any kernel
    void roundByChance(
            float[] row, int at, MemorySegment into, long offset, int length, int chance);

    /// What a step of Adam's needs; bias is corrected by `rate` and `spread`.
    ///
    /// @param decay what L2 adds to the gradient, times the weight
    /// @param shrink what decoupled decay leaves of a weight
    /// @param fresh how much a gradient counts in the mean: 1 − beta1, taken in double precision
    /// @param freshSquare the same of its square: 1 − beta2
    record AdamStep(
            float rate,
            float decay,
            float shrink,
            float fresh,
            float freshSquare,
            float epsilon,
            float spread) {}

    /// What a step of FTRL's needs.
    record FtrlStep(float rate, float l1, float l2, float beta) {}
}
