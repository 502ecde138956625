package dev.akin.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.EncodedTexts;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StudyRoutesTest {
    @BeforeAll
    static void quiet() {
        QuietLogs.please();
    }

    @TempDir Path folder;

    private AkinServer server;
    private Caller caller;

    @BeforeEach
    void start() throws IOException {
        LetterEncoder letters = new LetterEncoder();
        server =
                AkinServer.builder()
                        .port(0)
                        .file("words", Vectors.file(folder, 0, "north", "east", "south", "кот"))
                        .file("other", other())
                        .file("texts", texts(letters))
                        .encoder("letters", letters)
                        .start();
        caller = Caller.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// Two words have changed places, one holds no numbers.
    private Path other() throws IOException {
        Path file = folder.resolve("other.safetensors");
        List<String> keys = List.of("north", "south", "кот", "east", "broken", "zero");
        float[] rows = {1, 0, 0.8f, 0.5f, 0, 1, 0.6f, 0.8f, Float.NaN, 1, 0, 0};
        Embeddings.of(Vocabulary.of(keys), EmbeddingTable.of(rows, 6, 2)).save(file);
        return file;
    }

    private Path texts(LetterEncoder letters) throws IOException {
        Path file = folder.resolve("texts.safetensors");
        EncodedTexts.by(letters)
                .encode(
                        List.of("one", "two", "three"),
                        List.of("aab", "cccd", "ab cab"),
                        dev.akin.ProgressListener.NONE)
                .save(file);
        return file;
    }

    private float[] floats(String path) throws Exception {
        HttpResponse<byte[]> reply =
                caller.client().send(caller.request(path).build(), BodyHandlers.ofByteArray());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Akin-Version")).contains("1");
        float[] floats = new float[reply.body().length / Float.BYTES];
        ByteBuffer.wrap(reply.body()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    @Test
    void putsAllInOrderBetweenTwo() throws Exception {
        Caller.Reply axis =
                caller.get("/v1/models/words/axis?from=north&to=%D0%BA%D0%BE%D1%82&k=1");
        assertThat(axis.text("low")).startsWith("[{\"key\":\"north\",\"row\":0,\"position\":");
        assertThat(axis.text("high")).startsWith("[{\"key\":\"кот\",\"row\":3,\"position\":");
        float[] positions =
                floats("/v1/models/words/axis?from=north&to=%D0%BA%D0%BE%D1%82&format=floats");
        assertThat(positions).isSorted().hasSize(4);
        assertThat(floats("/v1/models/other/axis?from=north&to=east&format=floats")[4]).isNaN();
        assertThat(caller.get("/v1/models/words/axis?from=north&to=north").status()).isEqualTo(422);
        assertThat(caller.get("/v1/models/words/axis?from=north&to=nroth").text("suggestions"))
                .contains("north");
        assertThat(caller.get("/v1/models/words/axis?from=north").text("field"))
                .isEqualTo("\"to\"");
    }

    @Test
    void comparesTwoModels() throws Exception {
        Json.Obj found = caller.get("/v1/models/words/compare?with=other&k=1").json();
        assertThat(found.get("shared")).hasToString("4");
        assertThat(found.get("onlyThere")).hasToString("2");
        assertThat(found.get("compared")).hasToString("4");
        assertThat(String.valueOf(found.get("changed")))
                .startsWith(
                        "[{\"key\":\"north\",\"row\":0,\"withRow\":0,\"overlap\":0.0,\"kept\":[],"
                                + "\"left\":[\"east\"],\"came\":[\"south\"]}");
        assertThat(floats("/v1/models/other/compare?with=words&k=1&format=floats")[5])
                .as("a key that only one has")
                .isNaN();
        assertThat(caller.get("/v1/models/words/compare?with=none").status()).isEqualTo(404);
        Caller.Reply few = caller.get("/v1/models/words/compare?with=texts");
        assertThat(few.status()).isEqualTo(422);
        assertThat(few.text("detail")).contains("0 keys in common");
    }

    @Test
    void laysMapsAsThoseOfOtherModelsLie() throws Exception {
        float[] there = floats("/v1/models/words/map");
        float[] here = floats("/v1/models/other/map?like=words");
        float[] alone = floats("/v1/models/other/map");
        int[] twins = {0, 2, 3, 1};
        double near = 0;
        double far = 0;
        for (int i = 0; i < 8; i++) {
            near += Math.pow(here[i] - there[2 * twins[i / 2] + i % 2], 2);
            far += Math.pow(alone[i] - there[2 * twins[i / 2] + i % 2], 2);
        }
        assertThat(near).isLessThan(far + 1e-6);
        assertThat(here[8]).isNaN();
        assertThat(caller.get("/v1/models/other/map?like=none").status()).isEqualTo(404);
        assertThat(caller.get("/v1/models/words/map?like=texts").status()).isEqualTo(422);
    }

    @Test
    void saysHowHealthyAFileIs() throws Exception {
        Json.Obj health = caller.get("/v1/models/other/health").json();
        assertThat(health.get("notNumbers")).hasToString("{\"rows\":1,\"keys\":[\"broken\"]}");
        assertThat(health.get("dead")).hasToString("{\"rows\":1,\"keys\":[\"zero\"]}");
        assertThat(String.valueOf(health.get("findings")))
                .contains("\"level\":\"warning\",\"what\":\"dead\"");
        assertThat(caller.get("/v1/models/letters/health").status()).isEqualTo(404);
    }

    @Test
    void findsGroupsWithNames() throws Exception {
        Json.Obj found = caller.get("/v1/models/other/clusters?k=2").json();
        assertThat(found.get("method")).hasToString("\"kmeans\"");
        assertThat(found.get("leftOut")).hasToString("1");
        Json.Arr codes = (Json.Arr) Objects.requireNonNull(found.get("codes"));
        Json.Arr groups = (Json.Arr) Objects.requireNonNull(found.get("clusters"));
        assertThat(codes.elements()).hasSize(6);
        // The row that holds no numbers.
        assertThat(codes.elements().get(4)).hasToString("-1");
        assertThat(groups.elements()).hasSize(2);
        Json.Obj largest = (Json.Obj) groups.elements().get(0);
        assertThat(largest.get("cluster")).hasToString("0");
        assertThat(String.valueOf(largest.get("name"))).contains(", ");
        assertThat(caller.get("/v1/models/other/clusters?method=hdbscan&limit=5").status())
                .isEqualTo(422);
        assertThat(caller.get("/v1/models/other/clusters?k=7").status()).isEqualTo(422);
        assertThat(caller.get("/v1/models/other/clusters?method=none").status()).isEqualTo(422);
        assertThat(caller.get("/v1/models/letters/clusters").status()).isEqualTo(404);
    }

    @Test
    void findsByMeaning() throws Exception {
        Caller.Reply words =
                caller.get("/v1/models/words/meaning?text=north+%D0%BA%D0%BE%D1%82+west&k=1");
        assertThat(words.text("by")).isEqualTo("\"words\"");
        assertThat(words.text("words")).isEqualTo("[\"north\",\"кот\"]");
        assertThat(words.text("unknown")).isEqualTo("[\"west\"]");
        // The frequent ones weigh less.
        assertThat(words.text("neighbors")).contains("\"key\":\"south\"");
        assertThat(caller.get("/v1/models/words/meaning?text=west").status()).isEqualTo(404);
        assertThat(caller.get("/v1/models/words/meaning?text=+").status()).isEqualTo(422);
        Caller.Reply texts = caller.get("/v1/models/texts/meaning?text=dc&k=1");
        assertThat(texts.text("by")).isEqualTo("\"encoder\"");
        assertThat(texts.text("neighbors")).contains("\"key\":\"two\"");
    }
}
