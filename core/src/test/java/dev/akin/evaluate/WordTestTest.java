package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
