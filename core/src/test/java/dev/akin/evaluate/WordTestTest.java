package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordTestTest {
    private static final Embeddings WORDS =
            Embeddings.of(
                    Vocabulary.of(List.of("man", "woman", "king", "queen")),
                    EmbeddingTable.of(new float[] {1, 0, 1, 1, 3, 0.1f, 3, 1.2f}, 4, 2));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private WordTest test(String name, String text) throws IOException {
        return WordTest.read(Files.writeString(folder.resolve(name), text));
    }

    @Test
    void tellsAnalogiesFromPairs() throws IOException {
        WordTest analogies = test("questions.txt", ": royal\nman woman king queen\n");
        WordTest bare = test("bare.txt", "man woman king queen\n");
        assertThat(analogies.name()).isEqualTo("questions");
        assertThat(analogies.score(WORDS).value()).isEqualTo(1);
        assertThat(bare.score(WORDS).value()).isEqualTo(1);
        WordTest pairs =
                test("pairs.txt", "# comment\nman king 9\nman woman 4\nking woman 5 0.3\n");
        assertThat(pairs.score(WORDS).value()).isCloseTo(1, Offset.offset(1e-9));
        assertThat(pairs.compare(WORDS, WORDS).difference()).isZero();
    }

    @Test
    void tellsLabelsFromKeysThatShouldBeNear() throws IOException {
        WordTest labels = test("sex.tsv", "man\tm\nking\tm\nwoman\tf\nqueen\tf\nking2\tm\n");
        assertThat(labels.keys()).contains("man", "king2");
        assertThat(labels.score(WORDS).value()).isBetween(0.0, 1.0);
        assertThat(labels.value(WORDS)).isEqualTo(labels.score(WORDS).value());
        WordTest near = test("near.tsv", "man\tking\nwoman\tqueen\tnobody\nman\tking\n");
        assertThat(near.value(WORDS)).isBetween(0.5, 1.0);
        assertThat(near.compare(WORDS, WORDS).n()).isEqualTo(2);
        assertThat(near.some(1).compare(WORDS, WORDS).n()).isEqualTo(1);
        WordTest pairs = test("tabs.tsv", "man\tking\t9\nman\twoman\t4\nking\twoman\t5\n");
        assertThat(pairs.value(WORDS)).isCloseTo(1, Offset.offset(1e-9));
    }

    @Test
    void labelsAreThoseOfTheNearestMeanOfOthers() {
        Embeddings circle =
                Embeddings.of(
                        Vocabulary.of(List.of("a", "b", "c", "d", "e", "f")),
                        EmbeddingTable.of(
                                new float[] {1, 0, 1, 0.1f, 1, -0.1f, 0, 1, 0.1f, 1, 1, 0.05f},
                                6,
                                2));
        Map<String, String> labels = new LinkedHashMap<>();
        List.of("a", "b", "c").forEach(key -> labels.put(key, "right"));
        List.of("d", "e", "f").forEach(key -> labels.put(key, "up"));
        labels.put("unknown", "up");
        // f lies with the others' label.
        assertThat(WordTest.ofLabels("labels", labels).value(circle))
                .isCloseTo(5.0 / 6, Offset.offset(1e-9));
    }

    @Test
    void keysThatShouldBeNearCountByTheirRank() {
        Map<String, Set<String>> relevant = Map.of("man", Set.of("queen"));
        // Nearest first: king, queen, woman; so queen is second.
        assertThat(WordTest.ofRetrieval("near", relevant).value(WORDS))
                .isCloseTo(Math.log(2) / Math.log(3), Offset.offset(1e-9));
    }
}
