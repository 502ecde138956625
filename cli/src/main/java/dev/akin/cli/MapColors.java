package dev.akin.cli;

import dev.akin.ProgressListener;
import dev.akin.cluster.Clusterer;
import dev.akin.cluster.FiniteRows;
import dev.akin.cluster.KMeans;
import dev.akin.cluster.Metric;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.KeyClusters;
import dev.akin.format.Column;
import dev.akin.picture.Coloring;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// What the colours of a map tell, and what its table says beside the places.
final class MapColors {
    private static final String COUNT = "count";
    private static final String NAME = ".name";

    /// Groups that are made here: as many as there are colours.
    private static final int GROUPS = 16;

    private final Embeddings words;
    private final Map<String, Column> columns;
    private final String name;

    private MapColors(Embeddings words, Map<String, Column> columns, String name) {
        this.words = words;
        this.columns = columns;
        this.name = name;
    }

    /// @param name of a column, or `count`
    /// @throws IllegalArgumentException if the file has neither
    static MapColors of(Embeddings words, String name) {
        MapColors colors = new MapColors(words, words.columns(), name);
        if (!colors.isCount()) {
            words.column(name);
        } else if (!words.vocabulary().counted()) {
            throw new IllegalArgumentException(
                    "the file does not say how often its keys came: --color count has nothing to"
                            + " show");
        }
        return colors;
    }

    /// Whether groups are asked for that the file does not have.
    static boolean needsGroups(Embeddings words, String name) {
        return name.equals(KeyClusters.CLUSTER) && !words.columns().containsKey(name);
    }

    /// The groups that k-means makes of as many rows as are on the map.
    static MapColors grouped(
            Embeddings words, int limit, Metric metric, ProgressListener listener) {
        Clusterer means =
                points ->
                        KMeans.builder(Math.min(GROUPS, points.count()))
                                .listener(listener)
                                .build()
                                .fit(points);
        KeyClusters found = KeyClusters.of(words, limit, metric, means);
        return new MapColors(words, found.columns(words.size()), KeyClusters.CLUSTER);
    }

    private boolean isCount() {
        return name.equals(COUNT) && !columns.containsKey(COUNT);
    }

    /// The column that says most: names of groups, where there are some.
    private Column column() {
        Column names = columns.get(name + NAME);
        return names == null ? Objects.requireNonNull(columns.get(name), name) : names;
    }

    Coloring coloring(FiniteRows points) {
        int[] rows = IntStream.range(0, points.count()).map(points::row).toArray();
        if (!isCount()) {
            return Coloring.of(name, column(), rows);
        }
        float[] counts = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            counts[i] = words.vocabulary().count(rows[i]);
        }
        return Coloring.counts(name, counts);
    }

    /// What a row has, as text.
    String text(int row) {
        return isCount() ? Long.toString(words.vocabulary().count(row)) : column().text(row);
    }

    /// What stands above it in a table.
    String head() {
        return name;
    }
}
