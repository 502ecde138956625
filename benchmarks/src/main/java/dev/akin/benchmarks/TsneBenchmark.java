package dev.akin.benchmarks;

import dev.akin.cluster.Metric;
import dev.akin.cluster.Points;
import dev.akin.embeddings.Embeddings;
import dev.akin.project.Projection;
import dev.akin.project.Projector;
import dev.akin.project.Tsne;
import dev.akin.project.Umap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Maps of images in MNIST's format (idx3) or of a file of vectors, timed as a whole: t-SNE with 750 iterations, three times, the first
/// while the JVM compiles, and UMAP. Their points are written as lines of four numbers for `peers/tsne_sklearn.py`, which judges them.
/// `benchmarks/tsne.sh` runs both in turn.
///
/// ```
/// java --add-modules jdk.incubator.vector -Xmx4g -cp 'benchmarks/target/classes:core/target/classes' \
///     dev.akin.benchmarks.TsneBenchmark FILE ROWS POINTS
/// ```
final class TsneBenchmark {
    private static final int IDX_HEADER = 16;

    private TsneBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        int rows = Integer.parseInt(args[1]);
        Points points =
                args[0].endsWith("ubyte") ? images(file, rows) : first(Embeddings.load(file), rows);
        Projection map = timed("t-SNE", Tsne.builder().build(), points);
        for (int again = 0; again < 2; again++) {
            timed("t-SNE once more", Tsne.builder().build(), points);
        }
        Projection other = timed("UMAP", Umap.builder().build(), points);
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            for (Projection one : new Projection[] {map, other}) {
                lines.append(one.coordinate(row, 0)).append(' ');
                lines.append(one.coordinate(row, 1)).append(' ');
            }
            lines.append('\n');
        }
        Files.writeString(Path.of(args[2]), lines, StandardCharsets.UTF_8);
    }

    private static Projection timed(String what, Projector projector, Points points) {
        long began = System.nanoTime();
        Projection map = projector.project(points);
        System.out.printf(
                "akin %s %d x %d in %.2f s%s%n",
                what,
                points.count(),
                points.dimension(),
                (System.nanoTime() - began) / 1e9,
                map.objectives().isEmpty()
                        ? ""
                        : ", divergence " + map.objectives().getLast().value());
        return map;
    }

    private static Points images(Path file, int rows) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int dimension = 28 * 28;
        float[] values = new float[rows * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = (bytes[IDX_HEADER + i] & 0xff) / 255f;
        }
        return Points.of(values, rows, dimension, Metric.EUCLIDEAN);
    }

    private static Points first(Embeddings all, int rows) {
        float[] values = new float[rows * all.dimension()];
        all.table().read(0, rows, values, 0);
        return Points.of(values, rows, all.dimension(), Metric.EUCLIDEAN);
    }
}
