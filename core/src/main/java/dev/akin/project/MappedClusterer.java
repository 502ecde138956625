package dev.akin.project;

import dev.akin.cluster.Clusterer;
import dev.akin.cluster.Clustering;
import dev.akin.cluster.Metric;
import dev.akin.cluster.Points;

/// Groups points by where they lie on a map of them: density means little in hundreds of dimensions, and much on a map by [Umap].
///
/// @param projector makes the map
/// @param clusterer groups what lies on it, by Euclidean distances
public record MappedClusterer(Projector projector, Clusterer clusterer) implements Clusterer {

    @Override
    public Clustering fit(Points points) {
        Projection map = projector.project(points);
        float[] values = new float[Math.multiplyExact(map.count(), map.dimensions())];
        for (int p = 0; p < map.count(); p++) {
            for (int d = 0; d < map.dimensions(); d++) {
                values[p * map.dimensions() + d] = map.coordinate(p, d);
            }
        }
        return clusterer.fit(Points.of(values, map.count(), map.dimensions(), Metric.EUCLIDEAN));
    }
}
