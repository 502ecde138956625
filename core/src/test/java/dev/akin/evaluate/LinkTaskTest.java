package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkTaskTest {
    @TempDir Path folder;

    /// 40 nodes on a circle: near numbers are near vectors.
    private static Embeddings circle() {
        float[] rows = new float[80];
        for (int i = 0; i < 40; i++) {
            rows[2 * i] = (float) Math.cos(i * Math.PI / 20);
            rows[2 * i + 1] = (float) Math.sin(i * Math.PI / 20);
        }
        List<String> keys = IntStream.range(0, 40).mapToObj(i -> "n" + i).toList();
        return Embeddings.of(Vocabulary.of(keys), EmbeddingTable.of(rows, 40, 2));
    }

    private Path edges(String name, int step) throws IOException {
        StringBuilder text = new StringBuilder("absent n0\n");
        for (int i = 0; i < 40; i++) {
            text.append('n').append(i).append(" n").append((i + step) % 40).append('\n');
        }
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void edgesBetweenNearNodesStandOut() throws IOException {
        LinkTask.Result result =
                LinkTask.read(edges("held.tsv", 1), List.of(edges("known.tsv", 2)))
                        .evaluate(circle());

        assertThat(result.n()).isEqualTo(40);
        assertThat(result.unknown()).isEqualTo(1);
        assertThat(result.auc().value()).isEqualTo(1);
        assertThat(result.precision().value()).isCloseTo(1, within(1e-9));
    }

    @Test
    void edgesAcrossTheCircleComeLast() throws IOException {
        LinkTask.Result result = LinkTask.read(edges("held.tsv", 19), List.of()).evaluate(circle());

        assertThat(result.auc().value()).isLessThan(0.1);
        assertThat(result.precision().value()).isLessThan(0.4);
    }

    @Test
    void edgesOfOtherNodesAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("other.tsv"), "x y\n");

        assertThatThrownBy(() -> LinkTask.read(file, List.of()).evaluate(circle()))
                .hasMessageContaining("none of the 1 edges of other");
    }
}
