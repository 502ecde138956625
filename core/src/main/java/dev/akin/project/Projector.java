package dev.akin.project;

import dev.akin.cluster.Points;
import java.util.concurrent.CancellationException;

/// A way to put points of many dimensions on a map of two or three. Implementations are immutable and thread-safe: the same options,
/// points and seed give the same map, with any number of threads.
public sealed interface Projector permits PcaProjector, Tsne, Umap {
    /// Makes a map of points.
    ///
    /// @throws IllegalArgumentException if there are too few points for the options
    /// @throws CancellationException if the listener asks to stop
    Projection project(Points points);

    /// Puts more points on a map that was made before, whose points stay where they are. Where one goes does not depend on which
    /// others come with it.
    ///
    /// @param fixed the points of the map
    /// @param more others with the same dimension, made with the same metric
    /// @return where those are
    /// @throws IllegalArgumentException if `fixed` and `map` are not of as many points, or dimensions differ
    /// @throws CancellationException if the listener asks to stop
    Projection transform(Points fixed, Projection map, Points more);
}
