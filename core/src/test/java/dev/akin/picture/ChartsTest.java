package dev.akin.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartsTest {
    private static final Sheet SMALL = Sheet.DEFAULT.size(640, 480);

    @ParameterizedTest
    @EnumSource(Theme.class)
    void aHeatMapWritesEachNumberTwiceAndNoDiagonal(Theme theme) throws IOException {
        HeatMap map =
                new HeatMap(
                        List.of("king", "国王", "король"),
                        new double[][] {
                            {1, 0.81, -0.25}, {0.81, 1, Double.NaN}, {-0.25, Double.NaN, 1}
                        });
        Picture picture = map.draw(SMALL.theme(theme));
        assertThat(picture.svg().split(">0.81</text>", -1)).hasSize(3);
        assertThat(picture.svg().split(">−0.25</text>", -1)).hasSize(3);
        assertThat(picture.svg()).doesNotContain(">1.00<", "NaN").contains(">国王<", ">король<");
        assertThat(picture.png()).hasSizeGreaterThan(1000);
    }

    @Test
    void aHeatMapThatDoesNotFitIsRefused() {
        List<String> many = IntStream.range(0, 200).mapToObj(i -> "word" + i).toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeatMap(many, new double[200][200]).draw(SMALL))
                .withMessage(
                        "200 names do not fit in 640 × 480 pixels; take fewer, or a larger size");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeatMap(List.of("a"), new double[1][1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeatMap(List.of("a", "b"), new double[2][3]))
                .withMessage("2 names, and 2 × 3 values");
    }

    @Test
    void sharesOfTheVarianceAddUp() {
        LineChart chart = ScreePlot.of(6, 3, 1, 0);
        assertThat(chart.panels().getFirst().lines().getFirst().ys())
                .containsExactly(60, 30, 10, 0);
        assertThat(chart.panels().getLast().lines().getFirst().ys())
                .containsExactly(60, 90, 100, 100);
        assertThat(chart.draw(SMALL).svg()).contains(">100</text>", "principal component");
        assertThatIllegalArgumentException().isThrownBy(() -> ScreePlot.of(0, 0));
    }

    @Test
    void theLossOfWordsFalls() {
        LineChart chart =
                TrainingCurve.of(Map.of("akin.training", "{\"losses\":[[100,4.5],[200,3.5]]}"));
        LineChart.Line line = chart.panels().getFirst().lines().getFirst();
        assertThat(line.xs()).containsExactly(100, 200);
        assertThat(line.ys()).containsExactly(4.5, 3.5);
    }

    @Test
    void measuresOfEpochsHavePanels() {
        LineChart chart =
                TrainingCurve.of(
                        Map.of(
                                "akin.training",
                                """
                                {"epochs":[{"loss":2,"validation":{"loss":2.5,"accuracy":0.5}},
                                {"loss":1,"validation":{"loss":null,"accuracy":0.75}}],"best":2}
                                """));
        assertThat(chart.panels())
                .extracting(LineChart.Panel::upwards)
                .containsExactly("loss", "accuracy");
        assertThat(chart.panels().getFirst().lines())
                .extracting(LineChart.Line::name)
                .containsExactly("learned from", "held back");
        assertThat(chart.panels().getLast().lines().getFirst().ys()).containsExactly(0.5, 0.75);
        assertThat(chart.draw(SMALL).svg()).contains(">held back<", ">accuracy<");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "{\"losses\":[]}", "{\"losses\":[3]}", "{\"epochs\":[1]}", "{"})
    void whatSaysNothingIsRefused(String training) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingCurve.of(Map.of("akin.training", training)));
    }

    @Test
    void ticksAreRoundNumbers() {
        assertThat(Scale.of(0, 1, 5).ticks()).hasSize(6);
        assertThat(Scale.of(0, 1, 5).step()).isEqualTo(0.2);
        assertThat(Scale.round(3, 97, 5).ticks()).startsWith(0.0).endsWith(100.0);
        assertThat(Scale.of(7, 7, 5).ticks()).contains(7.0);
        assertThat(Scale.label(0.1 + 0.2)).isEqualTo("0.3");
        assertThat(Scale.label(-1234567)).isEqualTo("−1.235M");
        assertThat(Scale.label(0)).isEqualTo("0");
    }
}
