package dev.akin.examples;

import dev.akin.cluster.Clustering;
import dev.akin.cluster.Hdbscan;
import dev.akin.cluster.KMeans;
import dev.akin.cluster.Metric;
import dev.akin.cluster.Points;
import dev.akin.cluster.Silhouette;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.KeyClusters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Finds groups of words that are alike, and names them.
///
/// Arguments: a file of vectors, how many groups.
public final class GroupWords {
    private GroupWords() {}

    public static void main(String[] arguments) throws IOException {
        Embeddings words = Embeddings.load(Path.of(arguments[0]));
        int groups = Integer.parseInt(arguments[1]);
        // region keys
        KMeans means = KMeans.builder(groups).seed(1).build();
        KeyClusters clusters = KeyClusters.of(words, 100_000, Metric.COSINE, means);
        for (int c = 0; c < clusters.count(); c++) {
            System.out.println(clusters.size(c) + " like " + clusters.name(c));
        }
        // endregion
        // region points
        Points points = Points.of(words.table(), Metric.COSINE);
        Clustering dense = Hdbscan.builder().minClusterSize(3).minSamples(2).build().fit(points);
        int group = dense.cluster(0); // of the first word, or -1
        Clustering even = means.fit(points);
        double apart = Silhouette.sampled(points, even, 1000, 1, 2).mean();
        // endregion
        System.out.printf(
                Locale.ROOT,
                "%s is in dense group %d of %d; silhouette %.2f%n",
                words.vocabulary().key(0),
                group,
                dense.clusters(),
                apart);
    }
}
