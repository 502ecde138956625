package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelProbeTest {
    private static final int KEYS = 200;

    @TempDir Path folder;

    private final SplittableRandom random = new SplittableRandom(1);

    /// Keys of two labels each: one of three by the first numbers, and "big" by the last.
    private Map<String, List<String>> labels() {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        for (int i = 0; i < KEYS; i++) {
            List<String> theirs = new ArrayList<>(List.of("label" + i % 3));
            if (i % 2 == 0) {
                theirs.add("big");
            }
            labels.put("k" + i, theirs);
        }
        return labels;
    }

    private Embeddings vectors(double noise) {
        List<String> keys = new ArrayList<>(labels().keySet());
        float[] rows = new float[4 * KEYS];
        for (int i = 0; i < KEYS; i++) {
            rows[4 * i + i % 3] = 1;
            rows[4 * i + 3] = i % 2 == 0 ? 1 : -1;
            for (int j = 0; j < 4; j++) {
                rows[4 * i + j] += (float) (noise * random.nextGaussian());
            }
        }
        return Embeddings.of(Vocabulary.of(keys), EmbeddingTable.of(rows, KEYS, 4));
    }

    private static LabelProbe.Result probe(Embeddings vectors, KeyLabels labels) {
        return LabelProbe.of(new LabelProbe.Options(0.5, 3, 1, 2))
                .run(vectors, labels, ProgressListener.NONE);
    }

    @Test
    void labelsThatVectorsShowAreFound() {
        LabelProbe.Result result = probe(vectors(0.05), KeyLabels.of("test", labels()));

        assertThat(result.macro().value()).isGreaterThan(0.95);
        assertThat(result.micro().value()).isGreaterThan(0.95);
        assertThat(result.frequent().value()).isLessThan(0.6);
        assertThat(result.labels()).isEqualTo(4);
        assertThat(result.n()).isEqualTo(KEYS);
    }

    @Test
    void noiseGivesNoMoreThanChance() {
        LabelProbe.Result result = probe(vectors(1000), KeyLabels.of("test", labels()));

        assertThat(result.macro().value()).isLessThan(0.55);
    }

    @Test
    void filesMayHaveTabsOrSpaces() throws IOException {
        Path file = folder.resolve("roles.tsv");
        Files.writeString(file, "# roles\nНижний Новгород\tcity, old\nb x y\n");

        KeyLabels labels = KeyLabels.read(file);

        assertThat(labels.name()).isEqualTo("roles");
        assertThat(labels.labels())
                .containsEntry("Нижний Новгород", List.of("city", "old"))
                .containsEntry("b", List.of("x", "y"));
    }

    @Test
    void whatIsNoLabelIsRefused() throws IOException {
        Path file = folder.resolve("bad.tsv");
        Files.writeString(file, "a x\nb\n");
        assertThatThrownBy(() -> KeyLabels.read(file)).hasMessageContaining("line 2");
        Files.writeString(file, "a x\na y\n");
        assertThatThrownBy(() -> KeyLabels.read(file)).hasMessageContaining("comes twice");
        Files.writeString(file, "\n");
        assertThatThrownBy(() -> KeyLabels.read(file)).hasMessageContaining("no labelled keys");
        assertThatThrownBy(
                        () -> probe(vectors(1), KeyLabels.of("other", Map.of("zzz", List.of("x")))))
                .hasMessageContaining("0 keys of other have vectors");
    }
}
