package dev.akin.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.format.Column;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MapRoutesTest {
    private static final int ROWS = 300;

    @BeforeAll
    static void quiet() {
        QuietLogs.please();
    }

    @TempDir Path folder;

    private AkinServer server;
    private Caller caller;

    @BeforeEach
    void start() throws IOException {
        server =
                AkinServer.builder()
                        .port(0)
                        .file("points", points())
                        .file("one", Vectors.file(folder, 0, "alone"))
                        .start();
        caller = Caller.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// Random points with counts and columns, of which row 7 holds NaN.
    private Path points() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[ROWS * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        values[7 * 6] = Float.NaN;
        List<String> keys = IntStream.range(0, ROWS).mapToObj(i -> "ключ" + i).toList();
        long[] counts = IntStream.range(0, ROWS).mapToLong(i -> 1000 - i).toArray();
        float[] weights = new float[ROWS];
        weights[1] = Float.NaN;
        Path file = folder.resolve("points.safetensors");
        Embeddings.builder(Vocabulary.of(keys, counts), EmbeddingTable.of(values, ROWS, 6))
                .column("topic", Column.texts(keys.stream().map(k -> "主" + k.length()).toList()))
                .column("weight", Column.numbers(weights))
                .build()
                .save(file);
        return file;
    }

    private HttpResponse<byte[]> bytes(String path, String... headers) throws Exception {
        return caller.client()
                .send(caller.request(path, headers).build(), BodyHandlers.ofByteArray());
    }

    /// Asks until it is there.
    private HttpResponse<byte[]> whole(String path) throws Exception {
        HttpResponse<byte[]> reply = bytes(path);
        while (reply.statusCode() == 202) {
            reply = bytes(path);
        }
        return reply;
    }

    private static float[] floats(HttpResponse<byte[]> reply) {
        float[] floats = new float[reply.body().length / Float.BYTES];
        ByteBuffer.wrap(reply.body()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    @Test
    void givesPlacesForEveryRowAndNoneForWhatIsNoNumber() throws Exception {
        HttpResponse<byte[]> reply = whole("/v1/models/points/map?dimensions=3");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(reply.headers().firstValue("Akin-Rows")).contains("" + ROWS);
        assertThat(reply.headers().firstValue("Akin-Dimensions")).contains("3");
        assertThat(reply.headers().firstValue("Akin-Left-Out")).contains("1");
        assertThat(reply.headers().firstValue("Akin-Version")).contains("1");
        float[] map = floats(reply);
        assertThat(map).hasSize(3 * ROWS);
        for (int i = 0; i < map.length; i++) {
            assertThat(Float.isNaN(map[i])).isEqualTo(i / 3 == 7);
        }
    }

    @Test
    void sendsAMapThatIsKnownOnlyByName() throws Exception {
        String tag =
                whole("/v1/models/points/map?limit=50").headers().firstValue("ETag").orElseThrow();
        assertThat(bytes("/v1/models/points/map?limit=50", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(bytes("/v1/models/points/map?limit=51", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void makesMapsOfEachKind() throws Exception {
        float[] tsne =
                floats(whole("/v1/models/points/map?method=tsne&perplexity=5&iterations=30"));
        float[] umap = floats(whole("/v1/models/points/map?method=umap&neighbors=5&iterations=30"));
        assertThat(tsne).hasSize(2 * ROWS).isNotEqualTo(umap);
        assertThat(floats(whole("/v1/models/points/map?method=umap&neighbors=5&iterations=30")))
                .isEqualTo(umap);
    }

    @Test
    void saysWhyThereIsNoMap() throws Exception {
        HttpResponse<byte[]> wide = whole("/v1/models/points/map?method=tsne&perplexity=500");
        assertThat(wide.statusCode()).isEqualTo(422);
        assertThat(new String(wide.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("at the most 99");
        assertThat(caller.get("/v1/models/points/map?perplexity=5").status()).isEqualTo(422);
        assertThat(caller.get("/v1/models/points/map?method=mds").status()).isEqualTo(422);
        assertThat(caller.get("/v1/models/none/map").status()).isEqualTo(404);
        assertThat(floats(whole("/v1/models/one/map"))).containsExactly(0, 0);
    }

    @Test
    void givesUpAMapThatIsStopped() throws Exception {
        String slow = "/v1/models/points/map?method=tsne&perplexity=20&iterations=100000";
        Caller.Reply begun = caller.get(slow);
        assertThat(begun.status()).isEqualTo(202);
        while (!begun.text("total").equals("100000")) {
            begun = caller.get(slow); // Neighbours come first.
            assertThat(begun.status()).isEqualTo(202);
        }
        assertThat(begun.text("state")).isEqualTo("\"running\"");
        Caller.Reply stopped = caller.send(caller.request(slow).DELETE().build());
        assertThat(stopped.text("stopped")).isEqualTo("true");
        // The lane is free again.
        assertThat(whole("/v1/models/points/map?method=umap&iterations=5").statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersAlsoWhenTheFileHasGone() throws Exception {
        Files.delete(folder.resolve("points.safetensors"));
        assertThat(whole("/v1/models/points/map?limit=100").statusCode()).isEqualTo(200);
        assertThat(caller.get("/v1/models/points/keys").status()).isEqualTo(200);
    }

    @Test
    void aFileCutShortWhileItIsServedHarmsNoOther() throws Exception {
        try (FileChannel file =
                FileChannel.open(folder.resolve("points.safetensors"), StandardOpenOption.WRITE)) {
            file.truncate(100);
        }
        for (String question :
                List.of("map?limit=20", "clusters", "health", "axis?from=ключ1&to=ключ2", "keys")) {
            String path =
                    "/v1/models/points/" + question.replace("ключ", "%D0%BA%D0%BB%D1%8E%D1%87");
            assertThat(whole(path).statusCode()).as(question).isEqualTo(503);
        }
        assertThat(caller.get("/v1/models/points/map?limit=21").text("detail"))
                .contains("cut short", "once it is whole again");
        assertThat(floats(whole("/v1/models/one/map"))).containsExactly(0, 0);
        points();
        while (whole("/v1/models/points/map?limit=22").statusCode() != 200) {
            Thread.sleep(20);
        }
    }

    @Test
    void givesKeysAPageAtATime() throws Exception {
        Json.Obj page = caller.get("/v1/models/points/keys?from=298&limit=10").json();
        assertThat(page)
                .hasToString(
                        "{\"version\":1,\"rows\":300,\"from\":298,\"keys\":[\"ключ298\",\"ключ299\"],"
                                + "\"counts\":[702,701]}");
        assertThat(caller.get("/v1/models/one/keys").body())
                .isEqualTo("{\"version\":1,\"rows\":1,\"from\":0,\"keys\":[\"alone\"]}");
        assertThat(caller.get("/v1/models/points/keys?from=400").text("keys")).isEqualTo("[]");
    }

    @Test
    void givesColumns() throws Exception {
        assertThat(caller.get("/v1/models/points").text("columns"))
                .isEqualTo(
                        "[{\"name\":\"topic\",\"kind\":\"text\"},"
                                + "{\"name\":\"weight\",\"kind\":\"number\"}]");
        assertThat(caller.get("/v1/models/points/column?name=topic&from=8&limit=3").body())
                .contains("\"values\":[\"主5\",\"主6\"],\"codes\":[0,0,1]");
        assertThat(caller.get("/v1/models/points/column?name=weight&limit=3").text("numbers"))
                .isEqualTo("[0.0,null,0.0]");
        Caller.Reply none = caller.get("/v1/models/points/column?name=cluster");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.text("known")).isEqualTo("[\"topic\",\"weight\"]");
    }
}
