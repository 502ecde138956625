package dev.akin.server;

import dev.akin.embeddings.Similarity;
import dev.akin.embeddings.TextEncoder;
import dev.akin.search.CollectionInfo;
import dev.akin.search.CollectionOptions;
import dev.akin.search.DocumentIndex;
import dev.akin.search.EncoderTag;
import dev.akin.search.MigrationReport;
import dev.akin.search.Quantization;
import dev.akin.text.Json;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/v1/collections`: which there are, and what each is. What is in them, [DocumentRoutes] and [SearchRoutes] know.
final class CollectionRoutes implements HttpService {
    private final ServedCollections collections;
    private final Answers answers;
    private final GalleryRoute gallery;

    CollectionRoutes(
            ServedCollections collections, Answers answers, MediaAccess access, MediaFiles files) {
        this.collections = collections;
        this.answers = answers;
        gallery = new GalleryRoute(collections, answers, access, files);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", answers.to((request, fields) -> list(fields)));
        rules.post("/", answers.to(Status.CREATED_201, (request, fields) -> create(fields)));
        rules.get("/{collection}", answers.to(this::show));
        rules.delete("/{collection}", answers.to(this::delete));
        rules.post("/{collection}/flush", answers.to(this::flush));
        rules.post("/{collection}/migrate", answers.to(Status.ACCEPTED_202, this::migrate));
        new DocumentRoutes(collections, answers).routing(rules);
        new SearchRoutes(collections, answers).routing(rules);
        new DuplicatesRoute(collections, answers).routing(rules);
        gallery.routing(rules);
    }

    static String name(ServerRequest request) {
        return request.path().pathParameters().get("collection");
    }

    private Json list(Fields fields) throws IOException {
        fields.end();
        List<Json> all = new ArrayList<>();
        for (ServedCollection collection : collections.all()) {
            all.add(show(collection));
        }
        return Json.object("collections", all);
    }

    private Json show(ServerRequest request, Fields fields) throws IOException {
        fields.end();
        return show(collections.of(name(request)));
    }

    private static Json show(ServedCollection collection) throws IOException {
        CollectionInfo info = collection.with(DocumentIndex::info);
        CollectionOptions options = info.options();
        EncoderTag encoder = options.encoder();
        Map<String, Json> kinds = new LinkedHashMap<>();
        info.fields().forEach((field, kind) -> kinds.put(field, Json.of(kind.label())));
        return Json.object(
                "name", collection.name(),
                "documents", info.documents(),
                "vectors", info.vectors(),
                "dimension", options.dimension(),
                "similarity", options.similarity().label(),
                "quantization", options.quantization().label(),
                "encoder", encoder == null ? null : encoder.name(),
                "fingerprint", encoder == null ? null : encoder.fingerprint(),
                "bytes", info.bytes(),
                "fields", new Json.Obj(kinds),
                "migration", migration(info.migration(), collection.moveState()));
    }

    private static @Nullable Json migration(
            MigrationReport.@Nullable State migration, @Nullable String state) {
        if (migration == null) {
            return state == null ? null : Json.object("state", state);
        }
        EncoderTag from = migration.from();
        return Json.object(
                "state",
                state == null ? "stopped" : state,
                "from",
                from == null ? null : from.name(),
                "recall",
                migration.recall(),
                "left",
                migration.left());
    }

    private Json create(Fields fields) throws IOException {
        String name = fields.text("name");
        CollectionOptions.Builder options = options(fields);
        options.quantization(
                Quantization.ofLabel(
                        fields.choice(
                                "quantization",
                                Quantization.FLOAT32.label(),
                                Arrays.stream(Quantization.values())
                                        .map(Quantization::label)
                                        .toList())));
        fields.end();
        return show(collections.create(name, options.build()));
    }

    /// Of an encoder that is served, or of vectors that come from elsewhere.
    private CollectionOptions.Builder options(Fields fields) {
        String encoder = fields.textOrNull("encoder");
        if (encoder != null) {
            TextEncoder served = collections.encoder(encoder);
            return CollectionOptions.forEncoder(served).encoder(collections.tag(encoder));
        }
        return CollectionOptions.builder()
                .dimension(fields.integer("dimension", 0, 0, 4096))
                .similarity(
                        Similarity.ofLabel(
                                fields.choice(
                                        "similarity",
                                        Similarity.COSINE.label(),
                                        Arrays.stream(Similarity.values())
                                                .map(Similarity::label)
                                                .toList())));
    }

    private Json delete(ServerRequest request, Fields fields) throws IOException {
        fields.end();
        String name = name(request);
        collections.delete(name);
        return Json.object("deleted", name);
    }

    private Json flush(ServerRequest request, Fields fields) throws IOException {
        fields.end();
        ServedCollection collection = collections.of(name(request));
        collection.with(index -> {
            index.flush();
            return true;
        });
        return show(collection);
    }

    private Json migrate(ServerRequest request, Fields fields) throws IOException {
        ServedCollection collection = collections.of(name(request));
        String encoder = fields.text("encoder");
        fields.end();
        EncoderTag tag = collections.tag(encoder);
        collection.moveTo(collections.bare(encoder), tag);
        return show(collection);
    }
}
