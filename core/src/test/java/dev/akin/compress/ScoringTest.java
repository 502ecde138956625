package dev.akin.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.akin.table.EmbeddingTable;
import dev.akin.table.RowScorer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rows of every method score what their numbers score.
class ScoringTest {
    private static final int ROWS = 300;

    static String[] methods() {
        return Methods.all().stream()
                .flatMap(method ->
                        method.outer()
                                ? Stream.of(method.name(), method.name() + "+int8")
                                : Stream.of(method.name()))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void rangesScoreWhatTheirRowsScore(String method) {
        EmbeddingTable rows = Planted.ofRank(5, ROWS, 24, 0.3);
        EmbeddingTable table = Methods.of(method, MethodRequest.standard()).compress(rows);
        float[] query = Arrays.copyOf(rows.row(7), table.dimension());
        RowScorer scorer = table.scorer(query);
        for (int[] range : new int[][] {{0, ROWS}, {0, 0}, {17, 1}, {ROWS - 70, 70}, {3, 5}}) {
            float[] scored = new float[range[1] + 1];
            float[] dots = new float[range[1] + 1];
            scorer.dots(range[0], range[1], scored, 1);
            table.dots(query, range[0], range[1], dots, 1);
            for (int i = 0; i < range[1]; i++) {
                float[] row = table.row(range[0] + i);
                double dot = 0;
                double size = 1;
                for (int d = 0; d < row.length; d++) {
                    dot += (double) row[d] * query[d];
                    size += Math.abs(row[d] * query[d]);
                }
                assertThat((double) scored[i + 1]).isCloseTo(dot, within(1e-5 * size));
                assertThat((double) dots[i + 1]).isCloseTo(dot, within(1e-5 * size));
            }
        }
    }
}
