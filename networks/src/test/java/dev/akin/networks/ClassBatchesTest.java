package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassBatchesTest {
    private static final ClassBatches.Nearness NEIGHBOURS = (a, b) -> -Math.abs(a - b);

    private static int[] classes(int count, int of) {
        return IntStream.range(0, count).map(i -> i % of).toArray();
    }

    private static int[] all(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static int[] distinct(int[] batch, int[] classes) {
        return Arrays.stream(batch).map(e -> classes[e]).distinct().toArray();
    }

    @Test
    void anEpochMeetsEveryPictureOnce() {
        int[] classes = classes(120, 12);
        int[][] batches = new ClassBatches(4, 5, 1).of(all(120), classes, 1, 0, NEIGHBOURS);
        assertThat(batches).hasDimensions(6, 20);
        assertThat(Arrays.stream(batches).flatMapToInt(Arrays::stream).sorted().toArray())
                .containsExactly(all(120));
        for (int[] batch : batches) {
            int[] counts = new int[12];
            Arrays.stream(batch).forEach(e -> counts[classes[e]]++);
            assertThat(Arrays.stream(counts).filter(count -> count > 0).toArray())
                    .containsExactly(5, 5, 5, 5);
        }
    }

    @Test
    void theSameSeedAndEpochMakeTheSame() {
        int[] classes = classes(100, 7);
        ClassBatches batches = new ClassBatches(4, 3, 9);
        int[][] first = batches.of(all(100), classes, 3, 0.5, NEIGHBOURS);
        assertThat(batches.of(all(100), classes, 3, 0.5, NEIGHBOURS)).isDeepEqualTo(first);
        assertThat(Arrays.deepEquals(batches.of(all(100), classes, 4, 0.5, NEIGHBOURS), first))
                .isFalse();
    }

    @Test
    void nobodyIsAloneInABatch() {
        Random random = new Random(3);
        int[] classes = IntStream.range(0, 200).map(_ -> random.nextInt(23)).toArray();
        classes[0] = 99;
        int[][] batches = new ClassBatches(5, 4, 2).of(all(200), classes, 1, 0.3, NEIGHBOURS);
        for (int[] batch : batches) {
            assertThat(distinct(batch, classes)).hasSizeGreaterThan(1);
            for (int e : batch) {
                assertThat(Arrays.stream(batch).filter(o -> classes[o] == classes[e]).count())
                        .isGreaterThan(1);
            }
        }
        assertThat(Arrays.stream(batches).flatMapToInt(Arrays::stream).toArray())
                .doesNotContain(0)
                .doesNotHaveDuplicates();
    }

    @Test
    void hardBatchesAreOfNeighbours() {
        int[] classes = classes(400, 40);
        ClassBatches batches = new ClassBatches(4, 5, 1);
        assertThat(spread(batches.of(all(400), classes, 1, 1, NEIGHBOURS), classes))
                .isLessThan(spread(batches.of(all(400), classes, 1, 0, NEIGHBOURS), classes) / 2);
    }

    /// How far apart the classes of a batch are on average.
    private static double spread(int[][] batches, int[] classes) {
        return Arrays.stream(batches)
                .map(batch -> distinct(batch, classes))
                .mapToInt(met ->
                        Arrays.stream(met).max().orElse(0) - Arrays.stream(met).min().orElse(0))
                .average()
                .orElseThrow();
    }

    @Test
    void nothingComesOfOneClassOrOfSinglePictures() {
        ClassBatches batches = new ClassBatches(4, 5, 1);
        assertThat(batches.of(all(9), new int[9], 1, 0, NEIGHBOURS)).isEmpty();
        assertThat(batches.of(all(9), all(9), 1, 0, NEIGHBOURS)).isEmpty();
    }
}
