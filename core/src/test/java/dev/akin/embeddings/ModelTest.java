package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.ProgressListener;
import dev.akin.format.Tensor;
import dev.akin.table.TrainableTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {
    @TempDir Path folder;

    @Test
    void extrasKeepTheirOrderSoThatFilesAreTheSameBytes() throws IOException {
        Map<String, Tensor> extras = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            extras.put("part." + 31 * i % 20, Tensor.of(new int[] {i, i + 1}));
        }
        Embeddings words =
                Embeddings.of(Vocabulary.of(List.of("a", "b")), new TrainableTable(2, 3));
        Model model = Model.of("embeddings", Map.of("", words)).withExtras(extras);
        assertThat(model.extras().keySet()).containsExactlyElementsOf(extras.keySet());
        Path file = folder.resolve("model.safetensors");
        model.save(file, ProgressListener.NONE);
        assertThat(Model.load(file).extras().keySet()).containsExactlyElementsOf(extras.keySet());
    }
}
