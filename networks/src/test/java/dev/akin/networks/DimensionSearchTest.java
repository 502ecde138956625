package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DimensionSearchTest {
    private static DimensionSearch.Outcome outcome(int dimension, double loss) {
        Epoch epoch = new Epoch(1, loss, Map.of("loss", loss), Duration.ZERO);
        return new DimensionSearch.Outcome(
                new FitHistory(List.of(epoch), 1, false), 4L * dimension);
    }

    @Test
    void givesMoreEpochsToTheBetterHalf() throws IOException {
        List<String> heard = new ArrayList<>();
        DimensionSearch.Result result =
                DimensionSearch.among(List.of(8, 16, 32, 64, 128))
                        .run(
                                (dimension, epochs) ->
                                        outcome(dimension, 1 + 1.0 / dimension / epochs),
                                8,
                                trial -> heard.add(trial.dimension() + "/" + trial.epochs()));

        assertThat(heard)
                .containsExactly(
                        "8/2", "16/2", "32/2", "64/2", "128/2", "32/4", "64/4", "128/4", "64/8",
                        "128/8");
        assertThat(result.trials()).hasSize(10);
    }

    @Test
    void takesTheSmallestThatIsHardlyWorse() throws IOException {
        DimensionSearch search = DimensionSearch.among(List.of(64, 8));
        DimensionSearch.Attempt attempt =
                (dimension, _) -> outcome(dimension, dimension == 8 ? 0.503 : 0.5);

        assertThat(search.run(attempt, 1, _ -> {}).dimension()).isEqualTo(8);
        assertThat(search.tolerance(0.001).run(attempt, 1, _ -> {}).dimension()).isEqualTo(64);
    }

    @Test
    void findsASizeForTexts() throws IOException {
        List<String> texts = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            texts.add(i % 2 == 0 ? "хорошо good " + i % 7 : "плохо bad " + i % 5);
            labels.add(i % 2 == 0 ? "yes" : "no");
        }
        DimensionSearch.Result result =
                DimensionSearch.among(List.of(2, 4))
                        .run(
                                (dimension, epochs) -> {
                                    try (TextClassifier classifier =
                                            TextClassification.builder()
                                                    .dimension(dimension)
                                                    .epochs(epochs)
                                                    .validation(0.2)
                                                    .threads(1)
                                                    .build()
                                                    .fit(texts, labels)) {
                                        return new DimensionSearch.Outcome(
                                                classifier.history(),
                                                4L * dimension * classifier.embeddings().size());
                                    }
                                },
                                2,
                                _ -> {});

        assertThat(result.dimension()).isIn(2, 4);
        assertThat(result.trials().getFirst().toString()).contains("dimension 2: loss", "accuracy");
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertThatIllegalArgumentException().isThrownBy(() -> DimensionSearch.among(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> DimensionSearch.among(List.of(8, 0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DimensionSearch.standard().tolerance(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        DimensionSearch.standard()
                                .run(
                                        (_, _) ->
                                                new DimensionSearch.Outcome(
                                                        new FitHistory(
                                                                List.of(
                                                                        new Epoch(
                                                                                1,
                                                                                1,
                                                                                Map.of(),
                                                                                Duration.ZERO)),
                                                                1,
                                                                false),
                                                        1),
                                        1,
                                        _ -> {}))
                .withMessageContaining("validation");
    }
}
