package dev.akin.evaluate;

import dev.akin.ProgressListener;
import dev.akin.cluster.Clustering;
import dev.akin.cluster.KMeans;
import dev.akin.cluster.Metric;
import dev.akin.cluster.Points;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Similarity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Does k-means, told how many labels there are, find the groups that the labels make? Immutable.
public final class ClusterTask {
    private static final long SEED = 1;

    private final KeyLabels labels;

    private ClusterTask(KeyLabels labels) {
        this.labels = labels;
    }

    /// @throws IllegalArgumentException if a key has more than one label
    public static ClusterTask of(KeyLabels labels) {
        labels.labels()
                .forEach((key, theirs) -> {
                    if (theirs.size() > 1) {
                        throw new IllegalArgumentException(
                                "groups are apart, but \""
                                        + key
                                        + "\" has "
                                        + theirs.size()
                                        + " labels");
                    }
                });
        return new ClusterTask(labels);
    }

    /// @param unknown keys without a row, or with one of zeros or of numbers that are none
    public record Result(ClusterAgreement agreement, int unknown) {}

    /// By spherical k-means where the table means cosine; rows otherwise as they are.
    ///
    /// @throws IllegalArgumentException if fewer than two labels have keys with rows
    /// @throws java.util.concurrent.CancellationException if the listener asks to stop
    public Result evaluate(Embeddings words, ProgressListener listener) {
        List<float[]> rows = new ArrayList<>();
        List<Integer> given = new ArrayList<>();
        Map<String, Integer> ids = new LinkedHashMap<>();
        labels.labels()
                .forEach((key, theirs) -> {
                    int row = words.find(key);
                    if (row >= 0 && usable(words.table().row(row))) {
                        rows.add(words.table().row(row));
                        given.add(ids.computeIfAbsent(theirs.getFirst(), _ -> ids.size()));
                    }
                });
        if (ids.size() < 2) {
            throw new IllegalArgumentException(
                    labels.name()
                            + ": "
                            + rows.size()
                            + " of "
                            + labels.labels().size()
                            + " keys have vectors, of "
                            + ids.size()
                            + " labels; two labels are needed");
        }
        Clustering found =
                KMeans.builder(ids.size())
                        .seed(SEED)
                        .listener(listener)
                        .build()
                        .fit(points(rows, words));
        int[] groups = given.stream().mapToInt(Integer::intValue).toArray();
        return new Result(
                ClusterAgreement.of(found.toArray(), groups), labels.labels().size() - rows.size());
    }

    private static Points points(List<float[]> rows, Embeddings words) {
        int dimension = words.dimension();
        float[] values = new float[Math.multiplyExact(rows.size(), dimension)];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, values, i * dimension, dimension);
        }
        Metric metric =
                words.similarity() == Similarity.EUCLIDEAN ? Metric.EUCLIDEAN : Metric.COSINE;
        return Points.of(values, rows.size(), dimension, metric);
    }

    private static boolean usable(float[] row) {
        double sum = 0;
        for (float number : row) {
            sum += (double) number * number;
        }
        return sum > 0 && Double.isFinite(sum);
    }
}
