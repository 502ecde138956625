package dev.akin.project;

import dev.akin.ProgressListener;
import dev.akin.algebra.Pca;
import dev.akin.cluster.NeighborGraph;
import dev.akin.cluster.Points;
import java.util.concurrent.CancellationException;

/// What all kinds of maps are made by.
record MapOptions(int dimensions, long seed, int threads, ProgressListener listener) {

    NeighborGraph.Options graph() {
        return new NeighborGraph.Options(seed, threads, listener);
    }

    /// The directions in which points differ most: one for each dimension of the map, or fewer if points have fewer.
    Pca components(Points points, double tolerance) {
        return Pca.leading(
                points.values(),
                points.count(),
                points.dimension(),
                Math.min(dimensions, points.dimension()),
                new Pca.Search(seed, tolerance, threads));
    }

    /// @param phase what would have been next
    void checkStop(String phase) {
        if (listener.stopRequested()) {
            throw new CancellationException("stopped before " + phase);
        }
    }

    void check(Points fixed, Projection map, Points more) {
        if (fixed.count() != map.count()) {
            throw new IllegalArgumentException(
                    "a map of " + map.count() + " points, and " + fixed.count() + " that it is of");
        }
        if (map.dimensions() != dimensions) {
            throw new IllegalArgumentException(
                    "a map in "
                            + map.dimensions()
                            + " dimensions, where the options say "
                            + dimensions);
        }
        if (fixed.dimension() != more.dimension()) {
            throw new IllegalArgumentException(
                    "points on the map have "
                            + fixed.dimension()
                            + " numbers, those to be added "
                            + more.dimension());
        }
    }
}
