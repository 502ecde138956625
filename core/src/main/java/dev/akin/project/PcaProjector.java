package dev.akin.project;

import dev.akin.Progress;
import dev.akin.algebra.Pca;
import dev.akin.cluster.Points;
import java.util.List;

/// Principal components (Pearson 1901): the flat view in which points differ most. Done in an instant; far points stay far, and near ones
/// may fall on each other.
///
/// Immutable and thread-safe.
public final class PcaProjector implements Projector {
    private static final double TOLERANCE = 1e-6;

    private final MapOptions options;

    private PcaProjector(MapOptions options) {
        this.options = options;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// @throws IllegalArgumentException if there is no point
    @Override
    public Projection project(Points points) {
        return of(components(points), points);
    }

    @Override
    public Projection transform(Points fixed, Projection map, Points more) {
        options.check(fixed, map, more);
        return of(components(fixed), more);
    }

    private Pca components(Points points) {
        options.checkStop("the components");
        Pca pca = options.components(points, TOLERANCE);
        int keep = pca.components();
        options.listener().update(new Progress("PCA", keep, keep, "components"));
        return pca;
    }

    /// Zeros where points have fewer dimensions than the map.
    private Projection of(Pca pca, Points points) {
        float[] projected = pca.project(points.values(), points.count(), true);
        int keep = pca.components();
        float[][] y = new float[options.dimensions()][points.count()];
        for (int i = 0; i < projected.length; i++) {
            y[i % keep][i / keep] = projected[i];
        }
        return new Projection(y, List.of());
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends MapBuilder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        public PcaProjector build() {
            return new PcaProjector(options());
        }
    }
}
