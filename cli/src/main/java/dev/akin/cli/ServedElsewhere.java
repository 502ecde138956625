package dev.akin.cli;

import dev.akin.embeddings.Similarity;
import dev.akin.search.CollectionOptions;
import dev.akin.search.Document;
import dev.akin.search.DocumentStore;
import dev.akin.search.EncoderTag;
import dev.akin.search.Filter;
import dev.akin.search.Hit;
import dev.akin.search.Quantization;
import dev.akin.search.SearchMode;
import dev.akin.search.SearchRequest;
import dev.akin.text.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A collection that another process has open and serves, asked over HTTP. Thread-safe.
final class ServedElsewhere implements DocumentStore {
    /// Documents are sent in pieces of about this many characters: a quarter of what a server takes unless told.
    private static final int PIECE = 4 << 20;

    private static final int MOST_DOCUMENTS = 1_000;

    private final ServerCalls calls;
    private final String path;

    ServedElsewhere(URI server, String collection) {
        calls = new ServerCalls(server);
        path = "/v1/collections/" + encoded(collection);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public CollectionOptions options() throws IOException {
        Json.Obj shown = calls.get(path);
        String encoder = text(shown, "encoder");
        return CollectionOptions.builder()
                .dimension((int) number(shown, "dimension"))
                .similarity(Similarity.ofLabel(text(shown, "similarity")))
                .quantization(Quantization.ofLabel(text(shown, "quantization")))
                .encoder(
                        encoder.isEmpty()
                                ? null
                                : new EncoderTag(encoder, text(shown, "fingerprint")))
                .build();
    }

    @Override
    public long count() throws IOException {
        return number(calls.get(path), "documents");
    }

    @Override
    public Map<List<String>, Long> values(List<String> fields) throws IOException {
        String query =
                fields.stream()
                        .map(field -> "field=" + encoded(field))
                        .collect(Collectors.joining("&"));
        Map<List<String>, Long> values = new LinkedHashMap<>();
        for (Json entry : list(calls.get(path + "/values?" + query), "values")) {
            Json.Obj combination = object(entry);
            values.put(
                    list(combination, "values").stream().map(ServedElsewhere::string).toList(),
                    number(combination, "documents"));
        }
        return values;
    }

    @Override
    public void upsert(List<Document> documents) throws IOException {
        List<String> piece = new ArrayList<>();
        long size = 0;
        for (Document document : documents) {
            String json = json(document);
            if (!piece.isEmpty()
                    && (size + json.length() > PIECE || piece.size() == MOST_DOCUMENTS)) {
                send(piece);
                size = 0;
            }
            piece.add(json);
            size += json.length();
        }
        if (!piece.isEmpty()) {
            send(piece);
        }
    }

    private void send(List<String> piece) throws IOException {
        calls.post(path + "/documents", "{\"documents\":[" + String.join(",", piece) + "]}");
        piece.clear();
    }

    private static String json(Document document) {
        return Json.object(
                        "id", document.id(),
                        "text", document.text(),
                        "language", document.language(),
                        "fingerprint", document.fingerprint(),
                        "metadata", new Json.Obj(document.metadata()),
                        "vectors",
                                document.vectors().stream().map(ServedElsewhere::base64).toList())
                .toString();
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes =
                ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    @Override
    public long delete(Filter filter) throws IOException {
        Json.Obj asked = Json.object("filter", filter.toString());
        return number(calls.post(path + "/documents/delete", asked.toString()), "deleted");
    }

    @Override
    public void flush() throws IOException {
        calls.post(path + "/flush", "{}");
    }

    /// Of the request its text, number and filter.
    Json.Obj search(SearchRequest request, @Nullable SearchMode mode) throws IOException {
        return calls.post(path + "/search", asked(request, "query", mode).toString());
    }

    /// As [#search], for what is like a picture or a sound, which is sent.
    Json.Obj like(Path file, SearchRequest request) throws IOException {
        Map<String, Json> asked =
                new LinkedHashMap<>(asked(request, "query", SearchMode.VECTOR).members());
        asked.remove("query");
        asked.put("file", Json.of(Base64.getEncoder().encodeToString(Files.readAllBytes(file))));
        return calls.post(path + "/search", new Json.Obj(asked).toString());
    }

    /// As [#search], for a prompt within a budget of tokens.
    Json.Obj context(SearchRequest request, int budget) throws IOException {
        Map<String, Json> asked =
                new LinkedHashMap<>(asked(request, "question", request.mode()).members());
        asked.put("budget", Json.of(budget));
        return calls.post(path + "/context", new Json.Obj(asked).toString());
    }

    private static Json.Obj asked(SearchRequest request, String name, @Nullable SearchMode mode) {
        Filter filter = request.filter();
        return Json.object(
                name,
                request.text(),
                "k",
                request.k(),
                "mode",
                mode == null ? "auto" : mode.label(),
                "filter",
                filter == null ? null : filter.toString());
    }

    /// Begins to move it to another encoder of the server's.
    void migrate(String encoder) throws IOException {
        calls.post(path + "/migrate", Json.object("encoder", encoder).toString());
    }

    /// How far the move is; null once there is none.
    Json.@Nullable Obj migration() throws IOException {
        return calls.get(path).get("migration") instanceof Json.Obj migration ? migration : null;
    }

    /// The hits of an answer to [#search].
    static List<Hit> hits(Json.Obj answer) throws IOException {
        List<Hit> hits = new ArrayList<>();
        for (Json entry : list(answer, "hits")) {
            Json.Obj hit = object(entry);
            hits.add(
                    new Hit(
                            text(hit, "id"),
                            score(hit),
                            text(hit, "text"),
                            hit.get("metadata") instanceof Json.Obj metadata
                                    ? metadata.members()
                                    : Map.of(),
                            (int) number(hit, "vectorRank"),
                            (int) number(hit, "textRank")));
        }
        return hits;
    }

    private static double score(Json.Obj hit) throws IOException {
        if (hit.get("score") instanceof Json.Num score) {
            return score.asDouble();
        }
        throw lacks("number", "score");
    }

    /// What decided an answer to [#search].
    static SearchMode mode(Json.Obj answer) {
        return SearchMode.ofLabel(text(answer, "mode"));
    }

    private static Json.Obj object(Json json) throws IOException {
        if (json instanceof Json.Obj object) {
            return object;
        }
        throw new IOException("the server's answer has " + json + " where an object is expected");
    }

    private static List<Json> list(Json.Obj object, String name) throws IOException {
        if (object.get(name) instanceof Json.Arr(List<Json> elements)) {
            return elements;
        }
        throw lacks("list", name);
    }

    static long number(Json.Obj object, String name) throws IOException {
        if (object.get(name) instanceof Json.Num number) {
            return number.asLong();
        }
        throw lacks("number", name);
    }

    private static IOException lacks(String what, String name) {
        return new IOException("the server's answer has no " + what + " \"" + name + "\"");
    }

    /// Empty where there is none, or null.
    static String text(Json.Obj object, String name) {
        Json value = object.get(name);
        return value == null ? "" : string(value);
    }

    private static String string(Json value) {
        return value instanceof Json.Str(String text) ? text : "";
    }
}
