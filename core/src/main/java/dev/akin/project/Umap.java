package dev.akin.project;

import dev.akin.algebra.Workers;
import dev.akin.cluster.NeighborGraph;
import dev.akin.cluster.Points;
import java.util.List;

/// Uniform manifold approximation and projection (McInnes, Healy, Melville 2018): points that are connected pull each other, and
/// points drawn by chance push. Quicker than t-SNE, and keeps a little more of how groups lie to each other.
///
/// Immutable and thread-safe. In a pass each point moves by where the others were before it, whatever the number of threads.
public final class Umap implements Projector {
    /// Points above which fewer passes will do.
    private static final int MANY = 10_000;

    private static final int USUAL_NEIGHBORS = 15;
    private static final int FEWEST_NEIGHBORS = 2;

    private final Options options;

    private Umap(Options options) {
        this.options = options;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// @param neighbors 0 if they go by the number of points
    /// @param passes 0 if it goes by the number of points
    private record Options(MapOptions map, int neighbors, double minDistance, int passes) {}

    /// @throws IllegalArgumentException if there are not more points than neighbours
    @Override
    public Projection project(Points points) {
        int neighbors = neighbors(points.count());
        Workers workers = new Workers(options.map.threads());
        NeighborGraph graph = NeighborGraph.of(points, neighbors, options.map.graph());
        SparseRows edges = FuzzyGraph.of(graph, workers);
        float[][] y = FirstMap.of(points, options.map).deviating(5);
        UmapLayout layout =
                new UmapLayout(edges, curve(), options.map.seed(), passes(points.count()));
        return new Projection(layout.run(y, options.map), List.of());
    }

    /// Each point begins between its neighbours, and then moves as if the map were made once more, a third as long, without the others
    /// moving.
    @Override
    public Projection transform(Points fixed, Projection map, Points more) {
        options.map.check(fixed, map, more);
        NeighborGraph graph =
                NeighborGraph.among(more, fixed, neighbors(fixed.count()), options.map.graph());
        SparseRows edges = FuzzyGraph.among(graph, new Workers(options.map.threads()));
        float[][] around = map.coordinates();
        UmapLayout layout =
                new UmapLayout(
                        edges, curve(), options.map.seed(), Math.max(1, passes(fixed.count()) / 3));
        return new Projection(layout.among(around, edges.means(around), options.map), List.of());
    }

    private UmapCurve curve() {
        return UmapCurve.of(options.minDistance);
    }

    private int passes(int count) {
        return options.passes > 0 ? options.passes : count > MANY ? 200 : 500;
    }

    /// How many nearest points each of so many is connected with: as it was told, or else as many as usual, or as there are.
    ///
    /// @throws IllegalArgumentException if there are not more points than neighbours were told, or fewer than three
    public int neighbors(int points) {
        int most = points - 1;
        if (most < FEWEST_NEIGHBORS) {
            throw new IllegalArgumentException(
                    "UMAP needs three points at the least, not "
                            + points
                            + "; principal components need one");
        }
        if (options.neighbors > most) {
            throw new IllegalArgumentException(
                    options.neighbors
                            + " neighbours are too many of "
                            + points
                            + " points: at the most "
                            + most);
        }
        return options.neighbors > 0 ? options.neighbors : Math.min(USUAL_NEIGHBORS, most);
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends MapBuilder<Builder> {
        private int neighbors;
        private double minDistance = 0.1;
        private int passes;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /// How many nearest points each is connected with, 2 or more; 15 unless told, or as many as there are. More show the whole,
        /// fewer the detail.
        public Builder neighbors(int count) {
            if (count < FEWEST_NEIGHBORS) {
                throw new IllegalArgumentException("the neighbours ≥ 2, not " + count);
            }
            neighbors = count;
            return this;
        }

        /// How near connected points come, from 0 to less than 3; 0.1 unless told.
        public Builder minDistance(double value) {
            if (!(value >= 0 && value < 3)) {
                throw new IllegalArgumentException("the least distance in [0, 3), not " + value);
            }
            minDistance = value;
            return this;
        }

        /// How many passes over all connections; 500 unless told, 200 for more than 10,000 points.
        public Builder passes(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("the passes ≥ 1, not " + count);
            }
            passes = count;
            return this;
        }

        public Umap build() {
            return new Umap(new Options(options(), neighbors, minDistance, passes));
        }
    }
}
