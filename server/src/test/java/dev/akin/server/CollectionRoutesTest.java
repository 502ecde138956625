package dev.akin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.search.CollectionHome;
import dev.akin.search.CollectionInUseException;
import dev.akin.search.CollectionOptions;
import dev.akin.search.Document;
import dev.akin.search.DocumentIndex;
import dev.akin.search.EncoderTag;
import dev.akin.text.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CollectionRoutesTest {
    @TempDir Path folder;

    private final LetterEncoder letters = new LetterEncoder();
    private final LetterEncoder other = new LetterEncoder("l2");
    private final List<String> remarks = new ArrayList<>();
    private CollectionHome home;
    private AkinServer server;
    private Caller caller;

    @BeforeAll
    static void quiet() {
        QuietLogs.please();
    }

    @BeforeEach
    void start() throws IOException {
        home = new CollectionHome(folder);
        home.create(
                        "notes",
                        CollectionOptions.forEncoder(letters)
                                .encoder(new EncoderTag("letters", letters.fingerprint()))
                                .build())
                .close();
        serve();
    }

    private void serve() throws IOException {
        server =
                AkinServer.builder()
                        .port(0)
                        .encoder("letters", letters)
                        .encoder("others", other, "/models/others")
                        .collections(home)
                        .collection("notes")
                        .remarks(remarks::add)
                        .start();
        caller = Caller.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Caller.Reply delete(String path) throws IOException, InterruptedException {
        return caller.send(HttpRequest.newBuilder(server.uri().resolve(path)).DELETE().build());
    }

    private void fill() throws IOException, InterruptedException {
        Caller.Reply reply =
                caller.post(
                        "/v1/collections/notes/documents",
                        """
                        {"documents": [
                          {"id": "заметки/a.md#1", "text": "a bad cab", "metadata": {"lang": "en", "year": 2024}},
                          {"id": "b", "text": "deed", "metadata": {"lang": "en", "year": 2020}},
                          {"id": "c", "text": "hhh", "metadata": {"lang": "ru"}}]}
                        """);
        assertThat(reply.text("upserted")).as(reply.body()).isEqualTo("3");
    }

    private static List<String> ids(Caller.Reply reply, String list) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return ((Json.Arr) Objects.requireNonNull(reply.json().get(list), reply.body()))
                .elements().stream().map(CollectionRoutesTest::id).toList();
    }

    private static String id(Json document) {
        return document instanceof Json.Obj object && object.get("id") instanceof Json.Str id
                ? id.value()
                : "no id in " + document;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void findsWhatWasPutIn() throws Exception {
        fill();
        String search = "/v1/collections/notes/search";
        assertThat(ids(caller.get(search + "?query=abc&k=1"), "hits"))
                .containsExactly("заметки/a.md#1");
        assertThat(ids(caller.post(search, "{\"query\": \"de\", \"mode\": \"vector\"}"), "hits"))
                .startsWith("b");
        assertThat(
                        ids(
                                caller.post(
                                        search,
                                        "{\"query\": \"hhh\", \"filter\": \"lang = 'en' and year >= 2021\"}"),
                                "hits"))
                .containsExactly("заметки/a.md#1");
        assertThat(ids(caller.get(search + "?query=deed&mode=text"), "hits")).containsExactly("b");
        Caller.Reply byVector =
                caller.post(
                        search,
                        "{\"vector\": [0,0,0,0,0,0,0,1], \"fingerprint\": \"l1\", \"k\": 1}");
        assertThat(ids(byVector, "hits")).containsExactly("c");
        assertThat(byVector.text("mode")).isEqualTo("\"vector\"");
        Caller.Reply bare = caller.get(search + "?query=deed&contents=false&k=1");
        assertThat(bare.body()).contains("\"text\":\"\"");
    }

    @Test
    void groupsWhatIsAlmostTheSame() throws Exception {
        fill();
        caller.post(
                "/v1/collections/notes/documents",
                "{\"documents\": [{\"id\": \"d\", \"text\": \"hhhhhh\"}]}");
        String duplicates = "/v1/collections/notes/duplicates";
        Caller.Reply reply = caller.get(duplicates + "?threshold=0.999");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.text("count")).isEqualTo("1");
        assertThat(reply.body()).contains("{\"id\":\"c\",\"cosine\":1").contains("\"id\":\"d\"");
        assertThat(caller.post(duplicates, "{\"threshold\": 0.999}").body())
                .isEqualTo(reply.body());
        assertThat(caller.get(duplicates + "?threshold=2").status()).isEqualTo(422);
    }

    @Test
    void readsBackAndDeletes() throws Exception {
        fill();
        String documents = "/v1/collections/notes/documents";
        assertThat(ids(caller.get(documents + "?limit=2"), "documents")).containsExactly("b", "c");
        assertThat(ids(caller.get(documents + "?limit=2&after=c"), "documents"))
                .containsExactly("заметки/a.md#1");
        assertThat(caller.get(documents + "?limit=2").text("next")).isEqualTo("\"c\"");
        assertThat(caller.get(documents + "?limit=3").text("next")).isEqualTo("null");
        Caller.Reply one = caller.get(documents + "?vectors=true&id=" + encoded("заметки/a.md#1"));
        assertThat(one.body())
                .contains("\"year\":2024", "\"fingerprint\":\"l1\"", "\"vectors\":[[");
        assertThat(ids(caller.get(documents + "?filter=" + encoded("lang = \"ru\"")), "documents"))
                .containsExactly("c");

        assertThat(delete(documents + "?id=b&id=nobody").text("deleted")).isEqualTo("1");
        assertThat(
                        caller.post(documents + "/delete", "{\"filter\": \"year = 2024\"}")
                                .text("deleted"))
                .isEqualTo("1");
        assertThat(ids(caller.get(documents), "documents")).containsExactly("c");
        assertThat(delete(documents).status()).isEqualTo(422);
    }

    @Test
    void countsTheValuesOfFields() throws Exception {
        fill();
        Caller.Reply reply = caller.get("/v1/collections/notes/values?field=lang");
        assertThat(reply.body())
                .contains("{\"values\":[\"en\"],\"documents\":2}")
                .contains("{\"values\":[\"ru\"],\"documents\":1}");
    }

    @Test
    void putsPassagesTogetherForALanguageModel() throws Exception {
        fill();
        Caller.Reply reply =
                caller.post(
                        "/v1/collections/notes/context",
                        "{\"question\": \"deed\", \"budget\": 5000, \"k\": 1}");
        assertThat(reply.text("prompt")).as(reply.body()).contains("[1]", "**deed**");
        assertThat(reply.json().get("tokens")).isInstanceOf(Json.Num.class);
        assertThat(
                        caller.post(
                                        "/v1/collections/notes/context",
                                        "{\"question\": \"deed\", \"budget\": 1}")
                                .status())
                .isEqualTo(422);
    }

    @Test
    void makesShowsAndDeletesCollections() throws Exception {
        Caller.Reply made =
                caller.post(
                        "/v1/collections",
                        "{\"name\": \"新闻\", \"encoder\": \"others\", \"quantization\": \"int8\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String path = "/v1/collections/" + encoded("新闻");
        assertThat(caller.get(path).text("encoder")).isEqualTo("\"/models/others\"");
        assertThat(caller.get(path).text("quantization")).isEqualTo("\"int8\"");
        assertThat(caller.get("/v1/collections").body()).contains("新闻", "notes");
        assertThat(caller.post("/v1/collections", "{\"name\": \"notes\"}").status()).isEqualTo(409);
        assertThat(caller.post("/v1/collections", "{\"name\": \"../x\"}").status()).isEqualTo(422);
        assertThat(
                        caller.post(
                                        "/v1/collections",
                                        "{\"name\": \"x\", \"encoder\": \"hub:a/b\"}")
                                .status())
                .isEqualTo(404);
        assertThat(delete(path).status()).isEqualTo(200);
        assertThat(caller.get(path).status()).isEqualTo(404);
        assertThat(home.exists("新闻")).isFalse();
        assertThat(delete(path).status()).isEqualTo(404);
    }

    @Test
    void holdsVectorsFromElsewhere() throws Exception {
        caller.post("/v1/collections", "{\"name\": \"pairs\", \"dimension\": 2}");
        String base64 = "AACAPwAAAAA="; // 1, 0
        Caller.Reply put =
                caller.post(
                        "/v1/collections/pairs/documents",
                        "{\"documents\": [{\"id\": \"x\", \"vector\": \""
                                + base64
                                + "\"}, {\"id\": \"y\", \"vectors\": [[0, 1], [0.1, 1]]}]}");
        assertThat(put.status()).as(put.body()).isEqualTo(200);
        assertThat(
                        ids(
                                caller.post(
                                        "/v1/collections/pairs/search", "{\"vector\": [1, 0.1]}"),
                                "hits"))
                .containsExactly("x", "y");
        Caller.Reply text = caller.post("/v1/collections/pairs/search", "{\"query\": \"x\"}");
        assertThat(text.status()).isEqualTo(422);
        assertThat(text.text("detail")).contains("send vectors");
    }

    @Test
    void movesToAnotherEncoderBehindTheRequests() throws Exception {
        fill();
        CountDownLatch gate = new CountDownLatch(1);
        other.gate = gate;
        Caller.Reply begun =
                caller.post("/v1/collections/notes/migrate", "{\"encoder\": \"others\"}");
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        assertThat(
                        caller.post("/v1/collections/notes/migrate", "{\"encoder\": \"others\"}")
                                .status())
                .isEqualTo(409);
        assertThat(ids(caller.get("/v1/collections/notes/search?query=de&mode=vector"), "hits"))
                .startsWith("b");
        gate.countDown();
        while (!caller.get("/v1/collections/notes").text("migration").contains("done")) {
            Thread.sleep(10);
        }
        assertThat(caller.get("/v1/collections/notes").text("encoder"))
                .isEqualTo("\"/models/others\"");
        assertThat(caller.get("/v1/collections/notes").text("fingerprint")).isEqualTo("\"l2\"");
        assertThat(ids(caller.get("/v1/collections/notes/search?query=hh&k=1"), "hits"))
                .containsExactly("c");
        assertThat(caller.get("/v1/collections/notes/search?query=hh&encoder=letters").status())
                .isEqualTo(422);
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        fill();
        Caller.Reply typo =
                caller.post(
                        "/v1/collections/notes/search",
                        "{\"query\": \"a\", \"filter\": \"lnag = 'en'\"}");
        assertThat(typo.status()).isEqualTo(422);
        assertThat(typo.text("position")).isEqualTo("0");
        assertThat(typo.text("detail")).contains("did you mean lang");
        assertThat(caller.post("/v1/collections/notes/search", "{}").status()).isEqualTo(422);
        assertThat(caller.get("/v1/collections/nots").text("known")).contains("notes");
        String documents = "/v1/collections/notes/documents";
        for (String wrong :
                List.of(
                        "[]",
                        "[1]",
                        "[{\"text\": \"no id\"}]",
                        "[{\"id\": \"\"}]",
                        "[{\"id\": \"x\", \"txet\": \"a\"}]",
                        "[{\"id\": \"x\", \"vector\": [1, 2], \"fingerprint\": \"l1\"}]",
                        "[{\"id\": \"x\", \"vector\": \"?\"}]",
                        "[{\"id\": \"x\", \"vector\": [1,1,1,1,1,1,1,1], \"fingerprint\": \"l3\"}]",
                        "[{\"id\": \"x\", \"metadata\": {\"year\": \"a text\"}}]",
                        "[{\"id\": \"x\", \"metadata\": {\"year\": {}}}]",
                        "[{\"id\": \"x\", \"metadata\": 1}]")) {
            Caller.Reply reply = caller.post(documents, "{\"documents\": " + wrong + "}");
            assertThat(reply.status()).as(wrong + reply.body()).isEqualTo(422);
        }
        assertThat(caller.get(documents + "?id=x").body()).contains("\"documents\":[]");
        assertThat(caller.get("/v1/collections/notes").text("documents")).isEqualTo("3");
    }

    @Test
    void holdsItsCollectionsAndSaysWhere() throws Exception {
        assertThat(DocumentIndex.holder(home.folder("notes")).orElseThrow().url())
                .isEqualTo(server.uri());
        assertThatThrownBy(() -> home.open("notes"))
                .isInstanceOf(CollectionInUseException.class)
                .hasMessageContaining(server.uri().toString());
        assertThat(caller.post("/v1/collections", "{\"name\": \"mine\"}").status()).isEqualTo(201);
        assertThat(DocumentIndex.holder(home.folder("mine")).orElseThrow().url())
                .isEqualTo(server.uri());
        server.close();
        assertThat(DocumentIndex.holder(home.folder("notes"))).isEmpty();
        home.open("mine").close();
        try (DocumentIndex held = home.open("notes")) {
            assertThat(held.count()).isZero();
            assertThatThrownBy(this::serve).isInstanceOf(CollectionInUseException.class);
        }
    }

    @Test
    void keepsWhatItAcknowledged() throws Exception {
        fill();
        server.close();
        try (DocumentIndex index = home.open("notes")) {
            assertThat(index.get("b").map(Document::text)).contains("deed");
        }
    }

    @Test
    void servesNoCollectionsUnlessTold() throws Exception {
        try (AkinServer bare = AkinServer.builder().port(0).encoder("letters", letters).start()) {
            Caller asker = Caller.of(bare);
            assertThat(asker.get("/v1/collections").body()).contains("[]");
            assertThat(asker.post("/v1/collections", "{\"name\": \"x\"}").status()).isEqualTo(403);
        }
    }
}
