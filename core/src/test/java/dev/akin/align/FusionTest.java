package dev.akin.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.align.Fusion.Part;
import dev.akin.align.Fusion.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FusionTest {
    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Test
    void theCosineIsTheMeanOfThePartsBySquaredWeights() {
        Fusion fusion =
                Fusion.of(
                        Way.CONCATENATED, List.of(new Part("text", 2, 2), new Part("photo", 3, 1)));

        float[] a = fusion.fuse(List.of(new float[] {5, 0}, new float[] {0, 0, 1}));
        float[] b = fusion.fuse(List.of(new float[] {3, 4}, new float[] {0, 7, 0}));

        assertThat(fusion.dimension()).isEqualTo(5);
        assertThat(dot(a, a)).isCloseTo(1, within(1e-6));
        assertThat(dot(a, b)).isCloseTo((4 * 0.6 + 0) / 5, within(1e-6));
    }

    @Test
    void whatIsMissingCountsForNothing() {
        Fusion fusion =
                Fusion.of(
                        Way.CONCATENATED, List.of(new Part("text", 2, 1), new Part("photo", 2, 1)));

        assertThat(fusion.fuse(List.of(new float[] {3, 4}, new float[0])))
                .containsExactly(0.6f, 0.8f, 0, 0);
    }

    @Test
    void averagesAreOfOneDimension() {
        Fusion fusion = Fusion.of(Way.AVERAGED, List.of(new Part("a", 2, 1), new Part("b", 2, 1)));

        float[] fused = fusion.fuse(List.of(new float[] {9, 0}, new float[] {0, 1}));

        assertThat((double) fused[0]).isCloseTo(Math.sqrt(0.5), within(1e-6));
        assertThatThrownBy(() ->
                        Fusion.of(Way.AVERAGED, List.of(new Part("a", 2, 1), new Part("b", 3, 1))))
                .hasMessageContaining("a has 2 numbers and b 3");
    }

    @Test
    void numbersThatLieTogetherHaveAlikeVectors() {
        float[][] prices = Fusion.numbers(new double[] {1, 2, 3, 100, Double.NaN});

        assertThat(dot(prices[0], prices[1])).isGreaterThan(dot(prices[0], prices[3]));
        assertThat(dot(prices[0], prices[0])).isCloseTo(1, within(1e-6));
        assertThat(prices[4]).isEmpty();
        assertThat(Fusion.numbers(new double[] {7, 7})[0]).containsExactly(1, 0);
        assertThatThrownBy(() -> Fusion.numbers(new double[] {Double.NaN}))
                .hasMessageContaining("no number among 1");
    }

    @Test
    void weightsAreLearnedFromLabels() {
        SplittableRandom random = new SplittableRandom(1);
        int count = 120;
        float[][] noise = new float[count][4];
        float[][] telling = new float[count][4];
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(i % 3 + "");
            for (int d = 0; d < 4; d++) {
                noise[i][d] = (float) random.nextGaussian();
                telling[i][d] = (float) (0.6 * random.nextGaussian() + (d == i % 3 ? 2 : 0));
            }
        }

        double[] weights = FusionWeights.learn(List.of(noise, telling), labels);

        assertThat(weights[0]).isEqualTo(1);
        assertThat(weights[1]).isGreaterThanOrEqualTo(2);
        assertThat(FusionWeights.learn(List.of(telling, noise), labels)[1]).isLessThan(1);
        assertThatThrownBy(() -> FusionWeights.learn(List.of(noise, noise), List.of("a")))
                .hasMessageContaining("120 vectors for 1 labels");
    }

    @Test
    void refusesWhatDoesNotFit() {
        Fusion fusion = Fusion.of(Way.CONCATENATED, List.of(new Part("a", 2, 1)));

        assertThatThrownBy(() -> fusion.fuse(List.of(new float[3])))
                .hasMessageContaining("3 numbers for a, which has 2");
        assertThatThrownBy(() -> fusion.fuse(List.of()))
                .hasMessageContaining("0 vectors for 1 parts");
        assertThatThrownBy(() -> new Part("a", 2, 0)).hasMessageContaining("weight above 0");
    }
}
