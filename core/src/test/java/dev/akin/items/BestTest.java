package dev.akin.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.table.EmbeddingTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BestTest {
    private static final int ITEMS = 1_001;
    private static final int DIMENSION = 9;

    private final SplittableRandom random = new SplittableRandom(1);
    private final float[] rows = numbers(ITEMS * DIMENSION);
    private final EmbeddingTable table = EmbeddingTable.of(rows, ITEMS, DIMENSION);

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            // Few different ones, so that many scores are equal.
            numbers[i] = random.nextInt(5) - 2f;
        }
        return numbers;
    }

    private double score(float[] vector, float[] biases, int item) {
        double sum = biases[item];
        for (int d = 0; d < DIMENSION; d++) {
            sum += (double) vector[d] * rows[item * DIMENSION + d];
        }
        return sum;
    }

    @Test
    void oneOrManyAreSortedAsDefined() {
        float[] biases = numbers(ITEMS);
        Best best = new Best(table, biases);
        List<float[]> vectors = new ArrayList<>();
        List<Candidates> candidates = new ArrayList<>();
        List<int[]> right = new ArrayList<>();
        for (int v = 0; v < 70; v++) {
            float[] vector = numbers(DIMENSION);
            int[] seen = random.ints(300, 0, ITEMS).toArray();
            vectors.add(vector);
            candidates.add(Candidates.unseen(ITEMS, seen));
            right.add(
                    IntStream.range(0, ITEMS)
                            .filter(item -> IntStream.of(seen).noneMatch(one -> one == item))
                            .boxed()
                            .sorted(
                                    Comparator.<Integer>comparingDouble(
                                                    item -> -score(vector, biases, item))
                                            .thenComparingInt(item -> item))
                            .limit(20)
                            .mapToInt(Integer::intValue)
                            .toArray());
        }
        List<Best.Found> found = best.find(vectors, candidates, 20);
        for (int v = 0; v < vectors.size(); v++) {
            assertThat(found.get(v).ids()).isEqualTo(right.get(v));
            assertThat(best.find(vectors.get(v), candidates.get(v), 20).ids())
                    .isEqualTo(right.get(v));
        }
    }

    @Test
    void noMoreThanThereAre() {
        Best best = new Best(table, null);
        Candidates two = Candidates.unseen(ITEMS, IntStream.range(2, ITEMS).toArray());
        assertThat(best.find(List.of(numbers(DIMENSION)), List.of(two), 20).getFirst().ids())
                .containsExactlyInAnyOrder(0, 1);
    }
}
