package dev.akin.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.GrowingKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys of a kind and a colour, whose right vectors are the sum of one for each, and a little of their own.
class MetaEmbeddingTest {
    private static final int DIMENSION = 8;
    private static final int CONTEXTS = 300;
    private static final int KNOWN = 240;
    private static final int NEW = 60;
    private static final int EXAMPLES = 60;
    private static final double RATE = 0.5;

    private static final List<List<String>> FEATURES = new ArrayList<>();
    private static final double[] MEAN = new double[DIMENSION];
    private static DotExamples examples;
    private static DotExamples others;
    private static FirstVectors learned;

    @TempDir private Path folder;

    @BeforeAll
    static void learn() {
        Random random = new Random(3);
        double[][] kinds = normal(random, 6, 1);
        double[][] colours = normal(random, 5, 1);
        EmbeddingTable contexts =
                EmbeddingTable.of(floats(normal(random, CONTEXTS, 1)), CONTEXTS, DIMENSION);
        examples = new DotExamples(contexts, KNOWN);
        others = new DotExamples(contexts, NEW);
        for (int key = 0; key < KNOWN + NEW; key++) {
            int kind = random.nextInt(kinds.length);
            int colour = random.nextInt(colours.length);
            double[] right = normal(random, 1, 0.2)[0];
            for (int i = 0; i < DIMENSION; i++) {
                right[i] += kinds[kind][i] + colours[colour][i];
                MEAN[i] += key < KNOWN ? right[i] / KNOWN : 0;
            }
            FEATURES.add(List.of("род " + kind, "颜色 " + colour));
            for (int e = 0; e < EXAMPLES; e++) {
                int context = random.nextInt(CONTEXTS);
                double score = dot(right, contexts.row(context));
                boolean yes = random.nextDouble() < 1 / (1 + Math.exp(-score));
                (key < KNOWN ? examples : others)
                        .add(key < KNOWN ? key : key - KNOWN, context, yes);
            }
        }
        learned = small().build().fit(FEATURES.subList(0, KNOWN), examples);
    }

    private static MetaEmbedding.Builder small() {
        return MetaEmbedding.builder()
                .featureDimension(8)
                .scale(4)
                .warmUpRate(RATE)
                .rate(0.02)
                .epochs(20);
    }

    private static double[][] normal(Random random, int rows, double deviation) {
        double[][] values = new double[rows][DIMENSION];
        for (double[] row : values) {
            Arrays.setAll(row, _ -> deviation * random.nextGaussian());
        }
        return values;
    }

    private static float[] floats(double[][] rows) {
        return FirstVectors.floats(Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
    }

    private static double dot(double[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    /// The mean loss of the second half of new keys' examples, after so many steps by parts of the first half.
    private static double loss(IntFunction<double[]> start, int steps) {
        double sum = 0;
        double[] gradient = new double[DIMENSION];
        for (int key = 0; key < NEW; key++) {
            double[] vector = start.apply(key);
            for (int step = 0; step < steps; step++) {
                int[] batch = IntStream.range(10 * step, 10 * step + 10).toArray();
                others.loss(key, batch, vector, gradient);
                for (int i = 0; i < DIMENSION; i++) {
                    vector[i] -= RATE * gradient[i];
                }
            }
            int[] rest = IntStream.range(EXAMPLES / 2, EXAMPLES).toArray();
            sum += others.loss(key, rest, vector, gradient);
        }
        return sum / NEW;
    }

    private static double[] generated(FirstVectors by, int key) {
        return FirstVectors.doubles(by.vector(FEATURES.get(KNOWN + key)));
    }

    @Test
    void whatIsGeneratedIsBetterThanChanceAndTheMeanAtOnceAndAfterSteps() {
        for (int steps = 0; steps <= 3; steps++) {
            double byFeatures = loss(key -> generated(learned, key), steps);
            double mean = loss(_ -> MEAN.clone(), steps);
            double chance = loss(key -> normal(new Random(key), 1, 1)[0], steps);
            assertThat(byFeatures).as("%d steps", steps).isLessThan(0.9 * mean);
            assertThat(byFeatures).isLessThan(0.8 * chance);
        }
    }

    @Test
    void oneKindOfDerivativeIsEnoughToBeginBetterThanTheMean() {
        FirstVectors first = small().firstOrder().build().fit(FEATURES.subList(0, KNOWN), examples);
        assertThat(loss(key -> generated(first, key), 0))
                .isLessThan(0.9 * loss(_ -> MEAN.clone(), 0));
    }

    @Test
    void theSlopesOfTheLossBeforeAndAfterAStepAreThoseOfDifferences() {
        int[] first = {0, 3, 5, 7};
        int[] second = {1, 2, 4, 6};
        MetaLoss loss = new MetaLoss(examples, 0.1, RATE, true);
        double[] vector = normal(new Random(9), 1, 1)[0];
        double[] slopes = new double[DIMENSION];
        loss.loss(7, first, second, vector, slopes);
        double[] differences =
                differences(vector, at -> loss.loss(7, first, second, at, new double[DIMENSION]));
        assertClose(slopes, differences, 1e-7);
        MetaLoss constant = new MetaLoss(examples, 0.1, RATE, false);
        constant.loss(7, first, second, vector, slopes);
        assertThat(distance(slopes, differences)).isGreaterThan(1e-4);
    }

    @Test
    void theSlopesOfTheOutputAreThoseOfDifferences() {
        TanhOutput output = new TanhOutput(3, DIMENSION, 2.5);
        Random random = new Random(4);
        double[] weights = random.doubles(output.size(), -1, 1).toArray();
        double[] in = random.doubles(3, -1, 1).toArray();
        double[] wanted = normal(random, 1, 1)[0];
        double[] out = new double[DIMENSION];
        double[] ofWeights = new double[weights.length];
        double[] ofIn = new double[3];
        output.forward(weights, in, out);
        output.backward(weights, in, out, wanted, ofWeights, ofIn);
        assertClose(ofWeights, differences(weights, w -> dot(output, w, in, wanted)), 1e-8);
        assertClose(ofIn, differences(in, x -> dot(output, weights, x, wanted)), 1e-8);
    }

    private static double dot(TanhOutput output, double[] weights, double[] in, double[] by) {
        double[] out = new double[DIMENSION];
        output.forward(weights, in, out);
        return IntStream.range(0, by.length).mapToDouble(i -> out[i] * by[i]).sum();
    }

    private interface Function {
        double at(double[] point);
    }

    private static double[] differences(double[] point, Function function) {
        double[] slopes = new double[point.length];
        double small = 1e-5;
        for (int i = 0; i < point.length; i++) {
            double[] near = point.clone();
            near[i] += small;
            double ahead = function.at(near);
            near[i] -= 2 * small;
            slopes[i] = (ahead - function.at(near)) / (2 * small);
        }
        return slopes;
    }

    private static double distance(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElse(0);
    }

    private static void assertClose(double[] found, double[] expected, double within) {
        assertThat(distance(found, expected)).isLessThan(within);
        assertThat(distance(expected, new double[expected.length])).isGreaterThan(0.01);
    }

    @Test
    void aFileGivesTheSameVectors() throws IOException {
        Path file = folder.resolve("first.safetensors");
        learned.save(file);
        FirstVectors loaded = FirstVectors.load(file);
        assertThat(loaded.dimension()).isEqualTo(DIMENSION);
        assertThat(loaded.vector(FEATURES.get(KNOWN)))
                .containsExactly(learned.vector(FEATURES.get(KNOWN)));
        assertThat(Embeddings.load(file).vocabulary().contains("颜色 3")).isTrue();

        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> FirstVectors.load(file));
        EmbeddingLayer.builder(3, 2).build().save(file);
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> FirstVectors.load(file))
                .withMessageContaining("no first vectors but layer");
    }

    @Test
    void theSameSeedGivesTheSameVectors() {
        MetaEmbedding few = small().epochs(2).build();
        assertThat(few.fit(FEATURES.subList(0, KNOWN), examples).vector(FEATURES.get(250)))
                .containsExactly(
                        few.fit(FEATURES.subList(0, KNOWN), examples).vector(FEATURES.get(250)));
    }

    @Test
    void aListenerHearsTheLossFallAndMayStop() {
        List<Double> heard = new ArrayList<>();
        small().build()
                .fit(
                        FEATURES.subList(0, KNOWN),
                        examples,
                        new ProgressListener() {
                            @Override
                            public void update(dev.akin.Progress progress) {
                                heard.add(progress.loss());
                            }

                            @Override
                            public boolean stopRequested() {
                                return heard.size() == 5;
                            }
                        });
        assertThat(heard).hasSize(5);
        assertThat(heard.get(4)).isLessThan(heard.get(0));
    }

    @Test
    void learningStopsWhereKeysHeldBackDoNoBetter() {
        List<Double> heard = new ArrayList<>();
        FirstVectors few =
                small().validation(0.2)
                        .patience(1)
                        .epochs(500)
                        .build()
                        .fit(FEATURES.subList(0, KNOWN), examples, p -> heard.add(p.loss()));
        assertThat(heard).hasSizeBetween(2, 499);
        assertThat(heard.getLast()).isGreaterThanOrEqualTo(heard.get(heard.size() - 2));
        assertThat(loss(key -> generated(few, key), 0))
                .isLessThan(0.9 * loss(_ -> MEAN.clone(), 0));
    }

    @Test
    void newKeysOfALayerThatGrowsBeginAsGenerated() throws IOException {
        EmbeddingLayer.Builder options = EmbeddingLayer.builder(1, DIMENSION);
        StringKeyLayer layer =
                GrowingLayer.strings(options, GrowingKeys.builder())
                        .startFrom(key -> learned.find(List.of(key.split("/", -1))));
        float[][] rows = layer.forward(List.of("род 1/颜色 2", "unheard of"));
        assertThat(rows[0]).containsExactly(learned.vector(List.of("род 1", "颜色 2")));
        float[][] byChance =
                GrowingLayer.strings(options, GrowingKeys.builder()).forward(List.of("unheard of"));
        assertThat(rows[1]).containsExactly(byChance[0]);

        Path file = folder.resolve("layer.safetensors");
        layer.save(file);
        StringKeyLayer later =
                GrowingLayer.strings(options, GrowingKeys.builder())
                        .startFrom(key -> {
                            throw new IllegalStateException("asked about " + key);
                        });
        later.restore(file);
        assertThat(later.forward(List.of("род 1/颜色 2"))[0]).containsExactly(rows[0]);
    }

    @Test
    void aStartOfAnotherLengthOrOfNoNumberIsRefused() {
        LongKeyLayer layer =
                GrowingLayer.longs(EmbeddingLayer.builder(1, 2), GrowingKeys.builder())
                        .startFrom(key ->
                                java.util.Optional.of(
                                        key == 7 ? new float[3] : new float[] {1, Float.NaN}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layer.forward(new long[] {7}))
                .withMessage("what 7 begins with: length 3, where 2 is expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layer.forward(new long[] {8}))
                .withMessage("what 8 begins with holds NaN");
        assertThat(layer.forward(new long[] {8})[0]).doesNotContain(0, Float.NaN);
    }

    @Test
    void refusesWhatCannotBeLearned() {
        MetaEmbedding meta = small().epochs(1).build();
        List<List<String>> none = new ArrayList<>(FEATURES.subList(0, KNOWN));
        none.set(5, List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meta.fit(none, examples))
                .withMessageContaining("key 5 has no features");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meta.fit(FEATURES, examples))
                .withMessage("features of keys: length 300, where 240 is expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> learned.vector(List.of("род 1", "x").subList(1, 2)))
                .withMessageContaining("none of the features [x] is one of the 11");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        small().minCount(1000).build().fit(FEATURES.subList(0, KNOWN), examples))
                .withMessageContaining("1000 times");
        EmbeddingTable broken = EmbeddingTable.of(new float[] {1, Float.NaN}, 1, 2);
        DotExamples bad = new DotExamples(broken, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meta.fit(List.of(List.of("a")), bad))
                .withMessageContaining("two examples");
        bad.add(0, 0, true);
        bad.add(0, 0, false);
        assertThatIllegalStateException()
                .isThrownBy(() -> meta.fit(List.of(List.of("a")), bad))
                .withMessageContaining("key 0");
        assertThatIllegalArgumentException().isThrownBy(() -> bad.add(0, 0, Double.NaN, true));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> bad.add(0, 1, true));
        assertThatIllegalArgumentException().isThrownBy(() -> bad.probability(0, 0, new double[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> MetaEmbedding.builder().scale(0));
        assertThatIllegalArgumentException().isThrownBy(() -> MetaEmbedding.builder().alpha(2));
        assertThatIllegalArgumentException().isThrownBy(() -> MetaEmbedding.builder().epochs(0));
    }
}
