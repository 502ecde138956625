package dev.akin.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.ProgressListener;
import dev.akin.knowledge.Facts;
import dev.akin.knowledge.KnowledgeLearner;
import dev.akin.knowledge.Scoring;
import dev.akin.text.Fact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CompleteRouteTest {
    @TempDir Path folder;

    private AkinServer server;
    private Caller caller;

    @BeforeAll
    static void quiet() {
        QuietLogs.please();
    }

    @BeforeEach
    void start() throws IOException {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            facts.add(new Fact("город " + i, "capital-of", "country " + i));
            facts.add(new Fact("country " + i, "in", "continent " + i % 2));
        }
        Path file = folder.resolve("facts.akin");
        KnowledgeLearner.builder(Scoring.COMPLEX)
                .dimension(16)
                .epochs(200)
                .negatives(0)
                .build()
                .train(Facts.of(facts), Map.of(), ProgressListener.NONE)
                .model()
                .save(file, ProgressListener.NONE);
        server =
                AkinServer.builder()
                        .port(0)
                        .file("facts", file)
                        .file("words", Vectors.file(folder, 0, "north", "east"))
                        .start();
        caller = Caller.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void completesFacts() throws Exception {
        Caller.Reply tails =
                caller.post(
                        "/v1/models/facts/complete",
                        "{\"head\":\"город 3\",\"relation\":\"capital-of\",\"k\":1}");
        assertThat(tails.status()).isEqualTo(200);
        assertThat(tails.text("answers"))
                .startsWith("[{\"key\":\"country 3\"")
                .contains("\"known\":true");
        assertThat(
                        caller.get(
                                        "/v1/models/facts/complete?relation=capital-of&tail=country%205&k=1")
                                .text("answers"))
                .contains("город 5");
        assertThat(
                        caller.post(
                                        "/v1/models/facts/complete",
                                        "{\"head\":\"country 5\",\"tail\":\"continent 1\"}")
                                .text("answers"))
                .startsWith("[{\"key\":\"in\"");
        assertThat(
                        caller.get(
                                        "/v1/models/facts/complete?relation=capital-of&tail=country%205&new=true")
                                .text("answers"))
                .doesNotContain("\"known\":true");
        assertThat(caller.get("/v1/models/facts").text("kind")).isEqualTo("\"knowledge\"");
        assertThat(caller.get("/v1/models/facts/neighbors?key=country%201&k=2").status())
                .isEqualTo(200);
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Map<String, Integer> questions =
                Map.of(
                        "/v1/models/facts/complete?head=country%201", 422,
                        "/v1/models/facts/complete?head=country%201&relation=in&tail=x", 422,
                        "/v1/models/facts/complete?head=country%201&relation=in&k=0", 422,
                        "/v1/models/facts/complete?head=countri%201&relation=in", 404,
                        "/v1/models/words/complete?head=a&relation=b", 404);
        for (Map.Entry<String, Integer> question : questions.entrySet()) {
            assertThat(caller.get(question.getKey()).status())
                    .as(question.getKey())
                    .isEqualTo(question.getValue());
        }
        assertThat(
                        caller.get("/v1/models/facts/complete?head=countri%201&relation=in")
                                .text("suggestions"))
                .contains("country 1");
    }
}
