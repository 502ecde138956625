package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.ndarray.NDList;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.layers.Optimizer;
import org.junit.jupiter.api.Test;

class EmbeddingNetworkTest {
    private static final int[][] IDS = {{1, 2, 0}, {3, 2, 0}, {1, 1, 2}, {2, 3, 3}};
    private static final int[] LABELS = {0, 1, 0, 1};

    private static SequentialBlock meanAndLinear(int outputs) {
        return new SequentialBlock()
                .add(list -> new NDList(list.head().mean(new int[] {1})))
                .add(Linear.builder().setUnits(outputs).build());
    }

    private static EmbeddingLayer layer() {
        return EmbeddingLayer.builder(4, 6)
                .maskZero()
                .optimizer(Optimizer.lazyAdam(0.05))
                .threads(1)
                .build();
    }

    @Test
    void aBlockOfOnesOwnLearnsOnALayer() {
        EmbeddingLayer layer = layer();
        float[] before = layer.row(1);
        try (EmbeddingNetwork network =
                EmbeddingNetwork.of(layer, meanAndLinear(2), Loss.softmaxCrossEntropyLoss())
                        .rate(0.05)) {
            double first = network.train(IDS, LABELS);
            double last = first;
            for (int step = 0; step < 60; step++) {
                last = network.train(IDS, LABELS);
            }

            assertThat(last).isLessThan(first / 4);
            assertThat(layer.row(1)).isNotEqualTo(before);
            assertThat(layer.row(0)).containsOnly(0f);
            float[][] answers = network.predict(IDS);
            for (int i = 0; i < IDS.length; i++) {
                assertThat(answers[i][1] > answers[i][0]).isEqualTo(LABELS[i] == 1);
            }
        }
    }

    @Test
    void networksShareTheRowsOfALayer() {
        EmbeddingLayer layer = layer();
        try (EmbeddingNetwork classes =
                        EmbeddingNetwork.of(
                                layer, meanAndLinear(2), Loss.softmaxCrossEntropyLoss());
                EmbeddingNetwork numbers =
                        EmbeddingNetwork.of(layer, meanAndLinear(1), Loss.l2Loss())) {
            classes.train(IDS, LABELS);
            float[] between = layer.row(2);
            numbers.train(IDS, new float[][] {{1}, {2}, {3}, {4}});

            assertThat(layer.row(2)).isNotEqualTo(between);
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        try (EmbeddingNetwork network =
                EmbeddingNetwork.of(layer(), meanAndLinear(2), Loss.softmaxCrossEntropyLoss())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.train(new int[][] {{1, 2}, {1}}, LABELS))
                    .withMessageContaining("the labels: 4 of them, not 2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.train(new int[][] {{1, 2}, {1}}, new int[2]))
                    .withMessageContaining("sequence 1: 1 of them, not 2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.train(new int[0][], new int[0]))
                    .withMessageContaining("empty batch");
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> network.predict(new int[][] {{4}}))
                    .withMessageContaining("4");
            assertThatIllegalArgumentException().isThrownBy(() -> network.rate(0));
        }
    }

    @Test
    void gradientsThatAreNoNumbersMoveNothing() {
        EmbeddingLayer layer = layer();
        // The square root of 0 rises without end, and 0 times that is no number.
        SequentialBlock steep =
                new SequentialBlock()
                        .add(meanAndLinear(2))
                        .add(list -> new NDList(list.head().mul(0).sqrt()));
        try (EmbeddingNetwork network =
                EmbeddingNetwork.of(layer, steep, Loss.softmaxCrossEntropyLoss())) {
            float[] row = layer.row(1);
            assertThatIllegalStateException()
                    .isThrownBy(() -> network.train(IDS, LABELS))
                    .withMessageContaining("gradient")
                    .withMessageContaining("NaN");
            assertThat(layer.row(1)).isEqualTo(row);
            assertThat(network.predict(IDS)[0]).doesNotContain(Float.NaN);
        }
    }

    @Test
    void labelsThatAreNoClasses() {
        EmbeddingLayer layer = layer();
        try (EmbeddingNetwork network =
                EmbeddingNetwork.of(layer, meanAndLinear(2), Loss.softmaxCrossEntropyLoss())) {
            float[] row = layer.row(1);
            for (int label : new int[] {-1, 2, 1000}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> network.train(IDS, new int[] {0, 1, label, 0}))
                        .withMessageContaining("do not take these rows and labels: ")
                        .withMessageContaining(Integer.toString(label));
            }
            assertThat(layer.row(1)).isEqualTo(row);
            assertThat(network.train(IDS, LABELS)).isFinite();
        }
    }

    @Test
    void batchesOfPaddingAlone() {
        EmbeddingLayer layer = layer();
        try (EmbeddingNetwork network =
                EmbeddingNetwork.of(layer, meanAndLinear(2), Loss.softmaxCrossEntropyLoss())) {
            assertThat(network.train(new int[][] {{0, 0}, {0, 0}}, new int[] {0, 1})).isFinite();
            assertThat(layer.row(0)).containsOnly(0f);
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> network.train(new int[][] {{1, -1}}, new int[] {0}))
                    .withMessageContaining("-1");
        }
    }
}
