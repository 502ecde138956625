package dev.akin.server;

import dev.akin.ProgressListener;
import dev.akin.cluster.Metric;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Similarity;
import dev.akin.project.PcaProjector;
import dev.akin.project.Projector;
import dev.akin.project.RowMap;
import dev.akin.project.Tsne;
import dev.akin.project.Umap;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// Maps of the rows of a file: made behind the requests that ask for them, and kept.
final class MapRoutes {
    private static final String VERB = "map";

    private final Models models;
    private final Answers answers;
    private final Works works;

    MapRoutes(Models models, Answers answers, Works works) {
        this.models = models;
        this.answers = answers;
        this.works = works;
    }

    void routing(HttpRules rules) {
        rules.get("/{model}/" + VERB, answers.by(this::map));
        rules.post("/{model}/" + VERB, answers.by(this::map));
        rules.delete("/{model}/" + VERB, answers.to(this::stop));
    }

    /// How a map is made.
    ///
    /// @param steps 0 unless told, and so are perplexity and neighbors
    private record How(
            String method,
            int dimensions,
            Metric metric,
            int limit,
            int seed,
            int steps,
            double perplexity,
            int neighbors,
            double minDistance) {
        /// The map that a page asks for first.
        static How first(Similarity similarity) {
            return of(Fields.none(), similarity);
        }

        static How of(Fields fields, Similarity similarity) {
            String method = fields.choice("method", "pca", List.of("pca", "tsne", "umap"));
            boolean tsne = method.equals("tsne");
            boolean umap = method.equals("umap");
            return new How(
                    method,
                    fields.integer("dimensions", 2, 2, 3),
                    metric(fields, similarity),
                    fields.integer("limit", TableRoutes.MANY, 1, TableRoutes.MOST),
                    fields.integer("seed", 1, Integer.MIN_VALUE, Integer.MAX_VALUE),
                    tsne || umap ? fields.integer("iterations", 0, 1, 100_000) : 0,
                    tsne ? fields.number("perplexity", 0, 1) : 0,
                    umap ? fields.integer("neighbors", 0, 2, 1000) : 0,
                    umap ? fields.number("min-distance", 0.1, 0) : 0);
        }

        private static Metric metric(Fields fields, Similarity similarity) {
            String usual = similarity == Similarity.EUCLIDEAN ? "euclidean" : "cosine";
            return Metric.valueOf(
                    fields.choice("metric", usual, List.of("cosine", "euclidean"))
                            .toUpperCase(Locale.ROOT));
        }

        Works.Lane lane() {
            return method.equals("pca") ? Works.Lane.QUICK : Works.Lane.LONG;
        }

        RowMap map(Embeddings words, ProgressListener listener) {
            return RowMap.of(words.table(), limit, metric, projector(listener));
        }

        private Projector projector(ProgressListener listener) {
            return switch (method) {
                case "tsne" -> tsne(listener);
                case "umap" -> umap(listener);
                default ->
                        PcaProjector.builder()
                                .dimensions(dimensions)
                                .seed(seed)
                                .listener(listener)
                                .build();
            };
        }

        private Tsne tsne(ProgressListener listener) {
            Tsne.Builder builder =
                    Tsne.builder().dimensions(dimensions).seed(seed).listener(listener);
            builder = perplexity > 0 ? builder.perplexity(perplexity) : builder;
            return (steps > 0 ? builder.iterations(steps) : builder).build();
        }

        private Umap umap(ProgressListener listener) {
            Umap.Builder builder =
                    Umap.builder()
                            .minDistance(minDistance)
                            .dimensions(dimensions)
                            .seed(seed)
                            .listener(listener);
            builder = neighbors > 0 ? builder.neighbors(neighbors) : builder;
            return (steps > 0 ? builder.passes(steps) : builder).build();
        }
    }

    private Reply map(ServerRequest request, Fields fields) {
        Asked asked = asked(ModelRoutes.name(request), fields);
        String like = fields.textOrNull("like");
        fields.end();
        if (like == null) {
            return ask(asked, map -> numbers(map, asked, ""));
        }
        Asked other = new Asked(like, models.file(like).current(), asked.how());
        return ask(
                other,
                there ->
                        ask(
                                asked,
                                here ->
                                        numbers(
                                                here.like(asked.keys(), there, other.keys()),
                                                asked,
                                                like)));
    }

    private Asked asked(String name, Fields fields) {
        Watched.Version<WordModel> version = models.file(name).current();
        return new Asked(name, version, How.of(fields, version.content().words().similarity()));
    }

    /// A map of a model.
    private record Asked(String name, Watched.Version<WordModel> version, How how) {
        Works.Subject subject() {
            return new Works.Subject(VERB, name, version.number(), how);
        }

        Works.Task<RowMap> task() {
            return listener -> how.map(version.content().words(), listener);
        }

        Vocabulary keys() {
            return version.content().words().vocabulary();
        }
    }

    private Reply ask(Asked asked, Function<RowMap, Reply> answer) {
        return works.ask(asked.how().lane(), asked.subject(), asked.task(), answer);
    }

    /// Begins the map that a page asks for first.
    static void prepare(String name, Watched.Version<WordModel> version, Works works) {
        How how = How.first(version.content().words().similarity());
        Asked asked = new Asked(name, version, how);
        works.begin(how.lane(), asked.subject(), asked.task());
    }

    private static Reply numbers(RowMap map, Asked asked, String like) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Akin-Version", Integer.toString(asked.version().number()));
        headers.put("Akin-Rows", Integer.toString(map.rows()));
        headers.put("Akin-Dimensions", Integer.toString(map.dimensions()));
        headers.put("Akin-Left-Out", Integer.toString(map.leftOut()));
        if (like.isEmpty()) {
            headers.put("ETag", tag(asked));
        }
        return Reply.Numbers.of(map.coordinates(), headers);
    }

    private static String tag(Asked asked) {
        return "\""
                + Long.toHexString(asked.version().loaded().toEpochMilli())
                + "-"
                + Integer.toHexString(31 * asked.name().hashCode() + asked.how().hashCode())
                + "\"";
    }

    private Json stop(ServerRequest request, Fields fields) {
        Asked asked = asked(ModelRoutes.name(request), fields);
        fields.ignoring("like").end();
        return works.stop(asked.subject());
    }
}
