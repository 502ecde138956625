package dev.akin.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Bodies that are far larger than what the system takes from a socket at once: a server that forgets what is left of such a
/// write sends a few bytes less than it promised, and whoever asked waits for them.
@Timeout(120)
class LargeAnswerTest {
    private static final int ROWS = 1_000_000;
    private static final int TIMES = 30;

    @TempDir Path folder;

    @BeforeAll
    static void quiet() {
        QuietLogs.please();
    }

    @Test
    void allOfALargeBodyComesEveryTime() throws Exception {
        try (AkinServer server = AkinServer.builder().port(0).file("many", many()).start()) {
            Caller caller = Caller.of(server);
            HttpRequest request =
                    caller.request("/v1/models/many/map?method=pca&limit=" + ROWS).build();
            HttpResponse<byte[]> map = caller.client().send(request, BodyHandlers.ofByteArray());
            while (map.statusCode() == 202) {
                Thread.sleep(50);
                map = caller.client().send(request, BodyHandlers.ofByteArray());
            }
            for (int time = 0; time < TIMES; time++) {
                byte[] again = caller.client().send(request, BodyHandlers.ofByteArray()).body();
                assertThat(again.length).isEqualTo(ROWS * 2 * Float.BYTES);
                assertThat(again).isEqualTo(map.body());
            }
        }
    }

    private Path many() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[ROWS * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        List<String> keys = IntStream.range(0, ROWS).mapToObj(Integer::toString).toList();
        Path file = folder.resolve("many.safetensors");
        Embeddings.of(Vocabulary.of(keys), EmbeddingTable.of(values, ROWS, 2)).save(file);
        return file;
    }
}
