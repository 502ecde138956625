package dev.akin.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.layers.PrunedEmbedding.Threshold;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.FactoredTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Layers that learn fewer numbers than their rows have.
class SmallLayersTest {
    private static final int[] IDS = {3, 7, 3, 0, 19};
    private static final int ROWS = 20;
    private static final int DIMENSION = 6;

    @TempDir Path folder;

    private static float[][] gradient() {
        Random random = new Random(1);
        float[][] gradient = new float[IDS.length][DIMENSION];
        for (float[] row : gradient) {
            for (int d = 0; d < row.length; d++) {
                row[d] = random.nextFloat() - 0.5f;
            }
        }
        return gradient;
    }

    private static double loss(float[][] output) {
        float[][] gradient = gradient();
        double loss = 0;
        for (int i = 0; i < output.length; i++) {
            for (int d = 0; d < DIMENSION; d++) {
                loss += (double) gradient[i][d] * output[i][d];
            }
        }
        return loss;
    }

    /// Differences of the loss by the numbers of a row.
    private static double[] slopes(
            EmbeddingLayer table, int row, Function<int[], float[][]> layer) {
        float[] before = table.row(row);
        double[] slopes = new double[before.length];
        for (int d = 0; d < slopes.length; d++) {
            float[] moved = before.clone();
            moved[d] = before[d] + 0.01f;
            table.set(row, moved);
            double up = loss(layer.apply(IDS));
            moved[d] = before[d] - 0.01f;
            table.set(row, moved);
            slopes[d] = (up - loss(layer.apply(IDS))) / 0.02;
        }
        table.set(row, before);
        return slopes;
    }

    private static void assertMoved(float[] before, float[] after, double[] slopes, double rate) {
        for (int d = 0; d < slopes.length; d++) {
            assertThat((before[d] - after[d]) / rate).isCloseTo(slopes[d], within(2e-2));
        }
    }

    private static LowRankEmbedding lowRank() {
        return LowRankEmbedding.builder(ROWS, DIMENSION, 3).optimizer(Optimizer.sgd(0.5)).build();
    }

    @Test
    void vectorsAreProductsOfTheFactors() {
        LowRankEmbedding layer = lowRank();
        float[][] out = layer.forward(IDS);
        EmbeddingTable table = layer.table();
        assertThat(table).isInstanceOf(FactoredTable.class);
        assertThat(layer.parameters()).isEqualTo(20 * 3 + 3 * 6);
        for (int i = 0; i < IDS.length; i++) {
            for (int d = 0; d < DIMENSION; d++) {
                double sum = 0;
                for (int r = 0; r < 3; r++) {
                    sum += (double) layer.factor().row(IDS[i])[r] * layer.projection().row(r)[d];
                }
                assertThat((double) out[i][d]).isCloseTo(sum, within(1e-5));
                assertThat((double) table.row(IDS[i])[d]).isCloseTo(sum, within(1e-5));
            }
        }
    }

    @Test
    void gradientsOfFactorsAreThoseOfTheVectors() {
        LowRankEmbedding layer = lowRank();
        double[] ofFactor = slopes(layer.factor(), 3, layer::forward);
        double[] ofProjection = slopes(layer.projection(), 1, layer::forward);
        float[] untouched = layer.factor().row(5);
        float[] factor = layer.factor().row(3);
        float[] projection = layer.projection().row(1);
        layer.backward(IDS, gradient());
        layer.step();
        assertMoved(factor, layer.factor().row(3), ofFactor, 0.5);
        assertMoved(projection, layer.projection().row(1), ofProjection, 0.5);
        assertThat(layer.factor().row(5)).isEqualTo(untouched);
    }

    @Test
    void rowsBeginAsWideAsTold() {
        LowRankEmbedding layer = LowRankEmbedding.builder(2000, 32, 8).deviation(0.3).build();
        double squares = 0;
        for (int row = 0; row < 2000; row++) {
            for (float number : layer.table().row(row)) {
                squares += (double) number * number;
            }
        }
        assertThat(Math.sqrt(squares / (2000 * 32))).isCloseTo(0.3, within(0.05));
    }

    /// A target of rank 3 is met by a layer of rank 3.
    @Test
    void learnsWhatItsRankCanTell() {
        LowRankEmbedding target = LowRankEmbedding.builder(ROWS, DIMENSION, 3).seed(9).build();
        LowRankEmbedding layer =
                LowRankEmbedding.builder(ROWS, DIMENSION, 3)
                        .optimizer(Optimizer.lazyAdam(0.05))
                        .build();
        int[] all = new int[ROWS];
        Arrays.setAll(all, i -> i);
        float[][] wanted = target.forward(all);
        double first = distance(layer.forward(all), wanted);
        for (int step = 0; step < 500; step++) {
            layer.backward(all, difference(layer.forward(all), wanted));
            layer.step();
        }
        assertThat(distance(layer.forward(all), wanted)).isLessThan(first / 100);
    }

    private static float[][] difference(float[][] a, float[][] b) {
        float[][] difference = new float[a.length][];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i].clone();
            for (int d = 0; d < a[i].length; d++) {
                difference[i][d] -= b[i][d];
            }
        }
        return difference;
    }

    private static double distance(float[][] a, float[][] b) {
        double squares = 0;
        for (float[] row : difference(a, b)) {
            for (float number : row) {
                squares += (double) number * number;
            }
        }
        return squares;
    }

    @Test
    void factorsThatWereSavedGoOn() throws IOException {
        LowRankEmbedding layer =
                LowRankEmbedding.builder(ROWS, DIMENSION, 3)
                        .optimizer(Optimizer.adagrad(0.1))
                        .build();
        layer.backward(IDS, gradient());
        layer.step();
        layer.factor().save(folder.resolve("a.safetensors"));
        layer.projection().save(folder.resolve("b.safetensors"));
        LowRankEmbedding later =
                LowRankEmbedding.of(
                        EmbeddingLayer.load(folder.resolve("a.safetensors")),
                        EmbeddingLayer.load(folder.resolve("b.safetensors")));
        for (LowRankEmbedding each : new LowRankEmbedding[] {layer, later}) {
            each.backward(IDS, gradient());
            each.step();
        }
        assertThat(later.forward(IDS)).isDeepEqualTo(layer.forward(IDS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LowRankEmbedding.of(layer.projection(), layer.factor()))
                .withMessage("rows of 6 numbers cannot be multiplied with 20 rows");
    }

    @Test
    void refuseWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LowRankEmbedding.builder(5, 6, 0))
                .withMessageContaining("the rank 1 to the dimension, not 5, 6 and 0");
        assertThatIllegalArgumentException().isThrownBy(() -> LowRankEmbedding.builder(5, 6, 7));
        assertThatThrownBy(() -> lowRank().forward(new int[] {20}))
                .isInstanceOf(IndexOutOfBoundsException.class);
        float[][] broken = gradient();
        broken[1][2] = Float.NaN;
        assertThatIllegalArgumentException().isThrownBy(() -> lowRank().backward(IDS, broken));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pruned(Threshold.ALL, -1).backward(IDS, broken));
        assertThatIllegalArgumentException().isThrownBy(() -> PrunedEmbedding.builder(0, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrunedEmbedding.builder(2, 3).decay(1));
    }

    private static TensorTrainEmbedding train() {
        return TensorTrainEmbedding.builder(ROWS, 12, 3).optimizer(Optimizer.sgd(0.5)).build();
    }

    private static float[][] wide(float[][] narrow) {
        float[][] wide = new float[narrow.length][12];
        for (int i = 0; i < narrow.length; i++) {
            System.arraycopy(narrow[i], 0, wide[i], 4, DIMENSION);
        }
        return wide;
    }

    private static float[][] narrow(float[][] wide) {
        return Arrays.stream(wide)
                .map(row -> Arrays.copyOfRange(row, 4, 4 + DIMENSION))
                .toArray(float[][]::new);
    }

    @Test
    void vectorsOfATrainAreThoseOfItsTable() {
        TensorTrainEmbedding layer = train();
        float[][] out = layer.forward(IDS);
        EmbeddingTable table = layer.table();
        for (int i = 0; i < IDS.length; i++) {
            float[] row = table.row(IDS[i]);
            for (int d = 0; d < 12; d++) {
                assertThat(out[i][d]).isCloseTo(row[d], within(1e-5f));
            }
        }
        assertThat(layer.parameters())
                .isEqualTo(
                        (long) layer.first().rows() * layer.first().dimension()
                                + (long) layer.second().rows() * layer.second().dimension()
                                + (long) layer.third().rows() * layer.third().dimension());
        assertThat(TensorTrainEmbedding.builder(1_000_000, 64, 16).build().parameters())
                .isLessThan(150_000);
    }

    @Test
    void gradientsOfCoresAreThoseOfTheVectors() {
        TensorTrainEmbedding layer = train();
        int i3 = layer.shape().i3();
        int run = IDS[0] / i3;
        int[] places = {run / layer.shape().i2(), run % layer.shape().i2(), IDS[0] % i3};
        EmbeddingLayer[] cores = {layer.first(), layer.second(), layer.third()};
        double[][] slopes = new double[3][];
        float[][] before = new float[3][];
        for (int c = 0; c < 3; c++) {
            slopes[c] = slopes(cores[c], places[c], ids -> narrow(layer.forward(ids)));
            before[c] = cores[c].row(places[c]);
        }
        layer.backward(IDS, wide(gradient()));
        layer.step();
        for (int c = 0; c < 3; c++) {
            assertMoved(before[c], cores[c].row(places[c]), slopes[c], 0.5);
        }
    }

    @Test
    void aTrainBeginsAsWideAsTold() {
        TensorTrainEmbedding layer =
                TensorTrainEmbedding.builder(1000, 64, 16).deviation(0.1).build();
        double squares = 0;
        for (int row = 0; row < 1000; row++) {
            for (float number : layer.table().row(row)) {
                squares += (double) number * number;
            }
        }
        assertThat(Math.sqrt(squares / 64_000)).isCloseTo(0.1, within(0.03));
    }

    @Test
    void aTrainLearnsAnotherOneAndGoesOnFromItsFiles() throws IOException {
        int[] all = new int[ROWS];
        Arrays.setAll(all, i -> i);
        float[][] wanted = TensorTrainEmbedding.builder(ROWS, 12, 2).seed(8).build().forward(all);
        TensorTrainEmbedding layer =
                TensorTrainEmbedding.builder(ROWS, 12, 4)
                        .optimizer(Optimizer.lazyAdam(0.03))
                        .build();
        double first = distance(layer.forward(all), wanted);
        for (int step = 0; step < 600; step++) {
            layer.backward(all, difference(layer.forward(all), wanted));
            layer.step();
        }
        assertThat(distance(layer.forward(all), wanted)).isLessThan(first / 20);

        EmbeddingLayer[] cores = {layer.first(), layer.second(), layer.third()};
        EmbeddingLayer[] loaded = new EmbeddingLayer[3];
        for (int c = 0; c < 3; c++) {
            cores[c].save(folder.resolve(c + ".safetensors"));
            loaded[c] = EmbeddingLayer.load(folder.resolve(c + ".safetensors"));
        }
        TensorTrainEmbedding later = TensorTrainEmbedding.of(layer.shape(), ROWS, loaded);
        for (TensorTrainEmbedding each : new TensorTrainEmbedding[] {layer, later}) {
            each.backward(all, difference(each.forward(all), wanted));
            each.step();
        }
        assertThat(later.forward(all)).isDeepEqualTo(layer.forward(all));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TensorTrainEmbedding.of(
                                layer.shape(), ROWS, layer.second(), loaded[1], loaded[2]))
                .withMessageStartingWith("the first core is");
    }

    @Test
    void aTrainRefusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TensorTrainEmbedding.builder(5, 97, 2))
                .withMessageContaining("rows of 97 numbers do not factor into three sides");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TensorTrainEmbedding.builder(5, 12, 0))
                .withMessage("rows and rank have to be 1 or more, not 5 and 0");
        assertThatThrownBy(() -> train().forward(new int[] {0, ROWS}))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("id 20 at place 1 is not one of 20");
        float[][] broken = wide(gradient());
        broken[2][3] = Float.POSITIVE_INFINITY;
        assertThatIllegalArgumentException().isThrownBy(() -> train().backward(IDS, broken));
    }

    private static PrunedEmbedding pruned(Threshold threshold, double start) {
        return PrunedEmbedding.builder(ROWS, DIMENSION)
                .threshold(threshold)
                .start(start)
                .decay(0)
                .optimizer(Optimizer.sgd(0.5))
                .ofThresholds(Optimizer.sgd(0.5))
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void smallNumbersAreZerosAndOthersShorter(Threshold threshold) {
        PrunedEmbedding layer = pruned(threshold, -1);
        double limit = 1 / (1 + Math.exp(1));
        float[][] out = layer.forward(IDS);
        int zeros = 0;
        for (int i = 0; i < IDS.length; i++) {
            float[] row = layer.weights().row(IDS[i]);
            for (int d = 0; d < DIMENSION; d++) {
                double wanted = Math.signum(row[d]) * Math.max(0, Math.abs(row[d]) - limit);
                assertThat((double) out[i][d]).isCloseTo(wanted, within(1e-6));
                zeros += wanted == 0 ? 1 : 0;
            }
            assertThat(layer.table().row(IDS[i])).isEqualTo(out[i]);
        }
        assertThat(zeros).isPositive();
        assertThat(layer.sparsity()).isBetween(0.1, 0.5);
        assertThat(pruned(threshold, -15).sparsity()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void gradientsOfRowsAndThresholdsAreThoseOfTheVectors(Threshold threshold) {
        PrunedEmbedding layer = pruned(threshold, -1.4);
        int row = threshold == Threshold.ROW ? 3 : 0;
        double[] ofRow = slopes(layer.weights(), 3, layer::forward);
        double[] ofThreshold = slopes(layer.thresholds(), row, layer::forward);
        float[] weights = layer.weights().row(3);
        float[] limits = layer.thresholds().row(row);
        layer.backward(IDS, gradient());
        layer.step();
        assertMoved(weights, layer.weights().row(3), ofRow, 0.5);
        assertMoved(limits, layer.thresholds().row(row), ofThreshold, 0.5);
    }

    /// Half of the numbers are to be near zero: these become zeros, and the others are learned again beside them.
    @ParameterizedTest
    @EnumSource
    void whatIsNotNeededBecomesZeros(Threshold threshold) {
        float[][] wanted = new float[ROWS][DIMENSION];
        int[] all = new int[ROWS];
        Arrays.setAll(all, i -> i);
        Random random = new Random(4);
        for (int row = 0; row < ROWS; row++) {
            for (int d = 0; d < DIMENSION; d++) {
                wanted[row][d] = d < 3 ? 1 + random.nextFloat() : 0.02f * random.nextFloat();
            }
        }
        PrunedEmbedding layer =
                PrunedEmbedding.builder(ROWS, DIMENSION)
                        .threshold(threshold)
                        .start(-6)
                        .decay(0.01)
                        .initializer(Initializer.normal(0.1))
                        .optimizer(Optimizer.sgd(0.1))
                        .ofThresholds(Optimizer.sgd(0.3))
                        .build();
        fit(layer, all, wanted);
        assertThat(layer.sparsity()).isBetween(0.25, 0.55);

        PrunedEmbedding again = layer.kept();
        assertThat(again.sparsity()).isCloseTo(layer.sparsity(), within(1e-9));
        fit(again, all, wanted);
        assertThat(again.sparsity()).isCloseTo(layer.sparsity(), within(1e-9));
        assertThat(distance(again.forward(all), wanted)).isLessThan(0.2);
    }

    private static void fit(PrunedEmbedding layer, int[] all, float[][] wanted) {
        for (int step = 0; step < 600; step++) {
            layer.backward(all, difference(layer.forward(all), wanted));
            layer.step();
        }
    }
}
