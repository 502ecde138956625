package dev.akin.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.cluster.Metric;
import dev.akin.cluster.Points;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Against scikit-learn's t-SNE; `tools/golden/tsne.py` made the file: the divergence with all pairs and that with the nearest points
/// alone, then a handwritten digit a line, its label first.
class TsneParityTest {
    private static final int COUNT = 300;
    private static final int DIMENSION = 64;

    private static List<String> lines() throws IOException {
        try (InputStream in = TsneParityTest.class.getResourceAsStream("/golden/tsne/digits.txt")) {
            byte[] bytes = Objects.requireNonNull(in).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void theDivergenceIsThatOfScikitLearn() throws IOException {
        List<String> lines = lines();
        double expected = Double.parseDouble(lines.getFirst().split(" ", 2)[1]);
        float[] values = new float[COUNT * DIMENSION];
        for (int row = 0; row < COUNT; row++) {
            String[] numbers = lines.get(row + 1).split(" ", -1);
            for (int i = 0; i < DIMENSION; i++) {
                values[row * DIMENSION + i] = Float.parseFloat(numbers[i + 1]);
            }
        }
        Points points = Points.of(values, COUNT, DIMENSION, Metric.EUCLIDEAN);
        Projection map = Tsne.builder().perplexity(20).build().project(points);
        assertThat(map.objectives().getLast().value()).isBetween(0.95 * expected, 1.02 * expected);
    }
}
