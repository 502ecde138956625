package dev.akin.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.ProgressListener;
import dev.akin.algebra.SymmetricEigen;
import dev.akin.embeddings.Embeddings;
import dev.akin.text.Json;
import dev.akin.vocabulary.EncodedCorpus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// LSA against the dense matrix and all its eigenvalues, in double precision.
class LsaParityTest {
    private static final int DIMENSION = 12;

    @ParameterizedTest
    @CsvSource({
        "PPMI, true, 1, 0.75, 0.5",
        "PPMI, false, 1, 0.75, 1",
        "PPMI, true, 2, 1, 0.5",
        "LOG, true, 1, 1, 0.5",
        "COUNTS, false, 1, 1, 0"
    })
    void followsTheDefinition(
            Weighting weighting, boolean symmetric, double shift, double smoothing, double power)
            throws IOException {
        try (EncodedCorpus corpus = EncodedCorpus.builder().encode(CountTopics.corpus(1000, ""))) {
            double[][] matrix = Matrices.of(corpus, new Window(3, symmetric, true));
            weigh(matrix, weighting, shift, smoothing);
            Embeddings words =
                    Lsa.builder()
                            .dimension(DIMENSION)
                            .window(3)
                            .symmetric(symmetric)
                            .weighting(weighting)
                            .shift(shift)
                            .contextSmoothing(smoothing)
                            .eigenvaluePower(power)
                            .passes(300)
                            .threads(2)
                            .build()
                            .fit(corpus, Map.of(), ProgressListener.NONE);
            check(words, matrix, power);
        }
    }

    private static void weigh(
            double[][] matrix, Weighting weighting, double shift, double smoothing) {
        int n = matrix.length;
        double[] rows = new double[n];
        double[] columns = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rows[i] += matrix[i][j];
                columns[j] += matrix[i][j];
            }
        }
        double all = 0;
        for (double column : columns) {
            all += Math.pow(column, smoothing);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double x = matrix[i][j];
                matrix[i][j] =
                        switch (weighting) {
                            case PPMI ->
                                    x == 0
                                            ? 0
                                            : Math.max(
                                                    0,
                                                    Math.log(
                                                                    x
                                                                            * all
                                                                            / rows[i]
                                                                            / Math.pow(
                                                                                    columns[j],
                                                                                    smoothing))
                                                            - Math.log(shift));
                            case LOG -> Math.log(1 + x);
                            case COUNTS -> x;
                        };
            }
        }
    }

    /// Nine of the directions carry the topics and stand apart: those are compared one by one, up to their signs.
    private static void check(Embeddings words, double[][] matrix, double power) {
        int n = matrix.length;
        double[][] squares = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                for (int k = 0; k < n; k++) {
                    squares[i][j] += matrix[i][k] * matrix[j][k];
                }
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(squares);
        List<Double> found = singularValues(words);
        for (int d = 0; d < DIMENSION; d++) {
            double value = Math.sqrt(eigen.values()[d]);
            assertThat(found.get(d)).as("value " + d).isEqualTo(value, within(0.01 * value));
        }
        for (int d = 0; d < 9; d++) {
            double scale = Math.pow(Math.sqrt(eigen.values()[d]), power);
            double[] vector = eigen.vector(d);
            double along = 0;
            double length = 0;
            for (int i = 0; i < n; i++) {
                float number = words.table().row(i)[d];
                along += number * vector[i];
                length += (double) number * number;
            }
            assertThat(Math.sqrt(length)).isEqualTo(scale, within(0.01 * scale));
            assertThat(Math.abs(along)).as("vector " + d).isEqualTo(scale, within(0.02 * scale));
        }
    }

    private static List<Double> singularValues(Embeddings words) {
        Json training = Json.parse(Objects.requireNonNull(words.metadata().get("akin.training")));
        Json.Arr values =
                (Json.Arr) Objects.requireNonNull(((Json.Obj) training).get("singularValues"));
        return values.elements().stream().map(v -> ((Json.Num) v).asDouble()).toList();
    }

    @Test
    void wordsOfOneTopicComeNear() throws IOException {
        Embeddings words = Lsa.builder().dimension(16).build().fit(CountTopics.corpus(4000, ""));
        assertThat(CountTopics.purity(words)).isGreaterThan(0.95);
    }

    @Test
    void theSameWithAnyNumberOfThreads() throws IOException {
        Embeddings one =
                Lsa.builder().dimension(16).threads(1).build().fit(CountTopics.corpus(500, ""));
        Embeddings three =
                Lsa.builder().dimension(16).threads(3).build().fit(CountTopics.corpus(500, ""));
        for (String key : one.vocabulary().keys()) {
            assertThat(three.vector(key)).isEqualTo(one.vector(key));
        }
    }

    @Test
    void moreDimensionsThanDirectionsAreZeros() throws IOException {
        Embeddings words =
                Lsa.builder()
                        .dimension(3)
                        .minCount(1)
                        .build()
                        .fit(dev.akin.text.Corpus.ofLines(List.of("a b", "b a", "c c")));
        for (float number : words.vector("a")) {
            assertThat(number).isFinite();
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(
                        () -> Lsa.builder().dimension(300).build().fit(CountTopics.corpus(500, "")))
                .hasMessage(
                        "200 words have at the most 200 dimensions, not 300: ask for fewer, or keep more"
                                + " words");
        assertThatThrownBy(() -> Lsa.builder().eigenvaluePower(1.5))
                .hasMessage("eigenvaluePower must be 0 … 1, not 1.5");
        assertThatThrownBy(() -> Lsa.builder().contextSmoothing(2))
                .hasMessage("contextSmoothing must be above 0 and at most 1.0, not 2.0");
    }
}
