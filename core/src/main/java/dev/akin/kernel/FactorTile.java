package dev.akin.kernel;

import java.util.Objects;

/// A few numbers of a matrix, each learned as the product of two rows and two biases: a step of a weighted factorisation,
/// GloVe's (Pennington, Socher & Manning 2014, eq. 8), by AdaGrad (Duchi, Hazan & Singer 2011).
///
/// A row holds all that is known of a word: as a word w, as a context c, for each of their numbers the share that is left
/// of the learning rate, and two biases with their shares. Where a pair of words (i, j) has the value X(i, j) and X(j, i),
/// the rows of both are moved for wᵢ·cⱼ and for wⱼ·cᵢ at once, since both are in the cache then:
///
///     [ w, width | c, width | rates of w, width | rates of c, width | bias of w, of c, rates of both, 12 unused ]
///
/// The rate of a number is r = 1/√(1 + Σ s²), with s the steps that it would have gone at the full rate. It is kept instead
/// of the sum: with u = (r·s)² the next one is r/√(1 + u), of which the first terms of the series do, since u is small; so
/// there is neither a root nor a quotient to take. All products of a batch are taken before any row of it is moved.
///
/// Not thread-safe; nobody else may change the rows meanwhile if results are to be the same each time.
public final class FactorTile {
    /// The most pairs of a batch.
    public static final int BATCH = 8;

    /// Numbers behind the four parts of a row.
    public static final int TAIL = 16;

    /// Gradients of a single number beyond this are cut: one wild pair shall not spoil a row.
    static final float STEEPEST = 100;

    private static final FactorKernel KERNEL =
            Kernels.best() instanceof VectorKernels
                    ? VectorFactors.get()
                    : ScalarFactorKernel.INSTANCE;

    final int width;
    final int[] first = new int[BATCH];
    final int[] second = new int[BATCH];
    final float[] targets = new float[2 * BATCH];
    final float[] weights = new float[2 * BATCH];
    final float[] logits = new float[2 * BATCH];
    final float[] partials = new float[2 * BATCH * 16];
    private final FactorKernel kernel;
    private final float rate;

    /// @param width numbers in a vector, a multiple of 16; what pads it beyond its dimension is 0 and stays 0
    /// @param rate the learning rate
    public FactorTile(int width, float rate) {
        this(width, rate, KERNEL);
    }

    FactorTile(int width, float rate, FactorKernel kernel) {
        if (width < 1 || width % 16 != 0) {
            throw new IllegalArgumentException("width " + width + " must be a multiple of 16");
        }
        this.width = width;
        this.rate = rate;
        this.kernel = kernel;
    }

    /// Numbers that a row of such a width takes.
    public static int stride(int width) {
        return 4 * width + TAIL;
    }

    /// Where in the first array the row of each pair begins.
    public int[] first() {
        return first;
    }

    /// Where in the second array the row of each pair begins.
    public int[] second() {
        return second;
    }

    /// What the products are to come to: at 2k that of the k-th pair's first word and second context, at 2k + 1 that of its
    /// second word and first context.
    public float[] targets() {
        return targets;
    }

    /// How much each of them counts, in the same order; 0 for not at all.
    public float[] weights() {
        return weights;
    }

    /// Moves the rows of the first `count` pairs.
    ///
    /// @param a rows that [#first()] points into
    /// @param b rows that [#second()] points into; may be `a`
    /// @return Σ ½ weight · (product + biases − target)², as it was before
    public double learn(float[] a, float[] b, int count) {
        Objects.checkIndex(count, BATCH + 1);
        kernel.products(this, a, b, count);
        double loss = 0;
        for (int k = 0; k < count; k++) {
            loss += settle(2 * k, a, first[k], b, second[k]);
            loss += settle(2 * k + 1, b, second[k], a, first[k]);
        }
        kernel.move(this, a, b, count);
        return loss;
    }

    /// Turns a product into the step of its rows, and moves the biases. As in the authors' program the biases learn at the
    /// full rate 1.
    private float settle(int k, float[] words, int word, float[] contexts, int context) {
        int bias = word + 4 * width;
        int other = context + 4 * width + 1;
        float wrong = logits[k] + words[bias] + contexts[other] - targets[k];
        float slope = weights[k] * wrong;
        moveBias(words, bias, slope);
        moveBias(contexts, other, slope);
        logits[k] = rate * Math.clamp(slope, -STEEPEST, STEEPEST);
        return 0.5f * slope * wrong;
    }

    private static void moveBias(float[] rows, int at, float slope) {
        float step = slope * rows[at + 2];
        rows[at] -= step;
        rows[at + 2] /= (float) Math.sqrt(1 + step * step);
    }
}
