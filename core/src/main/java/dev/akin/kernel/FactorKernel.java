package dev.akin.kernel;

/// The two halves of a [FactorTile]'s step.
sealed interface FactorKernel permits ScalarFactorKernel, VectorFactorKernel {
    /// Fills the tile's logits with the products w·c of its pairs, both ways.
    void products(FactorTile tile, float[] a, float[] b, int count);

    /// Moves the vectors of the pairs, one pair after the other, by the slopes that the logits have become.
    void move(FactorTile tile, float[] a, float[] b, int count);
}
