package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.format.Contents;
import dev.akin.format.FileFormat;
import dev.akin.format.Tensor;
import dev.akin.format.VectorFiles;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredTest {
    @TempDir Path folder;

    private static Embeddings three() {
        return Embeddings.builder(
                        Vocabulary.of(List.of("a", "b", "c"), new long[] {3, 2, 1}),
                        EmbeddingTable.of(new float[] {3, 4, 0, 1, 2, 0}, 3, 2))
                .similarity(Similarity.EUCLIDEAN)
                .metadata(Map.of("akin.source", "by hand"))
                .build();
    }

    @Test
    void aSavedTableComesBackWithItsMeaning() throws IOException {
        Path file = folder.resolve("three.safetensors");

        three().save(file);
        Embeddings back = Embeddings.load(file);

        assertThat(back.vocabulary().keys()).containsExactly("a", "b", "c");
        assertThat(back.vocabulary().count(0)).isEqualTo(3);
        assertThat(back.vector("a")).containsExactly(3, 4);
        assertThat(back.similarity()).isEqualTo(Similarity.EUCLIDEAN);
        assertThat(back.metadata()).containsEntry("akin.source", "by hand");
        assertThat(back.neighbors("c", 2)).isEqualTo(three().neighbors("c", 2));
        assertThat(back.norms().toArray(ValueLayout.JAVA_FLOAT)).containsExactly(5, 1, 2);
    }

    @Test
    void aModelKeepsItsTablesAndTensors() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Map<String, Embeddings> tables = new LinkedHashMap<>();
        tables.put("", three());
        tables.put("context", three());

        Model.of("embeddings", tables)
                .withMetadata(Map.of("akin.options", "{}"))
                .withExtras(Map.of("network/bias", Tensor.of(1f, 2f)))
                .save(file, ProgressListener.NONE);
        Model back = Model.load(file);

        assertThat(back.kind()).isEqualTo("embeddings");
        assertThat(back.names()).containsExactlyInAnyOrder("", "context");
        assertThat(back.table("context").vector("b")).containsExactly(0, 1);
        assertThat(back.metadata()).containsEntry("akin.options", "{}");
        assertThat(back.extras()).containsKey("network/bias");
        assertThat(Embeddings.load(file).vector("a")).containsExactly(3, 4);
        assertThatThrownBy(() -> back.table("users"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("users");
    }

    @Test
    void anUnknownSimilarityIsAMalformedFile() throws IOException {
        Path file = folder.resolve("odd.safetensors");
        Contents contents =
                new Contents(
                        Map.of("", Stored.keyed(three())),
                        Map.of("akin.similarity", "taxicab"),
                        FileFormat.SAFETENSORS);
        VectorFiles.write(file, contents, FileFormat.SAFETENSORS, ProgressListener.NONE);

        assertThatThrownBy(() -> Embeddings.load(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("taxicab")
                .hasMessageContaining("cosine, dot or euclidean");
    }
}
