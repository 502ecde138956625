package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Similarity;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ClusterTaskTest {
    /// Where each of twelve keys lies: near one of three axes.
    private static final int[] AXES = {0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 0, 0};

    private static final List<String> LABELS = List.of("а", "b", "c");

    /// Rows of lengths 1 to 12 along an axis, a little off it each.
    private static Embeddings words(Similarity similarity) {
        float[] numbers = new float[3 * AXES.length];
        for (int i = 0; i < AXES.length; i++) {
            float length = similarity == Similarity.COSINE ? i + 1 : 1;
            numbers[3 * i + AXES[i]] = length;
            numbers[3 * i + (AXES[i] + 1) % 3] = 0.01f * length * (i % 4);
        }
        return Embeddings.builder(
                        Vocabulary.of(
                                IntStream.range(0, AXES.length).mapToObj(i -> "k" + i).toList()),
                        EmbeddingTable.of(numbers, AXES.length, 3))
                .similarity(similarity)
                .build();
    }

    /// Four keys of each label, in order.
    private static Map<String, List<String>> labels() {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        for (int i = 0; i < AXES.length; i++) {
            labels.put("k" + i, List.of(LABELS.get(i / 4)));
        }
        return labels;
    }

    private static ClusterTask task(Map<String, List<String>> labels) {
        return ClusterTask.of(KeyLabels.of("kinds", labels));
    }

    /// k-means finds the three axes; held against the labels, scikit-learn's homogeneity_completeness_v_measure and adjusted_rand_score say the
    /// same. Purity by counting: 4 of the 6 on the first axis, 3 of 3, 2 of 3.
    @Test
    void findsGroupsAndScoresThemAsScikitLearnDoes() {
        for (Similarity similarity : List.of(Similarity.COSINE, Similarity.EUCLIDEAN)) {
            ClusterTask.Result found =
                    task(labels()).evaluate(words(similarity), ProgressListener.NONE);
            ClusterAgreement scores = found.agreement();
            assertThat(found.unknown()).isZero();
            assertThat(scores.n()).isEqualTo(12);
            assertThat(scores.homogeneity().value()).isCloseTo(0.5654648767857289, within(1e-12));
            assertThat(scores.completeness().value()).isCloseTo(0.5974937501201928, within(1e-12));
            assertThat(scores.v().value()).isCloseTo(0.5810382621965613, within(1e-12));
            assertThat(scores.adjustedRand().value()).isCloseTo(0.38283828382838286, within(1e-12));
            assertThat(scores.purity().value()).isCloseTo(9 / 12.0, within(1e-12));
        }
    }

    @Test
    void countsKeysWithoutARow() {
        Map<String, List<String>> labels = labels();
        labels.put("nobody", List.of("c"));
        assertThat(task(labels).evaluate(words(Similarity.COSINE), ProgressListener.NONE).unknown())
                .isEqualTo(1);
    }

    @Test
    void refusesWhatAreNoGroups() {
        Map<String, List<String>> labels = labels();
        labels.put("k3", List.of("а", "b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> task(labels))
                .withMessage("groups are apart, but \"k3\" has 2 labels");
        Map<String, List<String>> one = Map.of("k1", List.of("а"), "nobody", List.of("b"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> task(one).evaluate(words(Similarity.COSINE), ProgressListener.NONE))
                .withMessage("kinds: 1 of 2 keys have vectors, of 1 labels; two labels are needed");
    }

    @Test
    void stopsWhenToldTo() {
        ProgressListener stopping =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };
        assertThatThrownBy(() -> task(labels()).evaluate(words(Similarity.COSINE), stopping))
                .isInstanceOf(CancellationException.class);
    }
}
