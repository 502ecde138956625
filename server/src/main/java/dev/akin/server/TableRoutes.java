package dev.akin.server;

import dev.akin.embeddings.Embeddings;
import dev.akin.format.Column;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What stands beside the rows of a file: keys with their counts, columns; a page at a time.
final class TableRoutes {
    static final int MANY = 100_000;
    static final int MOST = 1_000_000;

    private final Models models;
    private final Answers answers;

    TableRoutes(Models models, Answers answers) {
        this.models = models;
        this.answers = answers;
    }

    void routing(HttpRules rules) {
        question(rules, "keys", this::keys);
        question(rules, "column", this::column);
    }

    private void question(HttpRules rules, String verb, Answers.Replying replying) {
        rules.get("/{model}/" + verb, answers.by(replying));
        rules.post("/{model}/" + verb, answers.by(replying));
    }

    /// Rows from one on, up to another.
    record Page(int from, int to) {
        static Page of(Fields fields, int rows) {
            int from = fields.integer("from", 0, 0, Integer.MAX_VALUE);
            int limit = fields.integer("limit", MANY, 1, MOST);
            return new Page(Math.min(from, rows), (int) Math.min(rows, (long) from + limit));
        }

        int size() {
            return to - from;
        }
    }

    private Reply keys(ServerRequest request, Fields fields) {
        Watched.Version<WordModel> version = models.file(ModelRoutes.name(request)).current();
        Vocabulary keys = version.content().words().vocabulary();
        Page page = Page.of(fields, keys.size());
        fields.end();
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("version", Json.of(version.number()));
        members.put("rows", Json.of(keys.size()));
        members.put("from", Json.of(page.from()));
        members.put("keys", Json.of(keys.keys().subList(page.from(), page.to())));
        if (keys.counted()) {
            List<Json> counts = new ArrayList<>(page.size());
            for (int row = page.from(); row < page.to(); row++) {
                counts.add(Json.Num.of(keys.count(row)));
            }
            members.put("counts", new Json.Arr(counts));
        }
        return new Reply.Document(new Json.Obj(members));
    }

    private Reply column(ServerRequest request, Fields fields) {
        Watched.Version<WordModel> version = models.file(ModelRoutes.name(request)).current();
        String name = fields.text("name");
        Column column = column(version.content().words(), name);
        Page page = Page.of(fields, column.size());
        fields.end();
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("version", Json.of(version.number()));
        members.put("name", Json.of(name));
        members.put("kind", Json.of(kind(column)));
        members.put("rows", Json.of(column.size()));
        members.put("from", Json.of(page.from()));
        if (column.kind() == Column.Kind.TEXT) {
            texts(column, page, members);
        } else {
            members.put("numbers", numbers(column, page));
        }
        return new Reply.Document(new Json.Obj(members));
    }

    private static Column column(Embeddings words, String name) {
        Column column = words.columns().get(name);
        if (column == null) {
            throw ProblemException.unknown(
                    "column", name, words.columns().keySet().stream().sorted().toList());
        }
        return column;
    }

    /// The name that it has in answers.
    static String kind(Column column) {
        return switch (column.kind()) {
            case TEXT -> "text";
            case INTEGER -> "integer";
            case NUMBER -> "number";
        };
    }

    private static Json numbers(Column column, Page page) {
        List<Json> numbers = new ArrayList<>(page.size());
        for (int row = page.from(); row < page.to(); row++) {
            numbers.add(
                    column.kind() == Column.Kind.INTEGER
                            ? Json.of(column.integer(row))
                            : Json.of(column.number(row)));
        }
        return new Json.Arr(numbers);
    }

    /// Many rows share few texts.
    private static void texts(Column column, Page page, Map<String, Json> members) {
        Map<String, Integer> values = new LinkedHashMap<>();
        List<Json> codes = new ArrayList<>(page.size());
        for (int row = page.from(); row < page.to(); row++) {
            codes.add(Json.of(values.computeIfAbsent(column.text(row), text -> values.size())));
        }
        members.put("values", Json.of(List.copyOf(values.keySet())));
        members.put("codes", new Json.Arr(codes));
    }
}
