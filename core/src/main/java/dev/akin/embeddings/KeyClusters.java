package dev.akin.embeddings;

import dev.akin.cluster.Clusterer;
import dev.akin.cluster.Clustering;
import dev.akin.cluster.FiniteRows;
import dev.akin.cluster.Metric;
import dev.akin.cluster.Points;
import dev.akin.cluster.Silhouette;
import dev.akin.format.Column;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keys in groups that have names, the largest first. Immutable and thread-safe.
///
/// Rows that hold NaN or infinite numbers lie at no place, and belong to no group.
public final class KeyClusters {
    /// The column of groups.
    public static final String CLUSTER = "cluster";

    /// The column of their names.
    public static final String NAME = "cluster.name";

    /// The column of how surely rows belong to their groups.
    public static final String STRENGTH = "cluster.strength";

    /// Points whose silhouettes are looked at.
    private static final int SAMPLE = 2000;

    private final int[] clusters;
    private final float[] strengths;
    private final int leftOut;
    private final int[] sizes;
    private final List<List<String>> keys;
    private final List<String> names;
    private final @Nullable Silhouette silhouette;

    private KeyClusters(
            FiniteRows rows,
            Clustering found,
            int looked,
            List<List<String>> keys,
            @Nullable Silhouette silhouette) {
        this.clusters = new int[looked];
        this.strengths = new float[looked];
        Arrays.fill(clusters, Clustering.NOISE);
        for (int p = 0; p < rows.count(); p++) {
            clusters[rows.row(p)] = found.cluster(p);
            strengths[rows.row(p)] = found.strength(p);
        }
        this.leftOut = looked - rows.count();
        this.sizes = new int[found.clusters()];
        Arrays.setAll(sizes, found::size);
        this.keys = keys;
        this.names = ClusterNames.distinct(keys);
        this.silhouette = silhouette;
    }

    /// Groups the keys of the first rows.
    ///
    /// @param limit how many rows; all if there are fewer
    /// @param metric what is near
    /// @throws IllegalArgumentException if no row holds finite numbers alone, or there are too few for the clusterer
    /// @throws java.util.concurrent.CancellationException as the clusterer does
    public static KeyClusters of(
            Embeddings embeddings, int limit, Metric metric, Clusterer clusterer) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit ≥ 1, not " + limit);
        }
        FiniteRows rows = FiniteRows.of(embeddings.table(), limit);
        Points points = rows.points(metric);
        Clustering found = clusterer.fit(points);
        List<List<String>> keys =
                new ClusterNames(embeddings.vocabulary(), rows, points, found).typical();
        Silhouette silhouette =
                found.clusters() < 2
                        ? null
                        : Silhouette.sampled(
                                points,
                                found,
                                SAMPLE,
                                1,
                                Runtime.getRuntime().availableProcessors());
        return new KeyClusters(rows, found, Math.min(limit, embeddings.size()), keys, silhouette);
    }

    /// How many groups.
    public int count() {
        return sizes.length;
    }

    /// How many rows were looked at, those that belong to no group too.
    public int rows() {
        return clusters.length;
    }

    /// How many rows hold NaN or infinite numbers.
    public int leftOut() {
        return leftOut;
    }

    /// How many rows belong to no group, besides those left out.
    public int noise() {
        return clusters.length - leftOut - Arrays.stream(sizes).sum();
    }

    /// The group of a row, from 0, or -1.
    public int cluster(int row) {
        return clusters[row];
    }

    /// The group of each row: a copy.
    public int[] toArray() {
        return clusters.clone();
    }

    /// How surely a row belongs to its group, in [0, 1]; as [Clustering#strength(int)].
    public float strength(int row) {
        return strengths[row];
    }

    /// How many rows a group has.
    public int size(int cluster) {
        return sizes[cluster];
    }

    /// The most typical keys of a group, ten at the most: those that are nearer to its mean than to that of any other group by far and,
    /// where keys have counts, are frequent as well.
    public List<String> keys(int cluster) {
        return keys.get(cluster);
    }

    /// What a group is called: its most typical keys, up to three. No two groups have the same name.
    public String name(int cluster) {
        return names.get(cluster);
    }

    /// How well groups are told apart, by the silhouettes of some two thousand rows; null where there are not two groups.
    public @Nullable Silhouette silhouette() {
        return silhouette;
    }

    /// [#CLUSTER], [#STRENGTH] and [#NAME] for all rows of a table; rows that were not looked at belong to no group.
    ///
    /// @param size how many rows the table has
    /// @throws IllegalArgumentException if these are fewer than were looked at
    public Map<String, Column> columns(int size) {
        if (size < clusters.length) {
            throw new IllegalArgumentException(
                    "columns of " + size + " rows, and " + clusters.length + " are grouped");
        }
        long[] numbers = new long[size];
        Arrays.fill(numbers, Clustering.NOISE);
        String[] texts = new String[size];
        Arrays.fill(texts, "");
        for (int row = 0; row < clusters.length; row++) {
            numbers[row] = clusters[row];
            texts[row] = clusters[row] < 0 ? "" : name(clusters[row]);
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(CLUSTER, Column.integers(numbers));
        columns.put(STRENGTH, Column.numbers(Arrays.copyOf(strengths, size)));
        columns.put(NAME, Column.texts(Arrays.asList(texts)));
        return columns;
    }
}
