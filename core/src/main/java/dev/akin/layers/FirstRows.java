package dev.akin.layers;

import dev.akin.table.EmbeddingTable;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/// What the rows of a layer begin as: others that were learned before, or what an initializer gives.
///
/// @param paddingId the row that begins as zeros, unless there are others; -1 for none
record FirstRows(
        @Nullable EmbeddingTable given, Initializer initializer, long seed, int paddingId) {

    /// Takes rows, one after the other.
    @FunctionalInterface
    interface Taker<E extends Exception> {
        /// @param values to be copied
        void take(int row, float[] values) throws E;
    }

    <E extends Exception> void give(int rows, int dimension, Taker<E> taker) throws E {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        float[] row = new float[dimension];
        for (int r = 0; r < rows; r++) {
            if (given != null) {
                given.read(r, 1, row, 0);
            } else {
                initializer.fill(row, random);
            }
            taker.take(r, given == null && r == paddingId ? new float[dimension] : row);
        }
    }
}
