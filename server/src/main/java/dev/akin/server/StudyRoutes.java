package dev.akin.server;

import dev.akin.align.NeighborChurn;
import dev.akin.embeddings.Axis;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.evaluate.TableHealth;
import dev.akin.text.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Questions to all rows of a file at once: how they lie between two ends, how they differ from another's, what is wrong with them.
final class StudyRoutes {
    private static final int SHOWN = 100;

    private final Models models;
    private final Answers answers;
    private final Works works;

    StudyRoutes(Models models, Answers answers, Works works) {
        this.models = models;
        this.answers = answers;
        this.works = works;
    }

    void routing(HttpRules rules) {
        question(rules, "axis", this::axis);
        question(rules, "compare", this::compare);
        question(rules, "health", this::health);
        rules.delete("/{model}/compare", answers.to(this::stopCompare));
        rules.delete("/{model}/health", answers.to(this::stopHealth));
    }

    private void question(HttpRules rules, String verb, Answers.Replying replying) {
        rules.get("/{model}/" + verb, answers.by(replying));
        rules.post("/{model}/" + verb, answers.by(replying));
    }

    private Watched.Version<WordModel> version(ServerRequest request) {
        return models.file(ModelRoutes.name(request)).current();
    }

    private static boolean asFloats(Fields fields) {
        return fields.choice("format", "json", List.of("json", "floats")).equals("floats");
    }

    private static Reply floats(float[] values, int version) {
        return Reply.Numbers.of(values, Map.of("Akin-Version", Integer.toString(version)));
    }

    private Reply axis(ServerRequest request, Fields fields) {
        Watched.Version<WordModel> version = version(request);
        Embeddings words = version.content().words();
        List<String> from = fields.texts("from");
        List<String> to = fields.texts("to");
        int k = fields.integer("k", 50, 1, ModelRoutes.MOST_NEIGHBORS);
        int limit = fields.integer("limit", TableRoutes.MANY, 1, TableRoutes.MOST);
        boolean floats = asFloats(fields);
        fields.end();
        Axis axis = Axis.of(words, from, to);
        float[] positions = axis.positions(limit);
        if (floats) {
            return floats(positions, version.number());
        }
        return new Reply.Document(
                Json.object(
                        "version", version.number(),
                        "measure", words.similarity().label(),
                        "from", from,
                        "to", to,
                        "low", positions(axis.lowest(positions, k)),
                        "high", positions(axis.highest(positions, k))));
    }

    private static List<Json> positions(List<Neighbor> rows) {
        return rows.stream()
                .map(row ->
                        (Json)
                                Json.object(
                                        "key", row.key(), "row", row.id(), "position", row.score()))
                .toList();
    }

    /// What is compared with what.
    private record Comparing(String with, int withVersion, int k, int limit) {}

    private Comparing comparing(Fields fields) {
        String with = fields.text("with");
        return new Comparing(
                with,
                models.file(with).current().number(),
                fields.integer("k", 10, 1, 100),
                fields.integer("limit", 10_000, 2, TableRoutes.MOST));
    }

    private Reply compare(ServerRequest request, Fields fields) {
        Watched.Version<WordModel> version = version(request);
        Comparing comparing = comparing(fields);
        boolean floats = asFloats(fields);
        fields.end();
        Embeddings other = models.words(comparing.with()).words();
        return works.ask(
                Works.Lane.LONG,
                subject("compare", request, version, comparing),
                listener ->
                        NeighborChurn.between(
                                version.content().words(),
                                other,
                                new NeighborChurn.Options(
                                        comparing.k(),
                                        comparing.limit(),
                                        Runtime.getRuntime().availableProcessors(),
                                        listener)),
                churn ->
                        floats
                                ? floats(churn.overlaps(), version.number())
                                : new Reply.Document(churn(churn, version.number(), comparing)));
    }

    private static Works.Subject subject(
            String verb, ServerRequest request, Watched.Version<WordModel> version, Object fields) {
        return new Works.Subject(verb, ModelRoutes.name(request), version.number(), fields);
    }

    private static Json churn(NeighborChurn churn, int version, Comparing comparing) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("version", Json.of(version));
        members.put("with", Json.of(comparing.with()));
        members.put("withVersion", Json.of(comparing.withVersion()));
        members.put("k", Json.of(comparing.k()));
        members.put("shared", Json.of(churn.shared()));
        members.put("only", Json.of(churn.only()));
        members.put("onlyThere", Json.of(churn.onlyThere()));
        members.put("compared", Json.of(churn.compared()));
        members.put("overlap", Json.of(churn.overlap()));
        members.put(
                "histogram", Json.of(java.util.Arrays.stream(churn.histogram()).boxed().toList()));
        members.put("changed", changes(churn.changed(SHOWN)));
        members.put("steady", changes(churn.steady(SHOWN)));
        return new Json.Obj(members);
    }

    private static Json changes(List<NeighborChurn.Change> changes) {
        return Json.of(
                changes.stream()
                        .map(change ->
                                Json.object(
                                        "key", change.key(),
                                        "row", change.row(),
                                        "withRow", change.otherRow(),
                                        "overlap", change.overlap(),
                                        "kept", change.kept(),
                                        "left", change.left(),
                                        "came", change.came()))
                        .toList());
    }

    private Json stopCompare(ServerRequest request, Fields fields) {
        Comparing comparing = comparing(fields);
        fields.end();
        return works.stop(subject("compare", request, version(request), comparing));
    }

    private Reply health(ServerRequest request, Fields fields) {
        Watched.Version<WordModel> version = version(request);
        fields.end();
        return works.ask(
                Works.Lane.QUICK,
                subject("health", request, version, ""),
                listener -> TableHealth.of(version.content().words(), listener),
                health -> new Reply.Document(health(health, version.number())));
    }

    private static Json health(TableHealth health, int version) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("version", Json.of(version));
        members.putAll(health.json().members());
        return new Json.Obj(members);
    }

    private Json stopHealth(ServerRequest request, Fields fields) {
        fields.end();
        return works.stop(subject("health", request, version(request), ""));
    }
}
