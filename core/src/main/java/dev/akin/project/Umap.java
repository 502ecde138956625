package dev.akin.project;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.cluster.NeighborGraph;
import dev.akin.cluster.Points;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Uniform manifold approximation and projection (McInnes, Healy, Melville 2018): points that are connected pull each other, and
/// points drawn by chance push. Quicker than t-SNE, and keeps a little more of how groups lie to each other.
///
/// Immutable and thread-safe. The same options and points give the same map, with any number of threads: in a pass each point moves
/// by where the others were before it.
public final class Umap {
    /// Points above which fewer passes will do.
    private static final int MANY = 10_000;

    private final Options options;

    private Umap(Options options) {
        this.options = options;
    }

    public static Builder builder() {
        return new Builder();
    }

    private record Options(
            int neighbors,
            double minDistance,
            int dimensions,
            int passes,
            long seed,
            int threads,
            ProgressListener listener) {}

    /// Makes a map of points.
    ///
    /// @throws IllegalArgumentException if there are not more points than neighbours
    /// @throws CancellationException if the listener asks to stop
    public Projection project(Points points) {
        if (points.count() <= options.neighbors) {
            throw new IllegalArgumentException(
                    options.neighbors
                            + " neighbours of "
                            + points.count()
                            + " points: at the most "
                            + Math.max(0, points.count() - 1));
        }
        Workers workers = new Workers(options.threads);
        NeighborGraph graph =
                NeighborGraph.of(
                        points,
                        options.neighbors,
                        new NeighborGraph.Options(options.seed, options.threads, options.listener));
        SparseRows edges = FuzzyGraph.of(graph, workers);
        float[][] y = FirstMap.of(points, options.dimensions, options.seed).deviating(5);
        int passes = options.passes > 0 ? options.passes : points.count() > MANY ? 200 : 500;
        UmapLayout layout =
                new UmapLayout(edges, UmapCurve.of(options.minDistance), options.seed, passes);
        for (int pass = 0; pass < passes; pass++) {
            if (options.listener.stopRequested()) {
                throw new CancellationException("stopped after " + pass + " passes");
            }
            y = layout.pass(y, pass, workers);
            if ((pass + 1) % 10 == 0 || pass + 1 == passes) {
                options.listener.update(new Progress("UMAP", pass + 1, passes, "passes"));
            }
        }
        return new Projection(y, List.of());
    }

    /// Collects options. Not thread-safe.
    public static final class Builder {
        private int neighbors = 15;
        private double minDistance = 0.1;
        private int dimensions = 2;
        private int passes;
        private long seed = 1;
        private int threads = Runtime.getRuntime().availableProcessors();
        private ProgressListener listener = ProgressListener.NONE;

        private Builder() {}

        /// How many nearest points each is connected with, 2 or more; 15 unless told. More show the whole, fewer the detail.
        public Builder neighbors(int count) {
            if (count < 2) {
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

        /// 2 or 3; 2 unless told.
        public Builder dimensions(int value) {
            if (value != 2 && value != 3) {
                throw new IllegalArgumentException("2 or 3 dimensions, not " + value);
            }
            dimensions = value;
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

        /// What chance begins with; 1 unless told.
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /// All processors unless told; the map does not depend on them.
        public Builder threads(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("threads ≥ 1, not " + count);
            }
            threads = count;
            return this;
        }

        /// Hears how far the map has come.
        public Builder listener(ProgressListener value) {
            listener = value;
            return this;
        }

        public Umap build() {
            return new Umap(
                    new Options(
                            neighbors, minDistance, dimensions, passes, seed, threads, listener));
        }
    }
}
