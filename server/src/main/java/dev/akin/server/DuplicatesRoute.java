package dev.akin.server;

import dev.akin.ProgressListener;
import dev.akin.cluster.FiniteRows;
import dev.akin.cluster.Metric;
import dev.akin.cluster.NearDuplicates;
import dev.akin.cluster.NeighborGraph;
import dev.akin.embeddings.Embeddings;
import dev.akin.search.CollectionVectors;
import dev.akin.text.Json;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is almost the same in a collection. Answered while the caller waits, so for collections that take seconds.
final class DuplicatesRoute {
    private static final String VERB = "duplicates";

    /// The most vectors that are compared each with each for one request.
    private static final long MOST = 20_000;

    private final ServedCollections collections;
    private final Answers answers;

    DuplicatesRoute(ServedCollections collections, Answers answers) {
        this.collections = collections;
        this.answers = answers;
    }

    void routing(HttpRules rules) {
        rules.get("/{collection}/" + VERB, answers.to(this::duplicates));
        rules.post("/{collection}/" + VERB, answers.to(this::duplicates));
    }

    private Json duplicates(ServerRequest request, Fields fields) throws IOException {
        ServedCollection collection = collections.of(CollectionRoutes.name(request));
        double threshold = fields.number("threshold", 0.95, 0);
        int limit = fields.integer("limit", 100, 1, 10_000);
        fields.end();
        if (!(threshold > 0 && threshold <= 1)) {
            throw ProblemException.field(
                    "threshold", "is a cosine above 0 and at the most 1, not " + threshold);
        }
        Embeddings vectors =
                collection.with(index -> {
                    long held = index.info().vectors();
                    if (held > MOST) {
                        throw new ProblemException(
                                Status.REQUEST_ENTITY_TOO_LARGE_413,
                                "the collection holds "
                                        + held
                                        + " vectors, and at the most "
                                        + MOST
                                        + " are compared for a request: use akin duplicates "
                                        + collection.name());
                    }
                    return CollectionVectors.of(index, ProgressListener.NONE);
                });
        FiniteRows rows = FiniteRows.of(vectors.table(), Integer.MAX_VALUE);
        NearDuplicates found =
                NearDuplicates.of(
                        rows.points(Metric.COSINE), threshold, NeighborGraph.Options.standard());
        return Json.object(
                "collection", collection.name(),
                "threshold", threshold,
                "rows", rows.count(),
                "pairs", found.pairs(),
                "extra", found.extra(),
                "count", found.groups().size(),
                "groups", groups(vectors, rows, found, limit));
    }

    private static List<Json> groups(
            Embeddings vectors, FiniteRows rows, NearDuplicates found, int limit) {
        List<Json> groups = new ArrayList<>();
        for (int[] group : found.groups().stream().limit(limit).toList()) {
            groups.add(
                    Json.of(
                            Arrays.stream(group)
                                    .mapToObj(point ->
                                            Json.object(
                                                    "id",
                                                    vectors.vocabulary().key(rows.row(point)),
                                                    "cosine",
                                                    found.similarity(point)))
                                    .toList()));
        }
        return groups;
    }
}
