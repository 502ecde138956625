package dev.akin.layers;

import dev.akin.table.EmbeddingTable;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/// What the rows of a layer begin as: others that were learned before, or what an initializer gives.
///
/// @param paddingId the row that begins as zeros, unless there are others; -1 for none
record FirstRows(
        @Nullable EmbeddingTable given, Initializer initializer, long seed, int paddingId) {

    /// Fills one row after the other, from the first.
    Consumer<float[]> maker() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return new Consumer<>() {
            private int next;

            @Override
            public void accept(float[] row) {
                if (given != null) {
                    given.read(next, 1, row, 0);
                } else {
                    initializer.fill(row, random);
                    if (next == paddingId) {
                        Arrays.fill(row, 0);
                    }
                }
                next++;
            }
        };
    }
}
