package dev.akin.server;

import dev.akin.embeddings.AnalogyMethod;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.Label;
import dev.akin.embeddings.Neighbor;
import dev.akin.embeddings.Query;
import dev.akin.embeddings.TextClassifier;
import dev.akin.embeddings.TextEncoder;
import dev.akin.format.VectorFiles;
import dev.akin.text.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// `/v1/models`: what is served, and the questions that files of vectors answer, each by the name it has on the command line.
final class ModelRoutes implements HttpService {
    static final int MOST_NEIGHBORS = 10_000;

    private final Models models;
    private final Answers answers;
    private final TableRoutes tables;
    private final MapRoutes maps;
    private final StudyRoutes studies;
    private final ClusterRoute clusters;
    private final MeaningRoute meaning;
    private final RecommendRoute recommend;
    private final CompleteRoute facts;
    private final MediaRoutes media;

    ModelRoutes(Models models, Answers answers, Works works, MediaRoutes media) {
        this.media = media;
        this.models = models;
        this.answers = answers;
        tables = new TableRoutes(models, answers);
        maps = new MapRoutes(models, answers, works);
        studies = new StudyRoutes(models, answers, works);
        clusters = new ClusterRoute(models, answers, works);
        meaning = new MeaningRoute(models);
        recommend = new RecommendRoute(models);
        facts = new CompleteRoute(models);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", answers.to((request, fields) -> list(fields)));
        rules.get("/{model}", answers.to((request, fields) -> model(request, fields)));
        question(rules, "neighbors", this::neighbors);
        question(rules, "analogy", this::analogy);
        question(rules, "similarity", this::similarity);
        question(rules, "odd-one-out", this::oddOneOut);
        question(rules, "vector", this::vector);
        question(rules, "classify", this::classify);
        question(rules, "meaning", meaning::find);
        question(rules, "recommend", recommend::find);
        question(rules, "complete", facts::complete);
        tables.routing(rules);
        studies.routing(rules);
        maps.routing(rules);
        clusters.routing(rules);
        media.routing(rules);
    }

    private void question(HttpRules rules, String verb, Answers.Handling handling) {
        rules.get("/{model}/" + verb, answers.to(handling));
        rules.post("/{model}/" + verb, answers.to(handling));
    }

    static String name(ServerRequest request) {
        return request.path().pathParameters().get("model");
    }

    private Embeddings words(ServerRequest request) {
        return models.words(name(request)).words();
    }

    private Json list(Fields fields) {
        fields.end();
        List<Json> all = new ArrayList<>();
        models.names().forEach(name -> all.add(model(name)));
        return Json.object("object", "list", "data", all);
    }

    private Json model(ServerRequest request, Fields fields) {
        fields.end();
        return model(name(request));
    }

    private Json model(String name) {
        EncodingQueue queue = models.encoders().get(name);
        FileEncoder media = models.media().get(name);
        if (queue != null) {
            return encoder(name, queue.encoder());
        }
        return media == null ? file(name, models.file(name)) : media(name, media);
    }

    private Json file(String name, Watched<WordModel> file) {
        Watched.Version<WordModel> version = file.current();
        Embeddings words = version.content().words();
        return Json.object(
                "id", name,
                "object", "model",
                "created", version.loaded().getEpochSecond(),
                "owned_by", "akin",
                "kind", version.content().kind(),
                "rows", words.size(),
                "dimension", words.dimension(),
                "type", VectorFiles.stored(words.table()),
                "bytes", words.table().bytes(),
                "similarity", words.similarity().label(),
                "version", version.number(),
                "counted", words.vocabulary().counted(),
                "columns", columns(words),
                "media", media.has(file));
    }

    private static List<Json> columns(Embeddings words) {
        List<Json> columns = new ArrayList<>();
        new TreeMap<>(words.columns())
                .forEach((name, column) ->
                        columns.add(Json.object("name", name, "kind", TableRoutes.kind(column))));
        return columns;
    }

    private static Json media(String name, FileEncoder encoder) {
        return Json.object(
                "id", name,
                "object", "model",
                "owned_by", "akin",
                "kind", "encoder",
                "contents", encoder.contents(),
                "dimension", encoder.dimension(),
                "similarity", encoder.similarity().label(),
                "fingerprint", encoder.fingerprint());
    }

    private static Json encoder(String name, TextEncoder encoder) {
        return Json.object(
                "id",
                name,
                "object",
                "model",
                "owned_by",
                "akin",
                "kind",
                "encoder",
                "dimension",
                encoder.dimension(),
                "similarity",
                encoder.similarity().label(),
                "fingerprint",
                encoder.fingerprint(),
                "tokenizer",
                encoder.tokenizer().fingerprint());
    }

    private Json neighbors(ServerRequest request, Fields fields) {
        Embeddings words = words(request);
        Query query =
                Query.builder()
                        .positive(fields.textsIfAny("key"))
                        .negative(fields.textsIfAny("minus"))
                        .k(k(fields))
                        .mostFrequent(
                                fields.integer("restrict", Integer.MAX_VALUE, 1, Integer.MAX_VALUE))
                        .build();
        fields.end();
        return neighbors(words, words.neighbors(query));
    }

    static int k(Fields fields) {
        return fields.integer("k", 10, 1, MOST_NEIGHBORS);
    }

    static Json.Obj neighbors(Embeddings words, List<Neighbor> neighbors) {
        return Json.object(
                "measure",
                words.similarity().label(),
                "neighbors",
                neighbors.stream()
                        .map(n ->
                                Json.object("key", n.key(), "row", n.id(), "similarity", n.score()))
                        .toList());
    }

    private Json analogy(ServerRequest request, Fields fields) {
        Embeddings words = words(request);
        String a = fields.text("a");
        String b = fields.text("b");
        String c = fields.text("c");
        int k = k(fields);
        AnalogyMethod method =
                fields.choice("method", "add", List.of("add", "mul")).equals("add")
                        ? AnalogyMethod.COS_ADD
                        : AnalogyMethod.COS_MUL;
        fields.end();
        return neighbors(words, words.analogy(a, b, c, k, method));
    }

    private Json similarity(ServerRequest request, Fields fields) {
        Embeddings words = words(request);
        String a = fields.text("a");
        String b = fields.text("b");
        fields.end();
        return Json.object(
                "measure", words.similarity().label(), "similarity", words.similarity(a, b));
    }

    private Json oddOneOut(ServerRequest request, Fields fields) {
        List<String> keys = fields.texts("key");
        fields.end();
        return Json.object("oddOneOut", words(request).oddOneOut(keys));
    }

    private Json vector(ServerRequest request, Fields fields) {
        Embeddings words = words(request);
        List<String> keys = fields.texts("key");
        fields.end();
        List<Json> vectors = new ArrayList<>();
        for (String key : keys) {
            vectors.add(
                    Json.object(
                            "key", key,
                            "known", words.contains(key),
                            "vector", Json.numbers(words.vector(key))));
        }
        return Json.object("dimension", words.dimension(), "vectors", vectors);
    }

    private Json classify(ServerRequest request, Fields fields) {
        TextClassifier classifier = models.classifier(name(request));
        int k = fields.integer("k", 1, 1, MOST_NEIGHBORS);
        List<String> texts = fields.texts("text");
        fields.end();
        List<Json> results = new ArrayList<>();
        for (String text : texts) {
            results.add(labels(classifier.predict(text, k)));
        }
        return Json.object("results", results);
    }

    private static Json labels(List<Label> labels) {
        return Json.of(
                labels.stream()
                        .map(label ->
                                Json.object(
                                        "label", label.name(), "probability", label.probability()))
                        .toList());
    }
}
