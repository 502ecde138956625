package dev.akin.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.MalformedFileException;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.JointEncoder;
import dev.akin.embeddings.Similarity;
import dev.akin.search.CollectionHome;
import dev.akin.search.CollectionOptions;
import dev.akin.search.Document;
import dev.akin.search.DocumentIndex;
import dev.akin.search.EncoderTag;
import dev.akin.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures and sounds that requests bring along.
class SentFilesTest {
    private static final String SEARCH = "/v1/collections/noises/search";

    @TempDir Path folder;

    private final Letters files = new Letters();
    private AkinServer server;
    private Caller caller;

    /// Vectors of what files hold: letters, as those of [LetterEncoder].
    private static final class Letters implements FileEncoder {
        final List<Path> seen = Collections.synchronizedList(new ArrayList<>());

        @Override
        public String contents() {
            return "sounds";
        }

        @Override
        public boolean reads(Path file) {
            return file.toString().endsWith(".let");
        }

        @Override
        public List<Outcome> outcomes(List<? extends Path> all) {
            seen.addAll(all);
            return all.stream().map(Letters::outcome).toList();
        }

        private static Outcome outcome(Path file) {
            try {
                String text = Files.readString(file);
                return text.equals("broken")
                        ? Outcome.failed(MalformedFileException.atByte(file, 0, "it is broken"))
                        : Outcome.of(LetterEncoder.expected(text));
            } catch (IOException e) {
                return Outcome.failed(e);
            }
        }

        @Override
        public String name() {
            return "letters";
        }

        @Override
        public int dimension() {
            return LetterEncoder.DIMENSION;
        }

        @Override
        public Similarity similarity() {
            return Similarity.COSINE;
        }

        @Override
        public String fingerprint() {
            return "heard";
        }

        @Override
        public void close() {}
    }

    @BeforeAll
    static void quiet() {
        QuietLogs.please();
    }

    @BeforeEach
    void serve() throws IOException {
        CollectionHome home = new CollectionHome(folder);
        CollectionOptions options =
                CollectionOptions.builder()
                        .dimension(LetterEncoder.DIMENSION)
                        .similarity(Similarity.COSINE)
                        .encoder(new EncoderTag("space", "heard"))
                        .build();
        try (DocumentIndex index = home.create("noises", options)) {
            index.upsert(List.of(document("a.let", "aaab"), document("h.let", "hhhg")));
        }
        server =
                AkinServer.builder()
                        .port(0)
                        .encoder(
                                "space",
                                JointEncoder.of(new LetterEncoder("said"), files),
                                "/models/space")
                        .encoder("files", JointEncoder.of(new Letters()), "/models/files")
                        .encoder("letters", new LetterEncoder())
                        .collections(home)
                        .collection("noises")
                        .start();
        caller = Caller.of(server);
    }

    private static Document document(String id, String text) {
        return Document.builder(id)
                .fingerprint("heard")
                .vector(LetterEncoder.expected(text))
                .build();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String first(Caller.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        Json hit =
                ((Json.Arr) Objects.requireNonNull(reply.json().get("hits"))).elements().getFirst();
        return String.valueOf(((Json.Obj) hit).get("id"));
    }

    @Test
    void whatIsLikeAFileIsFound() throws Exception {
        for (String[] pair : new String[][] {{"ab", "a.let"}, {"gh", "h.let"}}) {
            Caller.Reply reply = caller.post(SEARCH, "{\"file\":\"" + base64(pair[0]) + "\"}");
            assertThat(first(reply)).isEqualTo('"' + pair[1] + '"');
            assertThat(reply.text("mode")).isEqualTo("\"vector\"");
        }
        assertThat(files.seen).hasSize(2).noneMatch(Files::exists);
    }

    @Test
    void wordsAskAmongThem() throws Exception {
        assertThat(first(caller.get(SEARCH + "?query=hg&mode=vector"))).isEqualTo("\"h.let\"");
    }

    @Test
    void whatCannotBeReadIsAProblem() throws Exception {
        Caller.Reply broken = caller.post(SEARCH, "{\"file\":\"" + base64("broken") + "\"}");
        assertThat(broken.status()).isEqualTo(422);
        assertThat(broken.text("detail"))
                .contains("file: is none of the sounds that can be read: it is broken")
                .doesNotContain("tmp");
        assertThat(files.seen).hasSize(1).noneMatch(Files::exists);
        assertThat(caller.post(SEARCH, "{\"file\":\"?\"}").text("detail"))
                .contains("file: is no base64");
        assertThat(caller.post(SEARCH, "{\"file\":7}").text("detail")).contains("is no string");
        assertThat(caller.post(SEARCH, "{\"file\":\"YQ==\",\"query\":\"a\"}").text("detail"))
                .contains("without query, vector and encoder");
        assertThat(caller.post(SEARCH, "{\"file\":\"YQ==\",\"mode\":\"text\"}").status())
                .isEqualTo(422);
    }

    @Test
    void filesGetVectors() throws Exception {
        Caller.Reply reply =
                caller.post(
                        "/v1/embeddings",
                        "{\"model\":\"files\",\"files\":[\""
                                + base64("ab")
                                + "\",\""
                                + base64("hh")
                                + "\"]}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).contains("[1.0,1.0,0.0,0.0,0.0,0.0,0.0,0.0]");
        assertThat(
                        caller.post("/v1/embeddings", "{\"model\":\"letters\",\"files\":\"YQ==\"}")
                                .text("detail"))
                .contains("makes no vectors of pictures or sounds");
        assertThat(
                        caller.post(
                                        "/v1/embeddings",
                                        "{\"model\":\"files\",\"files\":[\"YQ==\",\""
                                                + base64("broken")
                                                + "\"]}")
                                .text("detail"))
                .contains("files[1]: is none of the sounds");
        assertThat(
                        caller.post("/v1/embeddings", "{\"model\":\"none\",\"files\":\"YQ==\"}")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void modelsSayWhatTheySee() throws Exception {
        assertThat(caller.get("/v1/models/files").text("contents")).isEqualTo("\"sounds\"");
        assertThat(caller.get("/v1/models").body()).contains("\"space\"", "\"files\"");
        assertThat(caller.get("/v1/models/files/neighbors?key=a").text("detail"))
                .contains("encodes files");
    }
}
