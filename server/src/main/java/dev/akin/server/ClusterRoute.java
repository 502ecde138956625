package dev.akin.server;

import dev.akin.ProgressListener;
import dev.akin.cluster.Clusterer;
import dev.akin.cluster.Hdbscan;
import dev.akin.cluster.KMeans;
import dev.akin.cluster.Metric;
import dev.akin.cluster.Silhouette;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.KeyClusters;
import dev.akin.embeddings.Similarity;
import dev.akin.project.MappedClusterer;
import dev.akin.project.Umap;
import dev.akin.text.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Groups of the rows of a file, with names: found behind the requests that ask for them, and kept.
final class ClusterRoute {
    private static final String VERB = "clusters";

    /// Dimensions in which density means something.
    private static final int FEW = 3;

    private final Models models;
    private final Answers answers;
    private final Works works;

    ClusterRoute(Models models, Answers answers, Works works) {
        this.models = models;
        this.answers = answers;
        this.works = works;
    }

    void routing(HttpRules rules) {
        rules.get("/{model}/" + VERB, answers.by(this::clusters));
        rules.post("/{model}/" + VERB, answers.by(this::clusters));
        rules.delete("/{model}/" + VERB, answers.to(this::stop));
    }

    /// How groups are found.
    ///
    /// @param epsilon of hdbscan, and so is single
    private record How(String method, int k, double epsilon, boolean single, int limit) {
        static How of(Fields fields, Embeddings words) {
            String method = fields.choice("method", "kmeans", List.of("kmeans", "hdbscan"));
            int limit = fields.integer("limit", TableRoutes.MANY, 1, TableRoutes.MOST);
            boolean means = method.equals("kmeans");
            int usual = Math.min(20, Math.min(limit, words.size()));
            return new How(
                    method,
                    means ? fields.integer("k", usual, 1, 10_000) : 0,
                    means ? 0 : fields.number("epsilon", 0, 0),
                    !means && fields.truth("single", false),
                    limit);
        }

        KeyClusters find(Embeddings words, ProgressListener listener) {
            Metric metric =
                    words.similarity() == Similarity.EUCLIDEAN ? Metric.EUCLIDEAN : Metric.COSINE;
            return KeyClusters.of(words, limit, metric, clusterer(words, listener));
        }

        private Clusterer clusterer(Embeddings words, ProgressListener listener) {
            if (method.equals("kmeans")) {
                return KMeans.builder(k).listener(listener).build();
            }
            Hdbscan density =
                    Hdbscan.builder()
                            .minClusterSize(15)
                            .minSamples(5)
                            .epsilon(epsilon)
                            .singleCluster(single)
                            .listener(listener)
                            .build();
            if (words.dimension() <= FEW) {
                return density;
            }
            Umap umap = Umap.builder().dimensions(FEW).minDistance(0).listener(listener).build();
            return new MappedClusterer(umap, density);
        }

        Works.Lane lane() {
            return method.equals("kmeans") ? Works.Lane.QUICK : Works.Lane.LONG;
        }
    }

    private Reply clusters(ServerRequest request, Fields fields) {
        Watched.Version<WordModel> version = version(request);
        How how = How.of(fields, version.content().words());
        fields.end();
        return works.ask(
                how.lane(),
                subject(request, version, how),
                listener -> how.find(version.content().words(), listener),
                found -> new Reply.Document(document(found, how, version.number())));
    }

    private Json stop(ServerRequest request, Fields fields) {
        Watched.Version<WordModel> version = version(request);
        How how = How.of(fields, version.content().words());
        fields.end();
        return works.stop(subject(request, version, how));
    }

    private Watched.Version<WordModel> version(ServerRequest request) {
        return models.file(ModelRoutes.name(request)).current();
    }

    private static Works.Subject subject(
            ServerRequest request, Watched.Version<WordModel> version, How how) {
        return new Works.Subject(VERB, ModelRoutes.name(request), version.number(), how);
    }

    private static Json document(KeyClusters found, How how, int version) {
        Silhouette silhouette = found.silhouette();
        List<Json> groups = new ArrayList<>();
        for (int c = 0; c < found.count(); c++) {
            groups.add(
                    Json.object(
                            "cluster", c,
                            "name", found.name(c),
                            "rows", found.size(c),
                            "keys", found.keys(c),
                            "silhouette", silhouette == null ? null : silhouette.ofCluster(c)));
        }
        return Json.object(
                "version", version,
                "method", how.method(),
                "rows", found.rows(),
                "noise", found.noise(),
                "leftOut", found.leftOut(),
                "silhouette", silhouette == null ? null : silhouette.mean(),
                "codes", Arrays.stream(found.toArray()).boxed().toList(),
                "clusters", groups);
    }
}
