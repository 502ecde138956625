package dev.akin.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.MediaFolders;
import dev.akin.embeddings.Similarity;
import dev.akin.format.Column;
import dev.akin.media.PictureReader;
import dev.akin.search.CollectionHome;
import dev.akin.search.CollectionOptions;
import dev.akin.search.DocumentIndex;
import dev.akin.search.MediaIndexer;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MediaRoutesTest {
    private static final List<String> KEYS =
            List.of(
                    "sea/red.png",
                    "rain.wav",
                    "a text",
                    "gone.png",
                    "../secret.png",
                    "link.png",
                    "page.png",
                    "sea/red.png#0,1",
                    "huge.png");

    @BeforeAll
    static void quiet() {
        QuietLogs.please();
    }

    @TempDir Path folder;

    private Path media;
    private Path table;
    private AkinServer server;
    private Caller caller;

    @BeforeEach
    void start() throws IOException {
        media = folder.resolve("media");
        Files.createDirectories(media.resolve("sea"));
        MediaSamples.picture(media.resolve("sea/red.png"), 200, 100, 0xff0000);
        MediaSamples.picture(folder.resolve("secret.png"), 10, 10, 0x00ff00);
        MediaSamples.sound(media.resolve("rain.wav"), 0.5);
        Files.createSymbolicLink(media.resolve("link.png"), folder.resolve("secret.png"));
        Files.writeString(media.resolve("page.png"), "<html><script>alert(1)</script>");
        table =
                MediaSamples.table(
                        folder.resolve("mixed.safetensors"), KEYS, MediaFolders.in(List.of(media)));
        serve(AkinServer.builder().file("mixed", table));
    }

    private void serve(AkinServer.Builder builder) throws IOException {
        if (server != null) {
            server.close();
        }
        server = builder.port(0).start();
        caller = Caller.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return caller.client()
                .send(caller.request(path, headers).build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> media(String key, String rest, String... headers)
            throws Exception {
        return get(
                "/v1/models/mixed/media?key="
                        + URLEncoder.encode(key, StandardCharsets.UTF_8)
                        + rest,
                headers);
    }

    private static String header(HttpResponse<?> reply, String name) {
        return reply.headers().firstValue(name).orElse("");
    }

    @Test
    void givesTheFileThatAKeyNames() throws Exception {
        HttpResponse<byte[]> picture = media("sea/red.png", "");
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.body()).isEqualTo(Files.readAllBytes(media.resolve("sea/red.png")));
        assertThat(header(picture, "Content-Type")).isEqualTo("image/png");
        assertThat(header(picture, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(picture, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(header(picture, "Cache-Control")).contains("private");
        assertThat(media("sea/red.png#0,1", "").body()).isEqualTo(picture.body());
        String tag = header(picture, "ETag");
        assertThat(media("sea/red.png", "", "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void makesSmallPictures() throws Exception {
        HttpResponse<byte[]> small = media("sea/red.png", "&size=50");
        assertThat(small.statusCode()).isEqualTo(200);
        assertThat(header(small, "Content-Type")).isEqualTo("image/jpeg");
        var picture = PictureReader.DEFAULT.read("small", small.body());
        assertThat(picture.width()).isEqualTo(50);
        assertThat(picture.height()).isEqualTo(25);
        assertThat(picture.rgb(25, 12) >> 16).isGreaterThan(240);
        assertThat(header(small, "ETag")).isNotEqualTo(header(media("sea/red.png", ""), "ETag"));
        assertThat(media("sea/red.png", "&size=5000").statusCode()).isEqualTo(422);
        assertThat(media("rain.wav", "&size=50").statusCode()).isEqualTo(422);
    }

    @Test
    void aFileThatChangesIsSeenAnew() throws Exception {
        byte[] before = media("sea/red.png", "&size=50").body();
        MediaSamples.picture(media.resolve("sea/red.png"), 300, 100, 0x0000ff);
        assertThat(media("sea/red.png", "&size=50").body()).isNotEqualTo(before);
    }

    @Test
    void givesPartsOfSounds() throws Exception {
        byte[] all = Files.readAllBytes(media.resolve("rain.wav"));
        HttpResponse<byte[]> whole = media("rain.wav", "");
        assertThat(whole.body()).isEqualTo(all);
        assertThat(header(whole, "Content-Type")).isEqualTo("audio/wav");
        assertThat(header(whole, "Accept-Ranges")).isEqualTo("bytes");
        HttpResponse<byte[]> part = media("rain.wav", "", "Range", "bytes=10-19");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(all, 10, 20));
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 10-19/" + all.length);
        assertThat(media("rain.wav", "", "Range", "bytes=-4").body())
                .isEqualTo(Arrays.copyOfRange(all, all.length - 4, all.length));
        assertThat(media("rain.wav", "", "Range", "bytes=100-").body())
                .isEqualTo(Arrays.copyOfRange(all, 100, all.length));
        HttpResponse<byte[]> none = media("rain.wav", "", "Range", "bytes=999999-");
        assertThat(none.statusCode()).isEqualTo(416);
        assertThat(header(none, "Content-Range")).isEqualTo("bytes */" + all.length);
        assertThat(media("rain.wav", "", "Range", "bytes=1-2", "If-Range", "\"old\"").body())
                .isEqualTo(all);
        assertThat(media("rain.wav", "", "Range", "bytes=1-2,5-6").body()).isEqualTo(all);
        assertThat(media("rain.wav", "", "Range", "lines=1-2").body()).isEqualTo(all);
    }

    @Test
    void givesNothingElse() throws Exception {
        for (String key :
                List.of("a text", "gone.png", "../secret.png", "link.png", "page.png", "none")) {
            HttpResponse<byte[]> reply = media(key, "");
            assertThat(reply.statusCode()).as(key).isEqualTo(404);
            assertThat(header(reply, "Content-Type")).isEqualTo("application/problem+json");
            assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                    .as(key)
                    .doesNotContain(folder.toString());
        }
    }

    @Test
    void saysWhichPicturesCannotBeShown() throws Exception {
        byte[] png = Files.readAllBytes(media.resolve("sea/red.png"));
        Files.write(media.resolve("huge.png"), Arrays.copyOf(png, png.length / 2));
        HttpResponse<byte[]> cut = media("huge.png", "&size=50");
        assertThat(cut.statusCode()).isEqualTo(422);
        assertThat(new String(cut.body(), StandardCharsets.UTF_8))
                .contains("cannot be shown")
                .doesNotContain(folder.toString());
    }

    @Test
    void tellsKindsApart() throws Exception {
        assertThat(caller.get("/v1/models/mixed").text("media")).isEqualTo("true");
        assertThat(caller.get("/v1/models/mixed/kinds?limit=4").body())
                .isEqualTo(
                        "{\"version\":1,\"rows\":9,\"from\":0,\"values\":[\"text\",\"picture\",\"sound\"],"
                                + "\"codes\":[1,2,0,1]}");
        assertThat(caller.get("/v1/models/mixed/kinds?from=7").text("codes")).isEqualTo("[1,1]");
    }

    @Test
    void aColumnMayNameTheFile() throws Exception {
        Path file = folder.resolve("shop.safetensors");
        Embeddings.builder(
                        Vocabulary.of(List.of("A1", "A2")),
                        EmbeddingTable.of(new float[] {1, 0, 0, 1}, 2, 2))
                .column("path", Column.texts(List.of("sea/red.png", "")))
                .build()
                .save(file);
        serve(AkinServer.builder().file("mixed", file).mediaFolder(media));
        assertThat(media("A1", "").statusCode()).isEqualTo(200);
        assertThat(media("A2", "").statusCode()).isEqualTo(404);
        assertThat(caller.get("/v1/models/mixed/kinds").text("codes")).isEqualTo("[1,0]");
    }

    @Test
    void givesNoneWhereItIsToldNotTo() throws Exception {
        serve(AkinServer.builder().file("mixed", table).media(false));
        assertThat(media("sea/red.png", "").statusCode()).isEqualTo(404);
        assertThat(caller.get("/v1/models/mixed").text("media")).isEqualTo("false");
        assertThat(caller.get("/v1/models/mixed/kinds?limit=2").text("codes")).isEqualTo("[0,0]");
    }

    /// What a file says of its folders was written by whoever made it.
    @Test
    void othersGetOnlyWhatTheServerWasTold() throws Exception {
        serve(AkinServer.builder().file("mixed", table).host("0.0.0.0"));
        assertThat(media("sea/red.png", "").statusCode()).isEqualTo(404);
        serve(AkinServer.builder().file("mixed", table).host("0.0.0.0").mediaFolder(media));
        assertThat(media("sea/red.png", "").statusCode()).isEqualTo(200);
        assertThat(media("../secret.png", "").statusCode()).isEqualTo(404);
    }

    /// One number a picture: how long its file's name is.
    static final class Names implements FileEncoder {
        @Override
        public String contents() {
            return "pictures";
        }

        @Override
        public boolean reads(Path file) {
            return file.toString().matches(".*\\.(png|wav)");
        }

        @Override
        public List<Outcome> outcomes(List<? extends Path> files) {
            return files.stream()
                    .map(file ->
                            Outcome.of(new float[] {1, file.getFileName().toString().length()}))
                    .toList();
        }

        @Override
        public String name() {
            return "names";
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public Similarity similarity() {
            return Similarity.COSINE;
        }

        @Override
        public String fingerprint() {
            return "names";
        }

        @Override
        public void close() {}
    }

    /// A collection `gallery` of these files.
    static CollectionHome gallery(Path home, List<Path> files) throws IOException {
        CollectionHome collections = new CollectionHome(home);
        try (DocumentIndex index =
                collections.create("gallery", CollectionOptions.forEncoder(new Names()).build())) {
            MediaIndexer.index(index, new Names(), files, ProgressListener.NONE);
        }
        return collections;
    }

    @Test
    void givesFilesOfAGalleryAsLongAsTheyAreThose() throws Exception {
        Path red = media.resolve("sea/red.png").toRealPath();
        CollectionHome home =
                gallery(folder.resolve("home"), List.of(media.resolve("sea").toRealPath()));
        serve(AkinServer.builder().collections(home).collection("gallery"));
        String path = "/v1/collections/gallery/media?id=";
        String id = URLEncoder.encode(red.toString(), StandardCharsets.UTF_8);
        assertThat(get(path + id).body()).isEqualTo(Files.readAllBytes(red));
        assertThat(header(get(path + id + "&size=20"), "Content-Type")).isEqualTo("image/jpeg");
        assertThat(get(path + "none").statusCode()).isEqualTo(404);
        String secret = folder.resolve("secret.png").toString();
        assertThat(
                        caller.post(
                                        "/v1/collections/gallery/documents",
                                        "{\"documents\": [{\"id\": \"x\", \"text\": \"\", \"vector\": [1, 2], \"fingerprint\": \"names\","
                                                + " \"metadata\": {\"path\": \""
                                                + secret
                                                + "\", \"_digest\": \"00\"}}]}")
                                .status())
                .isEqualTo(200);
        assertThat(get(path + "x").statusCode()).isEqualTo(404);
        MediaSamples.picture(red, 20, 20, 0x123456);
        HttpResponse<byte[]> changed = get(path + id);
        assertThat(changed.statusCode()).isEqualTo(404);
        assertThat(new String(changed.body(), StandardCharsets.UTF_8))
                .contains("since it was indexed");
    }
}
