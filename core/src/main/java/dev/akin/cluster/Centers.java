package dev.akin.cluster;

import dev.akin.algebra.Workers;
import java.util.Arrays;

/// The means of the groups of points. Immutable and thread-safe.
public final class Centers {
    private final float[] values;
    private final int dimension;

    private Centers(float[] values, int dimension) {
        this.values = values;
        this.dimension = dimension;
    }

    /// The means of the groups; noise has none.
    ///
    /// @throws IllegalArgumentException if there are not as many points in both
    public static Centers of(Points points, Clustering clustering) {
        requireSame(points, clustering);
        float[] values = new float[clustering.clusters() * points.dimension()];
        boolean[] all = new boolean[clustering.clusters()];
        Arrays.fill(all, true);
        new ClusterMeans(points, new Workers(1)).update(clustering.groups(), all, values);
        return new Centers(values, points.dimension());
    }

    static void requireSame(Points points, Clustering clustering) {
        if (points.count() != clustering.count()) {
            throw new IllegalArgumentException(
                    points.count() + " points, but clusters of " + clustering.count());
        }
    }

    /// How many groups.
    public int count() {
        return values.length / dimension;
    }

    public int dimension() {
        return dimension;
    }

    /// The mean of a group: a copy.
    public float[] center(int cluster) {
        return Arrays.copyOfRange(values, cluster * dimension, (cluster + 1) * dimension);
    }

    /// Which group's mean is nearest to each of other points, by the Euclidean distance.
    ///
    /// @throws IllegalArgumentException if they are of another dimension, or there are no groups
    public int[] nearest(Points more) {
        if (more.dimension() != dimension || count() == 0) {
            throw new IllegalArgumentException(
                    "points of "
                            + more.dimension()
                            + " numbers, and "
                            + count()
                            + " centres of "
                            + dimension);
        }
        Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
        NearestCenters.Found found = NearestCenters.Found.of(more.count());
        float[] origin = new ClusterMeans(more, workers).ofAll();
        new NearestCenters(more, origin, workers).find(values, more.count(), i -> i, found);
        return found.center();
    }

    /// The sum of the squared distances of all points from their group's mean, noise left out: what [KMeans] makes small.
    ///
    /// @throws IllegalArgumentException if there are not as many points in both
    public double inertia(Points points, Clustering clustering) {
        requireSame(points, clustering);
        double sum = 0;
        for (int p = 0; p < points.count(); p++) {
            int cluster = clustering.cluster(p);
            for (int d = 0; cluster >= 0 && d < dimension; d++) {
                double apart =
                        (double) points.values[p * dimension + d] - values[cluster * dimension + d];
                sum += apart * apart;
            }
        }
        return sum;
    }
}
