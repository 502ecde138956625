package dev.akin.cluster;

/// Groups points: [KMeans], [Hdbscan], or what somebody else makes.
@FunctionalInterface
public interface Clusterer {
    /// Groups points.
    ///
    /// @throws IllegalArgumentException if there are too few
    /// @throws java.util.concurrent.CancellationException if a listener asks to stop
    Clustering fit(Points points);
}
