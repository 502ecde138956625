package dev.akin.kernel;

/// The two halves of a [PairTile]'s step.
sealed interface PairKernel permits ScalarPairKernel, VectorPairKernel {
    void forward(PairTile tile);

    void backward(PairTile tile);
}
