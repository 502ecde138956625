package dev.akin.cluster;

import dev.akin.algebra.Workers;
import dev.akin.kernel.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;

/// How well points lie in their groups (Rousseeuw 1987): (b − a) ÷ max(a, b), where a is a point's mean distance to the others of its
/// group and b the least of its mean distances to other groups. From −1 to 1: 0 on the border of two groups, negative where another
/// one would have been nearer. Noise is left out on both sides; a point alone in its group counts 0. Distances are Euclidean, of
/// points at length 1 where the metric is [Metric#COSINE].
///
/// Immutable and thread-safe.
public final class Silhouette {
    private final double[] ofClusters;
    private final double mean;
    private final int points;

    private Silhouette(double[] ofClusters, double mean, int points) {
        this.ofClusters = ofClusters;
        this.mean = mean;
        this.points = points;
    }

    /// Of every point, each compared with each.
    ///
    /// @param threads 1 or more; the result does not depend on them
    /// @throws IllegalArgumentException if there are fewer than two groups, or not as many points in both
    public static Silhouette exact(Points points, Clustering clustering, int threads) {
        return of(points, clustering, clustering.members(), threads);
    }

    /// Of some points of each group, drawn by chance in proportion to its size but at least ten, each compared with all points.
    ///
    /// @param sample about how many points; all if there are fewer
    /// @param threads 1 or more; the result does not depend on them
    /// @throws IllegalArgumentException if there are fewer than two groups, or not as many points in both
    public static Silhouette sampled(
            Points points, Clustering clustering, int sample, long seed, int threads) {
        int[][] members = clustering.members();
        int clustered = clustering.count() - clustering.noise();
        SplittableRandom random = new SplittableRandom(seed);
        for (int c = 0; c < members.length; c++) {
            int[] all = members[c];
            long share = Math.ceilDiv((long) sample * all.length, Math.max(1, clustered));
            int size = (int) Math.min(all.length, Math.max(10, share));
            members[c] =
                    Arrays.stream(Sample.of(all.length, size, random)).map(i -> all[i]).toArray();
        }
        return of(points, clustering, members, threads);
    }

    private static Silhouette of(
            Points points, Clustering clustering, int[][] looked, int threads) {
        Centers.requireSame(points, clustering);
        if (clustering.clusters() < 2) {
            throw new IllegalArgumentException(
                    "a silhouette needs 2 clusters, and there is "
                            + (clustering.clusters() == 0 ? "none" : "1"));
        }
        int[] rows = Arrays.stream(looked).flatMapToInt(Arrays::stream).toArray();
        double[] values = new Distances(points, clustering, rows).silhouettes(threads);
        double[] ofClusters = new double[looked.length];
        double sum = 0;
        int at = 0;
        for (int c = 0; c < looked.length; c++) {
            double mean = Arrays.stream(values, at, at + looked[c].length).average().orElse(0);
            ofClusters[c] = mean;
            sum += mean * clustering.size(c);
            at += looked[c].length;
        }
        return new Silhouette(
                ofClusters, sum / (clustering.count() - clustering.noise()), rows.length);
    }

    /// The mean of all points that are not noise, in [−1, 1].
    public double mean() {
        return mean;
    }

    /// The mean of a group, in [−1, 1].
    public double ofCluster(int cluster) {
        return ofClusters[cluster];
    }

    /// How many points were looked at.
    public int points() {
        return points;
    }

    /// Mean distances of points to all groups.
    private static final class Distances {
        private static final Kernels KERNELS = Kernels.best();
        private static final int WIDTH = 64;
        private static final int BLOCK = 128;

        private final Points points;
        private final Clustering clustering;
        private final ClusterMeans.Groups groups;
        private final int[] rows;
        private final float[] origin;

        Distances(Points points, Clustering clustering, int[] rows) {
            this.points = points;
            this.clustering = clustering;
            this.groups = clustering.groups();
            this.rows = rows;
            this.origin = new ClusterMeans(points, new Workers(1)).ofAll();
        }

        double[] silhouettes(int threads) {
            double[] values = new double[rows.length];
            new Workers(threads)
                    .each(
                            Math.ceilDiv(rows.length, WIDTH),
                            part -> {
                                int first = part * WIDTH;
                                find(first, Math.min(WIDTH, rows.length - first), values);
                            });
            return values;
        }

        private void find(int first, int width, double[] values) {
            float[] columns = new float[points.dimension() * WIDTH];
            float[] squares = new float[WIDTH];
            for (int q = 0; q < width; q++) {
                squares[q] = load(rows[first + q], columns, q, WIDTH);
            }
            float[] block = new float[BLOCK * points.dimension()];
            float[] products = new float[BLOCK * WIDTH];
            double[][] sums = new double[clustering.clusters()][WIDTH];
            for (int c = 0; c < sums.length; c++) {
                for (int from = groups.starts()[c]; from < groups.starts()[c + 1]; from += BLOCK) {
                    int count = Math.min(BLOCK, groups.starts()[c + 1] - from);
                    add(from, count, columns, squares, block, products, sums[c]);
                }
            }
            for (int q = 0; q < width; q++) {
                values[first + q] = silhouette(clustering.cluster(rows[first + q]), q, sums);
            }
        }

        /// Distances of the columns' points from those in `from … from + count − 1` of the groups' list.
        private void add(
                int from,
                int count,
                float[] columns,
                float[] squares,
                float[] block,
                float[] products,
                double[] sums) {
            float[] norms = new float[count];
            for (int r = 0; r < count; r++) {
                norms[r] = load(groups.rows()[from + r], block, r * points.dimension(), 1);
            }
            KERNELS.multiply(block, 0, count, points.dimension(), columns, WIDTH, products, 0);
            float[] piece = new float[WIDTH];
            for (int r = 0; r < count; r++) {
                float norm = norms[r];
                for (int q = 0; q < WIDTH; q++) {
                    float squared = norm + squares[q] - 2 * products[r * WIDTH + q];
                    piece[q] += (float) Math.sqrt(Math.max(0, squared));
                }
            }
            for (int q = 0; q < WIDTH; q++) {
                sums[q] += piece[q];
            }
        }

        private float load(int row, float[] into, int at, int stride) {
            float sum = 0;
            for (int d = 0; d < points.dimension(); d++) {
                float value = points.values[row * points.dimension() + d] - origin[d];
                into[at + d * stride] = value;
                sum += value * value;
            }
            return sum;
        }

        private double silhouette(int own, int q, double[][] sums) {
            if (clustering.size(own) == 1) {
                return 0;
            }
            double inside = sums[own][q] / (clustering.size(own) - 1);
            double outside = Double.POSITIVE_INFINITY;
            for (int c = 0; c < sums.length; c++) {
                if (c != own) {
                    outside = Math.min(outside, sums[c][q] / clustering.size(c));
                }
            }
            double larger = Math.max(inside, outside);
            return larger == 0 ? 0 : (outside - inside) / larger;
        }
    }
}
