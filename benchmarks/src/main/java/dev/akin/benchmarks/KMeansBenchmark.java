package dev.akin.benchmarks;

import dev.akin.cluster.Centers;
import dev.akin.cluster.Clustering;
import dev.akin.cluster.KMeans;
import dev.akin.cluster.Metric;
import dev.akin.cluster.Points;
import dev.akin.embeddings.Embeddings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// k-means with 100 centres and 25 passes in two threads, from start to labels; each round is timed, the first while the JVM compiles. The
/// points are written as float32 for `peers/kmeans_faiss.py`. `benchmarks/kmeans.sh` runs both in turn.
///
/// ```
/// java --add-modules jdk.incubator.vector -Xmx4g -cp 'benchmarks/target/classes:core/target/classes' \
///     dev.akin.benchmarks.KMeansBenchmark FILE ROWS POINTS ROUNDS
/// ```
final class KMeansBenchmark {
    private KMeansBenchmark() {}

    public static void main(String[] args) throws IOException {
        int rows = Integer.parseInt(args[1]);
        Points points = points(Embeddings.load(Path.of(args[0])), rows);
        ByteBuffer bytes =
                ByteBuffer.allocate(Float.BYTES * rows * points.dimension())
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(points.values(), 0, rows * points.dimension());
        Files.write(Path.of(args[2]), bytes.array());
        for (int seed = 1; seed <= Integer.parseInt(args[3]); seed++) {
            KMeans means =
                    KMeans.builder(100).iterations(25).tolerance(0).threads(2).seed(seed).build();
            long began = System.nanoTime();
            Clustering found = means.fit(points);
            System.out.printf(
                    "akin %d x %d in %.2f s, squared distances %.0f%n",
                    rows,
                    points.dimension(),
                    (System.nanoTime() - began) / 1e9,
                    Centers.of(points, found).inertia(points, found));
        }
    }

    private static Points points(Embeddings all, int rows) {
        int dimension = all.dimension();
        int known = Math.min(rows, all.size());
        float[] values = new float[rows * dimension];
        all.table().read(0, known, values, 0);
        Random random = new Random(1);
        for (int row = known; row < rows; row++) {
            int like = random.nextInt(known);
            for (int d = 0; d < dimension; d++) {
                values[row * dimension + d] =
                        values[like * dimension + d] + 0.1f * (float) random.nextGaussian();
            }
        }
        return Points.of(values, rows, dimension, Metric.COSINE);
    }
}
