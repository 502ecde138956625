package dev.akin.project;

import dev.akin.ProgressListener;
import dev.akin.cluster.NeighborGraph;
import dev.akin.cluster.Points;
import java.util.concurrent.CancellationException;

/// What all kinds of maps are made by.
record MapOptions(int dimensions, long seed, int threads, ProgressListener listener) {

    NeighborGraph.Options graph() {
        return new NeighborGraph.Options(seed, threads, listener);
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
