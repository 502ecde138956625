package dev.akin.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.ProgressListener;
import dev.akin.items.Item2Vec;
import dev.akin.text.Click;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecommendRouteTest {
    private static final List<List<String>> TASTES =
            List.of(
                    List.of("яблоко", "pear", "梨", "plum", "fig tree", "lime"),
                    List.of("гайка", "bolt", "螺丝", "nut", "drill", "saw"));

    private static final String URL = "/v1/models/shop/recommend";

    @TempDir Path folder;

    private AkinServer server;
    private Caller caller;

    @BeforeAll
    static void quiet() {
        QuietLogs.please();
    }

    @BeforeEach
    void start() throws IOException {
        List<Click> clicks = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            for (int user = 0; user < 60; user++) {
                List<String> taste = TASTES.get(user % 2);
                clicks.add(
                        new Click(
                                "user " + user,
                                taste.get((user / 2 + t) % taste.size()),
                                clicks.size()));
            }
        }
        Path shop = folder.resolve("shop.safetensors");
        Item2Vec.builder()
                .dimension(8)
                .threads(1)
                .build()
                .fit(clicks, ProgressListener.NONE)
                .save(shop, ProgressListener.NONE);
        server =
                AkinServer.builder()
                        .port(0)
                        .file("shop", shop)
                        .file("words", Vectors.file(folder, 0, "north", "east"))
                        .start();
        caller = Caller.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void usersGetItems() throws Exception {
        Caller.Reply reply = caller.post(URL, "{\"user\": \"user 0\", \"k\": 2}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("items"))
                .contains("{\"item\":\"fig tree\",\"score\":", "{\"item\":\"lime\",\"score\":")
                .contains("\"reasons\":[]");
        assertThat(caller.get(URL + "?user=user%200&k=2").body()).isEqualTo(reply.body());
        assertThat(caller.get("/v1/models/shop").text("kind")).isEqualTo("\"recommender\"");
    }

    @Test
    void somebodyNewGetsItemsByWhatTheyLike() throws Exception {
        String liked =
                caller.post(URL, "{\"like\": [\"螺丝\", \"nut\"], \"k\": 1, \"explain\": true}")
                        .text("items");
        assertThat(liked).containsAnyOf("гайка", "bolt", "drill", "saw").contains("\"share\":");
        String filtered =
                caller.post(
                                URL,
                                "{\"like\": \"螺丝\", \"unlike\": \"pear\", \"only\": [\"bolt\", \"plum\"],"
                                        + " \"without\": \"plum\", \"diversity\": 0.5}")
                        .text("items");
        assertThat(filtered).contains("bolt").doesNotContain("plum");
        assertThat(caller.post(URL, "{\"like\": \"nut\", \"seen\": true, \"k\": 99}").text("items"))
                .contains("\"nut\"");
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        Caller.Reply unknown = caller.post(URL, "{\"user\": \"user 77\"}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("suggestions")).contains("user 7");
        assertThat(caller.post(URL, "{\"like\": [\"boltt\"]}").text("suggestions"))
                .contains("bolt");
        assertThat(caller.post(URL, "{}").text("field")).isEqualTo("\"user\"");
        assertThat(caller.post(URL, "{\"user\": \"user 1\", \"like\": [\"nut\"]}").text("field"))
                .isEqualTo("\"user\"");
        assertThat(caller.post(URL, "{\"user\": \"user 1\", \"unlike\": [\"nut\"]}").text("field"))
                .isEqualTo("\"unlike\"");
        assertThat(caller.post(URL, "{\"user\": \"user 1\", \"k\": 0}").text("field"))
                .isEqualTo("\"k\"");
        assertThat(caller.post(URL, "{\"user\": \"user 1\", \"only\": []}").status())
                .isEqualTo(422);
        assertThat(caller.post(URL, "{\"user\": \"user 1\", \"only\": [\"x\"]}").text("detail"))
                .contains("nothing is left to recommend");
        assertThat(caller.post(URL, "{\"user\": \"user 1\", \"diversity\": 2}").text("detail"))
                .contains("diversity must be 0 … 1");
        Caller.Reply words = caller.post("/v1/models/words/recommend", "{\"user\": \"u\"}");
        assertThat(words.status()).isEqualTo(404);
        assertThat(words.text("detail")).contains("\\\"words\\\" recommends nothing");
    }
}
