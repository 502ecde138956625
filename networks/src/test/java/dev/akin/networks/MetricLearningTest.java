package dev.akin.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.SifEncoder;
import dev.akin.embeddings.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricLearningTest {
    private static final List<List<String>> ALIKE =
            List.of(
                    List.of("cat", "кошка"),
                    List.of("dog", "собака"),
                    List.of("house", "дом"),
                    List.of("water", "вода"),
                    List.of("book", "книга"),
                    List.of("sun", "солнце"));

    @TempDir private Path folder;

    private static final Random RANDOM = new Random(2);

    private static String text(String word) {
        List<String> fill = List.of("a", "the", "и", "my");
        return fill.get(RANDOM.nextInt(4)) + " " + word + " " + fill.get(RANDOM.nextInt(4));
    }

    private static List<List<String>> pairs() {
        List<List<String>> pairs = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            List<String> pair = ALIKE.get(i % ALIKE.size());
            pairs.add(List.of(text(pair.get(0)), text(pair.get(1))));
        }
        return pairs;
    }

    private static List<List<String>> triplets() {
        List<List<String>> triplets = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            List<String> pair = ALIKE.get(i % ALIKE.size());
            String other = ALIKE.get((i + 1 + i / 6 % 5) % ALIKE.size()).get(1);
            triplets.add(List.of(text(pair.get(0)), text(pair.get(1)), text(other)));
        }
        return triplets;
    }

    private static MetricLearning.Builder small(Body body) {
        return MetricLearning.builder()
                .body(body)
                .dimension(12)
                .rate(0.02)
                .epochs(12)
                .batchSize(12)
                .threads(1);
    }

    private static void requireAlike(MetricModel model) {
        assertThat(model.similarity("the cat", "my кошка"))
                .isGreaterThan(model.similarity("the cat", "my дом") + 0.2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "gru"})
    void learnsFromPairs(String body) throws IOException {
        Path file = folder.resolve("metric.akin");
        try (MetricModel model = small(Body.of(body, 12)).build().fitPairs(pairs())) {
            requireAlike(model);
            model.save(file);
            try (MetricModel loaded = MetricModel.load(file)) {
                assertThat(loaded.similarity("the cat", "дом"))
                        .isCloseTo(model.similarity("the cat", "дом"), within(1e-5));
            }
        }
    }

    @Test
    void learnsFromTripletsAndFromPairsThatAreAlikeOrNot() throws IOException {
        try (MetricModel model =
                small(new Mean()).validation(0.1).build().fitTriplets(triplets())) {
            requireAlike(model);
            assertThat(model.history().kept().measure("accuracy")).isGreaterThan(0.8);
        }
        List<List<String>> pairs = new ArrayList<>();
        boolean[] alike = new boolean[480];
        List<List<String>> triplets = triplets();
        for (int i = 0; i < triplets.size(); i++) {
            pairs.add(triplets.get(i).subList(0, 2));
            pairs.add(List.of(triplets.get(i).get(0), triplets.get(i).get(2)));
            alike[2 * i] = true;
        }
        try (MetricModel model = small(new Mean()).build().fitLabelledPairs(pairs, alike)) {
            requireAlike(model);
        }
    }

    @Test
    void aMeanIsAnEncoderWhereverVectorsAre() throws IOException {
        Path file = folder.resolve("metric.akin");
        try (MetricModel model = small(new Mean()).epochs(2).build().fitPairs(pairs())) {
            model.save(file);
            try (TextEncoder encoder = SifEncoder.of("metric", Embeddings.load(file))) {
                float[] own = model.encode(List.of("My cat, unknown"))[0];
                float[] other = encoder.encode("My cat, unknown");
                for (int d = 0; d < own.length; d++) {
                    assertThat(other[d]).isCloseTo(own[d], within(1e-5f));
                }
            }
        }
    }

    @Test
    void gradientsOfLossesAreThoseOfDifferences() {
        Random random = new Random(9);
        int dimension = 5;
        for (MetricLoss loss : MetricLoss.values()) {
            int count = 4;
            float[] vectors = new float[count * loss.texts() * dimension];
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = (float) random.nextGaussian();
            }
            boolean[] alike = {true, false, true, false};
            int[] keys = {1, 2, 3, 4};
            MetricOptions options = new MetricOptions(dimension, 0.3, 0.5);
            float[] gradient = new float[vectors.length];
            UnitRows rows = new UnitRows(vectors.clone(), dimension);
            loss.loss(rows, alike, keys, options, gradient);
            rows.back(gradient);
            for (int i = 0; i < vectors.length; i++) {
                double difference = 0;
                for (int sign = -1; sign <= 1; sign += 2) {
                    float[] moved = vectors.clone();
                    moved[i] += sign * 1e-2f;
                    difference +=
                            sign
                                    * loss.loss(
                                            new UnitRows(moved, dimension),
                                            alike,
                                            keys,
                                            options,
                                            new float[vectors.length]);
                }
                assertThat((double) gradient[i])
                        .as(loss + " " + i)
                        .isCloseTo(difference / 2e-2, within(5e-3));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "cnn", "gru", "attention"})
    void learnsFromTextsWithoutWords(String name) throws IOException {
        Body body = Body.of(name, 4);
        List<List<String>> pairs =
                List.of(List.of("", "!"), List.of("a", ""), List.of("b", "c"), List.of(" ", ""));
        try (MetricModel model = small(body).epochs(2).validation(0).build().fitPairs(pairs)) {
            assertThat(model.history().kept().loss()).isFinite();
            for (float[] vector : model.encode(List.of("", "unheard", "a"))) {
                for (float number : vector) {
                    assertThat(number).isFinite();
                }
            }
            assertThat(model.encode(List.of())).isEmpty();
            if (body instanceof Mean) {
                assertThat(model.encode(List.of(""))[0]).containsOnly(0f);
            }
        }
        List<List<String>> nothing = List.of(List.of("", ""), List.of("", ""));
        try (MetricModel model = small(body).epochs(1).validation(0).build().fitPairs(nothing)) {
            assertThat(model.history().kept().loss()).isFinite();
        }
    }

    @Test
    void refusesWhatCannotBe() {
        MetricLearning task = small(new Mean()).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> task.fitPairs(List.of(List.of("a", "b"))))
                .withMessageContaining("not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> task.fitTriplets(List.of(List.of("a", "b"))))
                .withMessageContaining("group 0 has 2 texts, not 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> task.fitLabelledPairs(List.of(List.of("a", "b")), new boolean[2]))
                .withMessageContaining("2 answers, for 1 pairs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small(new Mean()).dropout(0.1).build());
        assertThatIllegalArgumentException().isThrownBy(() -> small(new Mean()).margin(3));
        assertThatIllegalArgumentException().isThrownBy(() -> small(new Mean()).temperature(0));
    }

    @Test
    void refusesFilesOfOtherKinds() throws IOException {
        Path file = folder.resolve("classifier.akin");
        try (TextClassifier classifier =
                TextClassification.builder()
                        .threads(1)
                        .build()
                        .fit(List.of("a", "b"), List.of("x", "y"))) {
            classifier.save(file);
        }
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> MetricModel.load(file))
                .withMessageContaining("classifier");
    }
}
