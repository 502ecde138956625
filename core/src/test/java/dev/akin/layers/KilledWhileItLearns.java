package dev.akin.layers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Takes 1 from each number of a mapped layer in each step, and never ends. Argument: the file.
final class KilledWhileItLearns {
    private static final int ROWS = 30;
    private static final int DIMENSION = 19;

    private KilledWhileItLearns() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddingLayer.Builder builder =
                EmbeddingLayer.builder(ROWS, DIMENSION)
                        .initializer(Initializer.constant(0))
                        .optimizer(Optimizer.sgd(1))
                        .threads(1);
        int[] ids = IntStream.range(1, ROWS).toArray();
        float[] gradient = new float[ids.length * DIMENSION];
        Arrays.fill(gradient, 1);
        MappedLayer mapped = builder.map(Path.of(arguments[0]));
        for (int step = 1; ; step++) {
            mapped.layer().backward(ids, ids.length, gradient);
            mapped.layer().step();
            if (step == 100) {
                System.out.println("100 steps");
            }
        }
    }
}
