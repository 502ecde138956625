package dev.akin.examples;

import dev.akin.cluster.Metric;
import dev.akin.cluster.Points;
import dev.akin.embeddings.Embeddings;
import dev.akin.project.Projection;
import dev.akin.project.Projector;
import dev.akin.project.Tsne;
import dev.akin.project.Umap;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Puts the words of a file on a plane, words that are alike near each other.
///
/// Arguments: a file of vectors, the perplexity, two files to write: `key,x,y` by t-SNE and by UMAP.
public final class MapWords {
    private MapWords() {}

    public static void main(String[] arguments) throws IOException {
        double perplexity = Double.parseDouble(arguments[1]);
        // region tsne
        Embeddings words = Embeddings.load(Path.of(arguments[0]));
        Points points = Points.of(words.table(), Metric.COSINE);
        Projection map = Tsne.builder().perplexity(perplexity).seed(1).build().project(points);
        float x = map.coordinate(0, 0); // of the first word
        float y = map.coordinate(0, 1);
        // endregion
        System.out.printf(
                Locale.ROOT,
                "%s lies at %.1f, %.1f; the divergence is %.3f%n",
                words.vocabulary().key(0),
                x,
                y,
                map.objectives().getLast().value());
        write(words, map, Path.of(arguments[2]));
        // region umap
        Projection other = Umap.builder().neighbors(10).minDistance(0.1).build().project(points);
        // endregion
        write(words, other, Path.of(arguments[3]));
        // region later
        Projector projector = Umap.builder().neighbors(10).build();
        Points later =
                Points.of(
                        words.vector(words.vocabulary().key(1)),
                        1,
                        words.dimension(),
                        Metric.COSINE);
        Projection place = projector.transform(points, other, later);
        // endregion
        System.out.printf(
                Locale.ROOT,
                "a point that comes later lies at %.1f, %.1f%n",
                place.coordinate(0, 0),
                place.coordinate(0, 1));
    }

    private static void write(Embeddings words, Projection map, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int row = 0; row < map.count(); row++) {
                out.write(
                        String.format(
                                Locale.ROOT,
                                "%s,%.4f,%.4f%n",
                                words.vocabulary().key(row),
                                map.coordinate(row, 0),
                                map.coordinate(row, 1)));
            }
        }
    }
}
