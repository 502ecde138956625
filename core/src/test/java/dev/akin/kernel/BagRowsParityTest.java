package dev.akin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Means of bags, and what comes back, against the obvious sums.
class BagRowsParityTest {
    private static final Offset<Float> CLOSE = within(1e-4f);
    private static final int POSITIONS = 9;
    private static final int BAGS = 4;
    private static final int WINDOW = 3;

    private final Random random = new Random(1);

    @Test
    void meansAndChangesAreThoseOfTheSums() {
        for (int width : new int[] {16, 32, 112, 304}) {
            float[] rows = numbers(POSITIONS * width);
            float[] expected = rows.clone();
            BagRows bags = bags(rows, width);
            bags.gather(BAGS);
            float[] change = new float[BAGS * width];
            for (int b = 0; b < BAGS; b++) {
                for (int d = 0; d < width; d++) {
                    assertThat(bags.hidden()[b * width + d])
                            .isEqualTo(mean(rows, b, d, width), CLOSE);
                    change[b * width + d] = random.nextFloat();
                    bags.hidden()[b * width + d] += change[b * width + d];
                }
            }
            bags.scatter(BAGS, 0, POSITIONS - 1);
            for (int j = 0; j < POSITIONS; j++) {
                for (int b = 0; b < BAGS; b++) {
                    for (int d = 0; d < width && member(b, j); d++) {
                        expected[j * width + d] += change[b * width + d];
                    }
                }
                for (int d = 0; d < width; d++) {
                    assertThat(rows[j * width + d]).isEqualTo(expected[j * width + d], CLOSE);
                }
            }
        }
    }

    @Test
    void weightsOfPositionsMultiplyAndMove() {
        int width = 48;
        float[] rows = numbers(POSITIONS * width);
        float[] weights = numbers((2 * WINDOW + 1) * width);
        int[] places = new int[2 * WINDOW + 1];
        for (int p = 0; p < places.length; p++) {
            places[p] = p * width;
        }
        BagRows bags = bags(rows, width);
        float[] oldRows = rows.clone();
        float[] oldWeights = weights.clone();
        bags.gather(1, weights, places, WINDOW);
        for (int d = 0; d < width; d++) {
            float sum = 0;
            for (int j = 0; j < POSITIONS; j++) {
                if (member(0, j)) {
                    sum +=
                            share(j)
                                    * rows[j * width + d]
                                    * weights[(j - centre(0) + WINDOW) * width + d];
                }
            }
            assertThat(bags.hidden()[d]).isEqualTo(sum / shares(0), CLOSE);
            bags.hidden()[d] += 0.5f;
        }
        bags.scatter(1, weights, places, WINDOW);
        for (int j = 0; j < POSITIONS; j++) {
            for (int d = 0; d < width; d++) {
                int place = (j - centre(0) + WINDOW) * width + d;
                float moved = member(0, j) ? 0.5f * oldWeights[place] : 0;
                assertThat(rows[j * width + d]).isEqualTo(oldRows[j * width + d] + moved, CLOSE);
                if (member(0, j)) {
                    assertThat(weights[place])
                            .isEqualTo(
                                    oldWeights[place]
                                            + 0.5f * share(j) / shares(0) * oldRows[j * width + d],
                                    CLOSE);
                }
            }
        }
    }

    @Test
    void aBagOfNothingIsNone() {
        BagRows bags = new BagRows(new float[16], 16, 1, 1);
        bags.shares()[0] = 1;
        assertThat(bags.bag(0, 0, 0, 0)).isFalse();
    }

    private static BagRows bags(float[] rows, int width) {
        BagRows bags = new BagRows(rows, width, POSITIONS, BAGS);
        for (int j = 0; j < POSITIONS; j++) {
            bags.offsets()[j] = j * width;
            bags.shares()[j] = share(j);
        }
        for (int b = 0; b < BAGS; b++) {
            assertThat(bags.bag(b, Math.max(0, centre(b) - WINDOW), last(b), centre(b))).isTrue();
        }
        return bags;
    }

    private static int centre(int bag) {
        return bag + 2;
    }

    private static int last(int bag) {
        return Math.min(POSITIONS - 1, centre(bag) + WINDOW);
    }

    private static float share(int position) {
        return 1 + position % 3;
    }

    private static boolean member(int bag, int position) {
        return position != centre(bag)
                && position >= centre(bag) - WINDOW
                && position <= centre(bag) + WINDOW;
    }

    private static float shares(int bag) {
        float sum = 0;
        for (int j = 0; j < POSITIONS; j++) {
            sum += member(bag, j) ? share(j) : 0;
        }
        return sum;
    }

    private static float mean(float[] rows, int bag, int d, int width) {
        float sum = 0;
        for (int j = 0; j < POSITIONS; j++) {
            sum += member(bag, j) ? share(j) * rows[j * width + d] : 0;
        }
        return sum / shares(bag);
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat() - 0.5f;
        }
        return numbers;
    }
}
