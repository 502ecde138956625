package dev.akin.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.search.CollectionHome;
import dev.akin.search.CollectionOptions;
import dev.akin.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a request holds, the server answers it, or says what is wrong with it; it never fails, and it goes on.
@Timeout(120)
class HttpFuzzTest {
    private static final int REQUESTS = 4_000;

    /// What can be asked, and the fields that are known there.
    private static final Map<String, String> FIELDS =
            Map.ofEntries(
                    Map.entry("/v1/models", ""),
                    Map.entry("/v1/models/words/neighbors", "key minus k restrict"),
                    Map.entry("/v1/models/words/analogy", "a b c k method"),
                    Map.entry("/v1/models/words/similarity", "a b"),
                    Map.entry("/v1/models/words/odd-one-out", "key"),
                    Map.entry("/v1/models/words/vector", "key"),
                    Map.entry("/v1/models/words/classify", "text k"),
                    Map.entry("/v1/models/words/complete", "head relation tail k new"),
                    Map.entry("/v1/models/words/keys", "from limit"),
                    Map.entry("/v1/models/words/column", "name from limit"),
                    Map.entry("/v1/models/words/kinds", "from limit"),
                    Map.entry("/v1/models/words/media", "key size"),
                    Map.entry("/v1/models/words/map", "method dimensions metric limit seed"),
                    Map.entry("/v1/models/words/axis", "from to k limit"),
                    Map.entry("/v1/models/words/compare", "with k limit"),
                    Map.entry("/v1/models/words/health", ""),
                    Map.entry("/v1/models/words/clusters", "method k limit epsilon single"),
                    Map.entry("/v1/models/words/meaning", "text k restrict"),
                    Map.entry(
                            "/v1/models/words/recommend",
                            "user like unlike k seen only without diversity explain"),
                    Map.entry("/v1/models/letters", ""),
                    Map.entry(
                            "/v1/embeddings",
                            "model input dimensions encoding_format purpose tokenizer user"),
                    Map.entry("/v1/collections", "name encoder dimension similarity quantization"),
                    Map.entry("/v1/collections/notes", ""),
                    Map.entry(
                            "/v1/collections/notes/documents",
                            "documents documents documents id filter after limit vectors"),
                    Map.entry("/v1/collections/notes/documents/delete", "id filter"),
                    Map.entry("/v1/collections/notes/values", "field"),
                    Map.entry(
                            "/v1/collections/notes/search",
                            "query vector k mode filter encoder effort oversampling contents"
                                    + " fingerprint highlights"),
                    Map.entry("/v1/collections/notes/context", "question budget k mode filter"),
                    Map.entry("/v1/collections/notes/flush", ""),
                    Map.entry("/v1/collections/notes/migrate", "encoder"),
                    Map.entry("/v1/collections/none/search", "query"),
                    Map.entry("/metrics", ""),
                    Map.entry("/../etc/passwd", ""),
                    Map.entry("/v1//", ""),
                    Map.entry("/%00", ""));

    private static final List<String> PATHS = FIELDS.keySet().stream().sorted().toList();

    /// What fields are called, and what they may hold: right for one of them, wrong for the others.
    private static final List<String> NAMES =
            List.of(
                    "model",
                    "input",
                    "dimensions",
                    "encoding_format",
                    "purpose",
                    "tokenizer",
                    "user",
                    "key",
                    "minus",
                    "k",
                    "restrict",
                    "a",
                    "b",
                    "c",
                    "method",
                    "text",
                    "name",
                    "encoder",
                    "dimension",
                    "similarity",
                    "quantization",
                    "documents",
                    "id",
                    "filter",
                    "after",
                    "limit",
                    "vectors",
                    "vector",
                    "field",
                    "query",
                    "question",
                    "budget",
                    "mode",
                    "effort",
                    "oversampling",
                    "contents",
                    "fingerprint",
                    "highlights",
                    "from",
                    "to",
                    "with",
                    "seed",
                    "metric",
                    "x");

    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "\"true\"",
                    "0",
                    "-1",
                    "1",
                    "5",
                    "99999999999999999999",
                    "1e308",
                    "1e999",
                    "0.5",
                    "\"\"",
                    "\"a\"",
                    "\"letters\"",
                    "\"words\"",
                    "\"notes\"",
                    "\"кот\"",
                    "\"中文\"",
                    "\"\\ud800\"",
                    "\"\\u0000\"",
                    "\"float32\"",
                    "\"base64\"",
                    "\"hybrid\"",
                    "\"text\"",
                    "\"vector\"",
                    "\"query\"",
                    "\"cosine\"",
                    "\"pca\"",
                    "\"north\"",
                    "\"l1\"",
                    "\"lang = 'en' and (year > 3\"",
                    "\"year >= 2020\"",
                    "\"not\"",
                    "\"AACAPw==\"",
                    "[]",
                    "[[]]",
                    "[1]",
                    "[1, 2, 3, 4, 5, 6, 7, 8]",
                    "[\"a\", \"b\"]",
                    "[null]",
                    "[[1, 2], [3]]",
                    "[[\"a\"]]",
                    "{}",
                    "{\"a\": {\"b\": [1]}}",
                    "[{\"id\": \"d\", \"text\": \"bad\", \"metadata\": {\"year\": 2024}}]",
                    "[{\"id\": \"e\", \"text\": \"cab\", \"metadata\": {\"year\": \"x\"}}]",
                    "[{\"id\": \"f\", \"vectors\": [[1,1,1,1,1,1,1,1]], \"fingerprint\": \"l1\"}]",
                    "[{\"id\": 7}]",
                    "[{\"id\": \"\\ud800\", \"text\": \"a\"}]");

    @TempDir Path folder;

    private final Random random = new Random(20_26);
    private final List<String> failures = new ArrayList<>();
    private AkinServer server;
    private Caller caller;

    @BeforeAll
    static void quiet() {
        QuietLogs.please();
    }

    @BeforeEach
    void start() throws IOException {
        LetterEncoder letters = new LetterEncoder();
        CollectionHome home = new CollectionHome(folder);
        home.create("notes", CollectionOptions.forEncoder(letters).build()).close();
        server =
                AkinServer.builder()
                        .port(0)
                        .file("words", Vectors.file(folder, 0, "north", "east", "кот", "中文"))
                        .encoder("letters", letters)
                        .collections(home)
                        .collection("notes")
                        .maxBodyBytes(20_000)
                        .remarks(this::remark)
                        .start();
        caller = Caller.of(server);
    }

    private synchronized void remark(String remark) {
        failures.add(remark);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /// The names of some fields, mostly such as are known at the path.
    private Set<String> names(String path) {
        List<String> known = List.of(FIELDS.getOrDefault(path, "").split(" ", -1));
        Set<String> names = new LinkedHashSet<>();
        for (int fields = random.nextInt(5); fields > 0; fields--) {
            names.add(random.nextInt(8) == 0 ? pick(NAMES) : pick(known));
        }
        names.remove("");
        return names;
    }

    private String body(String path) {
        return names(path).stream()
                .map(name -> Json.quote(name) + ": " + pick(VALUES))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /// Mostly as it is; else some bytes are others, or missing.
    private byte[] damaged(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) > 0 || bytes.length == 0) {
            return bytes;
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return Arrays.copyOf(bytes, bytes.length - random.nextInt(Math.min(8, bytes.length)));
    }

    private String query(String path) {
        return names(path).stream()
                .map(name ->
                        name
                                + "="
                                + URLEncoder.encode(
                                        pick(VALUES).replace("\"", ""), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    private HttpRequest request() {
        String path = pick(PATHS);
        String method = pick(List.of("GET", "POST", "POST", "POST", "DELETE", "PUT", "PATCH"));
        // The collection itself stays.
        boolean deletes = method.equals("DELETE") && path.equals("/v1/collections/notes");
        return caller.request(path + query(path))
                .method(
                        deletes ? "GET" : method,
                        method.equals("GET") || deletes
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(damaged(body(path))))
                .header("Content-Type", "application/json")
                .build();
    }

    @Test
    void answersAnyRequest() throws Exception {
        int answered = 0;
        for (int i = 0; i < REQUESTS; i++) {
            HttpRequest request = request();
            Caller.Reply reply = caller.send(request);
            String asked = request.method() + " " + request.uri() + " → " + reply.body();
            assertThat(reply.status()).as(asked).isLessThan(500);
            answered += reply.status() < 300 ? 1 : 0;
            if (reply.type().endsWith("json")) {
                assertThat(Json.parse(reply.body())).as(asked).isInstanceOf(Json.Obj.class);
            }
        }
        assertThat(answered).isBetween(REQUESTS / 40, REQUESTS);
        assertThat(failures).allMatch(remark -> remark.contains("has moved"));
        assertThat(caller.get("/v1/collections/notes/search?query=bad&mode=text").status())
                .isEqualTo(200);
    }

    @Test
    void survivesWhatIsNoRequest() throws Exception {
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(3_000)];
            random.nextBytes(noise);
            send(noise);
            send(
                    ("GET /" + "a".repeat(random.nextInt(20_000)) + " HTTP/1.1\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            send(
                    ("POST /v1/embeddings HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                                    + pick(List.of("-1", "99999999999999999999", "x", "5"))
                                    + "\r\n\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(caller.get("/health").status()).isEqualTo(200);
    }

    private void send(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                in.readNBytes(1_000);
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|aborted).*");
        }
    }
}
