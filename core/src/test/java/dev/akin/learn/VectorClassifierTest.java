package dev.akin.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Label;
import dev.akin.embeddings.Model;
import dev.akin.learn.VectorClassifier.Method;
import dev.akin.learn.VectorClassifier.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorClassifierTest {
    private static final int DIMENSION = 8;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<String> labels = new ArrayList<>();

    /// Clouds around one axis for each of three labels.
    private float[][] vectors(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        labels.clear();
        float[][] vectors = new float[count][DIMENSION];
        for (int i = 0; i < count; i++) {
            labels.add(List.of("red", "blue", "green").get(i % 3));
            for (int d = 0; d < DIMENSION; d++) {
                vectors[i][d] = (float) (0.5 * random.nextGaussian() + (d == i % 3 ? 2 : 0));
            }
        }
        return vectors;
    }

    private static double accuracy(
            VectorClassifier classifier, float[][] vectors, List<String> right) {
        List<List<Label>> predicted = classifier.predict(vectors, 1);
        int hits = 0;
        for (int i = 0; i < vectors.length; i++) {
            hits += predicted.get(i).getFirst().name().equals(right.get(i)) ? 1 : 0;
        }
        return (double) hits / vectors.length;
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void learnsFromAFewAndIsSavedAndRead(Method method) throws IOException {
        VectorClassifier classifier =
                VectorClassifier.fit(vectors(24, 1), labels, Options.of(method))
                        .withMetadata(Map.of("akin.encoder", "{}"));
        float[][] others = vectors(300, 2);

        assertThat(accuracy(classifier, others, labels)).isGreaterThan(0.95);
        assertThat(classifier.labels()).containsExactly("blue", "green", "red");

        Path file = folder.resolve("c.akin");
        classifier.save(file, ProgressListener.NONE);
        Model model = Model.load(file);
        VectorClassifier read = VectorClassifier.of(file, model);

        assertThat(VectorClassifier.isOne(model)).isTrue();
        assertThat(read.predict(others, 3)).isEqualTo(classifier.predict(others, 3));
        assertThat(read.options()).isEqualTo(classifier.options());
        assertThat(read.metadata()).containsEntry("akin.encoder", "{}");
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void probabilitiesAddUpToOne(Method method) {
        VectorClassifier classifier =
                VectorClassifier.fit(vectors(9, 1), labels, Options.of(method));

        List<Label> all = classifier.predict(new float[][] {new float[DIMENSION]}, 10).getFirst();

        assertThat(all).hasSize(3);
        assertThat(all.stream().mapToDouble(Label::probability).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void oneExampleALabelIsEnoughForMeans() {
        float[][] one = {{1, 0}, {0, 3}};

        VectorClassifier classifier =
                VectorClassifier.fit(one, List.of("a", "b"), Options.of(Method.NEAREST_MEAN));

        Label best = classifier.predict(new float[][] {{5, 1}}, 1).getFirst().getFirst();
        double gap = (5 - 1) / Math.sqrt(26);
        assertThat(best.name()).isEqualTo("a");
        assertThat(best.probability()).isCloseTo(1 / (1 + Math.exp(-20 * gap)), within(1e-5));
    }

    @Test
    void refusesWhatCannotBeLearned() {
        assertThatThrownBy(() ->
                        VectorClassifier.fit(
                                new float[2][2], List.of("a", "a"), Options.of(Method.KNN)))
                .hasMessageContaining("two labels at least");
        assertThatThrownBy(() ->
                        VectorClassifier.fit(new float[2][2], List.of("a"), Options.of(Method.KNN)))
                .hasMessageContaining("2 vectors with 1 labels");
        float[][] uneven = {{1, 2}, {1}};
        assertThatThrownBy(() ->
                        VectorClassifier.fit(uneven, List.of("a", "b"), Options.of(Method.KNN)))
                .hasMessageContaining("vector 1 has 1 dimensions, not 2");
        VectorClassifier classifier =
                VectorClassifier.fit(vectors(6, 1), labels, Options.of(Method.LOGISTIC));
        assertThatThrownBy(() -> classifier.predict(new float[1][2], 1))
                .hasMessageContaining("2 dimensions, for a classifier of 8");
        assertThatThrownBy(() -> Method.ofLabel("svm")).hasMessageContaining("nearest-mean");
    }

    @Test
    void aFileThatLacksSomethingIsMalformed() {
        Model model =
                VectorClassifier.fit(vectors(6, 1), labels, Options.of(Method.LOGISTIC)).model();

        assertThatThrownBy(() -> VectorClassifier.of(folder, model.withExtras(Map.of())))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("network/offsets");
        assertThatThrownBy(() ->
                        VectorClassifier.of(
                                folder,
                                model.withMetadata(Map.of(VectorClassifier.METADATA, "{}"))))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("method");
    }
}
