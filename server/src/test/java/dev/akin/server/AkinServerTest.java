package dev.akin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.text.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AkinServerTest {
    @BeforeAll
    static void quiet() {
        QuietLogs.please();
    }

    @TempDir Path folder;

    private final List<String> remarks = new ArrayList<>();
    private Path file;
    private AkinServer server;
    private Caller caller;

    @BeforeEach
    void start() throws IOException {
        file = Vectors.file(folder, 0, "north", "east", "south", "west", "кот", "中文");
        server = options().start();
        caller = Caller.of(server);
    }

    private AkinServer.Builder options() {
        return AkinServer.builder()
                .port(0)
                .file("words", file)
                .maxBodyBytes(100_000)
                .remarks(this::remark);
    }

    private void remark(String remark) {
        synchronized (remarks) {
            remarks.add(remark);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersQuestionsToAFile() throws Exception {
        Caller.Reply nearest = caller.get("/v1/models/words/neighbors?key=north&k=2");
        assertThat(nearest.status()).isEqualTo(200);
        assertThat(nearest.type()).isEqualTo("application/json");
        assertThat(nearest.text("neighbors"))
                .startsWith("[{\"key\":\"east\",\"row\":1,\"similarity\":0.86602");
        assertThat(
                        caller.post("/v1/models/words/neighbors", "{\"key\":[\"north\"],\"k\":2}")
                                .body())
                .isEqualTo(nearest.body());
        assertThat(caller.get("/v1/models/words/analogy?a=north&b=east&c=south").text("neighbors"))
                .startsWith("[{\"key\":\"west\"");
        assertThat(
                        Double.parseDouble(
                                caller.get("/v1/models/words/similarity?a=north&b=west")
                                        .text("similarity")))
                .isCloseTo(0, within(1e-6));
        assertThat(
                        caller.get(
                                        "/v1/models/words/odd-one-out?key=north&key=east&key=%D0%BA%D0%BE%D1%82")
                                .text("oddOneOut"))
                .isEqualTo("\"кот\"");
        assertThat(caller.post("/v1/models/words/vector", "{\"key\":\"中文\"}").text("vectors"))
                .contains("\"known\":true");
        assertThat(caller.get("/v1/models").text("data")).contains("\"id\":\"words\"");
        Caller.Reply model = caller.get("/v1/models/words");
        assertThat(model.text("rows")).isEqualTo("6");
        assertThat(model.text("type")).isEqualTo("\"float32\"");
        assertThat(model.text("bytes")).isEqualTo(String.valueOf(6 * 2 * Float.BYTES));
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Map<String, Integer> questions =
                Map.of(
                        "/v1/models/wrods/neighbors?key=north", 404,
                        "/v1/models/words/neighbors?key=nroth", 404,
                        "/v1/models/words/neighbors", 422,
                        "/v1/models/words/neighbors?key=north&k=0", 422,
                        "/v1/models/words/neighbors?key=north&k=many", 422,
                        "/v1/models/words/neighbors?key=north&limit=3", 422,
                        "/v1/models/words/classify?text=a", 404,
                        "/v1/models/words/odd-one-out?key=north", 422,
                        "/v2", 404);
        for (Map.Entry<String, Integer> question : questions.entrySet()) {
            Caller.Reply reply = caller.get(question.getKey());
            assertThat(reply.status()).as(question.getKey()).isEqualTo(question.getValue());
            assertThat(reply.type()).isEqualTo("application/problem+json");
            assertThat(reply.text("status")).isEqualTo(question.getValue().toString());
        }
        assertThat(caller.get("/v1/models/words/neighbors?key=nroth").text("suggestions"))
                .contains("north");
        assertThat(caller.get("/v1/models/words/neighbors?key=north&limit=3").text("detail"))
                .contains("limit")
                .contains("known are k, key");
    }

    @Test
    void refusesBodiesThatAreNone() throws Exception {
        assertThat(caller.post("/v1/embeddings", "{\"model\":").status()).isEqualTo(400);
        assertThat(caller.post("/v1/embeddings", "").status()).isEqualTo(400);
        assertThat(caller.post("/v1/embeddings", "[1]").status()).isEqualTo(400);
        assertThat(caller.post("/v1/embeddings", "[".repeat(90_000)).status()).isEqualTo(400);
        Caller.Reply large =
                caller.post("/v1/embeddings", "{\"model\":\"" + "x".repeat(200_000) + "\"}");
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.text("detail")).contains("the body is longer");
        Caller.Reply typed =
                caller.send(
                        caller.request("/v1/embeddings")
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build());
        assertThat(typed.status()).isEqualTo(415);
        Caller.Reply broken =
                caller.send(
                        caller.request("/v1/embeddings")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                new byte[] {'{', '"', (byte) 0xff, '"', '}'}))
                                .build());
        assertThat(broken.status()).isEqualTo(400);
    }

    @Test
    void keepsOtherSitesOut() throws Exception {
        assertThat(caller.get("/health", "Origin", "http://evil.example").status()).isEqualTo(403);
        assertThat(caller.get("/health", "Origin", "null").status()).isEqualTo(403);
        assertThat(caller.get("/health", "Origin", "http://localhost:3000").status())
                .isEqualTo(403);
        assertThat(caller.get("/health", "Origin", server.uri().toString()).status())
                .isEqualTo(200);
        assertThat(caller.get("/health").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(raw("GET /health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("application/problem+json");
        assertThat(raw("GET /health HTTP/1.1\r\nHost: LOCALHOST:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), server.uri().getPort()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.setSoTimeout(10_000);
            byte[] head = new byte[4096];
            int length = socket.getInputStream().read(head);
            return new String(head, 0, length, StandardCharsets.UTF_8);
        }
    }

    @Test
    void takesUpNewVersionsWithoutLosingARequest() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            askers.add(Thread.ofVirtual().start(() -> ask(done, statuses)));
        }
        for (int version = 2; version <= 3; version++) {
            Path next = folder.resolve("next.safetensors");
            Vectors.circle(0, "north", "new" + version, "south", "west").save(next);
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            await("new" + version);
        }
        done.set(true);
        for (Thread asker : askers) {
            asker.join();
        }
        assertThat(statuses).containsOnlyKeys(200);
        assertThat(caller.get("/v1/models/words").text("version")).isEqualTo("3");
        assertThat(caller.get("/metrics").body()).contains("akin_versions_loaded");
    }

    private void ask(AtomicBoolean done, Map<Integer, Integer> statuses) {
        try {
            while (!done.get()) {
                Caller.Reply reply = caller.get("/v1/models/words/neighbors?key=north");
                statuses.merge(reply.status(), 1, Integer::sum);
            }
        } catch (IOException | InterruptedException e) {
            statuses.merge(-1, 1, Integer::sum);
        }
    }

    private void await(String key) throws Exception {
        while (caller.get("/v1/models/words/vector?key=" + key).status() != 200) {
            Thread.sleep(20);
        }
    }

    @Test
    void keepsTheLastVersionWhereTheNextIsBroken() throws Exception {
        Path next = folder.resolve("next.safetensors");
        Files.writeString(next, "nothing of that kind");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        while (synchronizedRemarks().isEmpty()) {
            Thread.sleep(20);
        }
        assertThat(synchronizedRemarks().getFirst()).contains("the last version stays in service");
        assertThat(caller.get("/v1/models/words/neighbors?key=north").status()).isEqualTo(200);
        Vectors.file(folder, 0, "north", "fresh");
        await("fresh");
    }

    private List<String> synchronizedRemarks() {
        synchronized (remarks) {
            return List.copyOf(remarks);
        }
    }

    @Test
    void pathsThatAreNoneMakeNoSeries() throws Exception {
        for (String path :
                List.of(
                        "/made-up",
                        "/v1/made-up",
                        "/v1/models/words/made-up",
                        "/a/made-up/c/made-up")) {
            assertThat(caller.get(path).status()).isEqualTo(404);
        }
        assertThat(caller.get("/v1/models/words/similarity?a=north&b=west").status())
                .isEqualTo(200);
        assertThat(caller.get("/metrics").body())
                .doesNotContain("made-up")
                .contains("route=\"none\"", "route=\"models/similarity\"");
    }

    @Test
    void asksForKeysFromAFile() throws Exception {
        Path keys = folder.resolve("keys");
        Files.writeString(keys, "# of the team\n0123456789abcdef\n");
        try (AkinServer guarded = options().apiKeys(keys).start()) {
            Caller guest = Caller.of(guarded);
            assertThat(guest.get("/v1/models").status()).isEqualTo(401);
            assertThat(guest.get("/metrics").status()).isEqualTo(401);
            assertThat(guest.get("/health").status()).isEqualTo(200);
            assertThat(guest.get("/v1/models", "Authorization", "Bearer 0123456789abcdeX").status())
                    .isEqualTo(401);
            assertThat(guest.get("/v1/models", "Authorization", "Bearer 0123456789abcdef").status())
                    .isEqualTo(200);
        }
        Files.writeString(keys, "short\n");
        assertThatThrownBy(() -> options().apiKeys(keys).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void finishesWhatItHasAccepted() throws Exception {
        LetterEncoder encoder = new LetterEncoder();
        encoder.gate = new CountDownLatch(1);
        AkinServer slow = AkinServer.builder().port(0).encoder("letters", encoder).start();
        Caller client = Caller.of(slow);
        List<Integer> statuses = new ArrayList<>();
        Thread asker = Thread.ofVirtual().start(() -> embed(client, statuses));
        while (encoder.calls.get() == 0) {
            Thread.sleep(5);
        }
        Thread closer = Thread.ofPlatform().start(slow::close);
        Thread.sleep(100);
        assertThat(client.get("/health").status()).isEqualTo(503);
        encoder.gate.countDown();
        closer.join();
        asker.join();
        assertThat(statuses).containsExactly(200);
    }

    private static void embed(Caller client, List<Integer> statuses) {
        try {
            statuses.add(
                    client.post("/v1/embeddings", "{\"model\":\"letters\",\"input\":\"abc\"}")
                            .status());
        } catch (IOException | InterruptedException e) {
            statuses.add(-1);
        }
    }

    @Test
    void describesEverythingItAnswers() throws Exception {
        Json.Obj paths = Caller.object(caller.get("/openapi.json").json(), "paths");
        for (String path : paths.members().keySet()) {
            Json.Obj operations = Caller.object(paths, path);
            String real = path.replace("{model}", "words").replace("{collection}", "notes");
            if (operations.get("get") != null) {
                assertThat(caller.get(real).body()).as(path).doesNotContain("there is nothing at");
            }
            if (operations.get("post") != null) {
                assertThat(caller.post(real, "{}").body())
                        .as(path)
                        .doesNotContain("there is nothing at");
            }
        }
    }

    @Test
    void saysThatThePortIsTaken() {
        assertThatThrownBy(() -> options().port(server.uri().getPort()).start())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen");
    }
}
