package dev.akin.server;

import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.TextEncoder;
import dev.akin.search.CollectionOptions;
import dev.akin.search.Context;
import dev.akin.search.Highlights;
import dev.akin.search.Hit;
import dev.akin.search.SearchMode;
import dev.akin.search.SearchRequest;
import dev.akin.text.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Questions to a collection: its best answers, or what a language model is told of them.
final class SearchRoutes {
    private static final int MOST_HITS = 10_000;

    private final ServedCollections collections;
    private final Answers answers;
    private final Highlights highlights = new Highlights();

    SearchRoutes(ServedCollections collections, Answers answers) {
        this.collections = collections;
        this.answers = answers;
    }

    void routing(HttpRules rules) {
        question(rules, "search", this::search);
        question(rules, "context", this::context);
    }

    private void question(HttpRules rules, String verb, Answers.Handling handling) {
        rules.get("/{collection}/" + verb, answers.to(handling));
        rules.post("/{collection}/" + verb, answers.to(handling));
    }

    private Json search(ServerRequest request, Fields fields) throws IOException {
        ServedCollection collection = collections.of(CollectionRoutes.name(request));
        Json vector = fields.get("vector");
        SearchRequest.Builder asked =
                common(fields, 10)
                        .text(fields.textOrNull("query"))
                        .vector(vector == null ? null : DocumentJson.vector(vector, "vector"))
                        .fingerprint(fields.textOrNull("fingerprint"))
                        .effort(fields.integer("effort", 100, 1, 10_000))
                        .oversampling(fields.integer("oversampling", 0, 0, 100))
                        .contents(fields.truth("contents", true));
        String encoder = fields.textOrNull("encoder");
        Json file = fields.get("file");
        boolean marked = fields.truth("highlights", false);
        SearchMode mode = mode(fields);
        fields.end();
        if (file != null) {
            checkAlone(asked.build(), mode, encoder);
        }
        return collection.with(index -> {
            SearchRequest whole =
                    file == null
                            ? complete(asked, mode, index.options(), encoder)
                            : like(file, asked, index.options());
            String marks = marked ? whole.text() : null;
            return document(collection.name(), whole.mode(), hits(index.search(whole), marks));
        });
    }

    private static void checkAlone(
            SearchRequest request, @Nullable SearchMode mode, @Nullable String encoder) {
        boolean alone = request.text() == null && request.vector() == null && encoder == null;
        if (!alone || (mode != null && mode != SearchMode.VECTOR)) {
            throw ProblemException.field(
                    "file",
                    "is looked for by the vector that the collection's encoder makes of it: without"
                            + " query, vector and encoder, in mode vector or auto");
        }
    }

    /// What is like a picture or a sound.
    private SearchRequest like(Json file, SearchRequest.Builder asked, CollectionOptions options)
            throws IOException {
        FileEncoder encoder = collections.media(options);
        return asked.vector(UploadedFile.vectors("file", List.of(file), encoder)[0])
                .fingerprint(encoder.fingerprint())
                .mode(SearchMode.VECTOR)
                .build();
    }

    private static SearchRequest.Builder common(Fields fields, int k) {
        return SearchRequest.builder()
                .k(fields.integer("k", k, 1, MOST_HITS))
                .filter(DocumentRoutes.filter(fields));
    }

    private static @Nullable SearchMode mode(Fields fields) {
        List<String> labels = new ArrayList<>(List.of("auto"));
        Arrays.stream(SearchMode.values()).map(SearchMode::label).forEach(labels::add);
        String label = fields.choice("mode", "auto", labels);
        return label.equals("auto") ? null : SearchMode.ofLabel(label);
    }

    /// With the vector of its text, where vectors decide and there is none.
    private SearchRequest complete(
            SearchRequest.Builder asked,
            @Nullable SearchMode mode,
            CollectionOptions options,
            @Nullable String encoder) {
        SearchRequest request = asked.mode(mode).build();
        boolean words = options.dimension() == 0 || mode == SearchMode.TEXT;
        if (words || request.vector() != null) {
            return request;
        }
        if (request.text() == null) {
            throw ProblemException.field("query", "or vector or file is needed");
        }
        return request.encodedBy(
                encoder == null ? collections.encoder(options) : collections.encoder(encoder));
    }

    /// @param question whose words are marked in the texts; null to mark none
    private List<Json> hits(List<Hit> hits, @Nullable String question) {
        List<Json> found = new ArrayList<>();
        for (Hit hit : hits) {
            Json.Obj json = hit.json();
            if (question != null) {
                Map<String, Json> members = new LinkedHashMap<>(json.members());
                members.put("highlights", spans(highlights.of(question, hit.text())));
                json = new Json.Obj(members);
            }
            found.add(json);
        }
        return found;
    }

    private static Json spans(List<Highlights.Span> spans) {
        return Json.of(spans.stream().map(span -> List.of(span.from(), span.to())).toList());
    }

    private static Json document(String collection, SearchMode mode, List<Json> hits) {
        return Json.object(
                "collection", collection,
                "mode", mode.label(),
                "hits", hits);
    }

    private Json context(ServerRequest request, Fields fields) throws IOException {
        ServedCollection collection = collections.of(CollectionRoutes.name(request));
        int budget = fields.integer("budget", 2000, 1, 10_000_000);
        SearchRequest.Builder asked = common(fields, 20).text(fields.text("question"));
        SearchMode mode = mode(fields);
        fields.end();
        return collection.with(index -> {
            TextEncoder encoder = collections.encoder(index.options());
            SearchRequest whole = asked.mode(mode == null ? SearchMode.HYBRID : mode).build();
            return Context.of(index, encoder, whole, budget).json(collection.name());
        });
    }
}
