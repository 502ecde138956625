package dev.akin.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongestTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 17, 499, 999, 1000})
    void asSortingWould(int count) {
        Random random = new Random(count);
        float[] lengths = new float[1000];
        for (int i = 0; i < lengths.length; i++) {
            boolean common = random.nextInt(3) == 0;
            lengths[i] = common ? random.nextInt(4) : random.nextFloat() * 3;
        }
        lengths[500] = Float.POSITIVE_INFINITY;

        assertThat(Longest.of(lengths, count))
                .containsExactly(
                        IntStream.range(0, lengths.length)
                                .boxed()
                                .sorted(Comparator.comparingDouble(i -> -lengths[i]))
                                .limit(count)
                                .mapToInt(i -> i)
                                .sorted()
                                .toArray());
    }

    @Test
    void ofEqualOnesTheFirst() {
        assertThat(Longest.of(new float[] {0, 2, 0, 2, 0}, 3)).containsExactly(0, 1, 3);
        assertThat(Longest.of(new float[5], 2)).containsExactly(0, 1);
    }
}
