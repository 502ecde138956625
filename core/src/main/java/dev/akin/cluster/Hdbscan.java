package dev.akin.cluster;

import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.kernel.Kernels;
import java.util.concurrent.CancellationException;

/// Hierarchical density-based clusters (Campello, Moulavi, Sander 2013): groups of any shape and number, where points lie more densely
/// than around them; a point that lies thinly is noise. Never one group of all points, unless [Builder#singleCluster(boolean)].
///
/// Immutable and thread-safe. The same options and points give the same groups, with any number of threads.
public final class Hdbscan implements Clusterer {
    /// Which groups of the hierarchy are taken.
    public enum Selection {
        /// Those that last longest as the density asked for rises: few and of different density.
        MOST_STABLE,
        /// Those that do not split any more: many and small.
        LEAVES
    }

    private final Options options;

    private Hdbscan(Options options) {
        this.options = options;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// @param neighbors of the graph; 0 for each point with each
    private record Options(
            int minClusterSize,
            int minSamples,
            Selection selection,
            CondensedTree.Choice choice,
            int neighbors,
            long seed,
            int threads,
            ProgressListener listener) {}

    /// Groups points.
    ///
    /// @throws IllegalArgumentException if there are not as many points as the density is measured by
    /// @throws CancellationException if the listener asks to stop
    @Override
    public Clustering fit(Points points) {
        int samples = options.minSamples > 0 ? options.minSamples : options.minClusterSize;
        if (points.count() < samples) {
            throw new IllegalArgumentException(
                    "density by "
                            + samples
                            + " points needs as many, not "
                            + points.count()
                            + "; ask for fewer samples");
        }
        SpanningTree tree =
                options.neighbors > 0 && options.neighbors < points.count() - 1
                        ? byGraph(points, samples)
                        : byAll(points, samples);
        CondensedTree condensed = new CondensedTree(new Dendrogram(tree), options.minClusterSize);
        return switch (options.selection) {
            case MOST_STABLE -> condensed.mostStable(options.choice);
            case LEAVES -> condensed.leaves(options.choice);
        };
    }

    private SpanningTree byAll(Points points, int samples) {
        float[] wide = new float[points.count()];
        if (samples > 1) {
            wide = wide(points, NeighborGraph.exact(points, samples - 1, graphOptions()), samples);
        }
        Workers workers = new Workers(options.threads);
        return new CheapestEdges(points, wide, workers).grow(options.listener);
    }

    private SpanningTree byGraph(Points points, int samples) {
        int k = Math.max(options.neighbors, samples - 1);
        NeighborGraph graph = NeighborGraph.of(points, k, graphOptions());
        return new GraphEdges(graph, wide(points, graph, samples)).tree();
    }

    private NeighborGraph.Options graphOptions() {
        return new NeighborGraph.Options(options.seed, options.threads, options.listener);
    }

    /// The square of how far the last of as many points is, the point itself being the first.
    private static float[] wide(Points points, NeighborGraph graph, int samples) {
        int k = samples - 1;
        float[] wide = new float[points.count()];
        int[] starts = new int[k];
        float[] squared = new float[k];
        int dimension = points.dimension();
        for (int p = 0; p < wide.length; p++) {
            for (int i = 0; i < k; i++) {
                starts[i] = graph.id(p, i) * dimension;
            }
            // As distances are found later, to the last bit.
            Kernels.best()
                    .squaredDistances(
                            points.values,
                            starts,
                            k,
                            points.values,
                            p * dimension,
                            dimension,
                            squared);
            for (float one : squared) {
                wide[p] = Math.max(wide[p], one);
            }
        }
        return wide;
    }

    /// Collects options. Not thread-safe.
    public static final class Builder {
        private int minClusterSize = 5;
        private int minSamples;
        private Selection selection = Selection.MOST_STABLE;
        private boolean singleCluster;
        private double epsilon;
        private int neighbors;
        private long seed = 1;
        private int threads = Runtime.getRuntime().availableProcessors();
        private ProgressListener listener = ProgressListener.NONE;

        private Builder() {}

        /// The fewest points of a group, 2 or more; 5 unless told.
        public Builder minClusterSize(int points) {
            if (points < 2) {
                throw new IllegalArgumentException("the least cluster size ≥ 2, not " + points);
            }
            minClusterSize = points;
            return this;
        }

        /// By how many points density is measured, the point itself among them: its neighbourhood is as wide as the last of these is
        /// far. As many as the fewest of a group unless told; more make more noise.
        public Builder minSamples(int points) {
            if (points < 1) {
                throw new IllegalArgumentException("the least samples ≥ 1, not " + points);
            }
            minSamples = points;
            return this;
        }

        /// [Selection#MOST_STABLE] unless told.
        public Builder selection(Selection value) {
            selection = value;
            return this;
        }

        /// Whether all points may be one group, where they hold together better than any parts do: then those of them that lie no more
        /// thinly than where it comes apart, or than [#epsilon(double)]. No unless told.
        public Builder singleCluster(boolean value) {
            singleCluster = value;
            return this;
        }

        /// Groups that come apart at less than this distance, 0 or more, are one (Malzer, Baum 2020): many small groups in a dense
        /// region are then one, and thin ones elsewhere are still found. Of [Metric#COSINE] the distance of points at length 1:
        /// √(2 − 2 cos). 0 unless told.
        public Builder epsilon(double distance) {
            if (!(distance >= 0) || distance == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("epsilon ≥ 0, not " + distance);
            }
            epsilon = distance;
            return this;
        }

        /// Connects points only with so many nearest rather than each with each, which for hundreds of thousands takes minutes instead
        /// of hours. Groups may come out that no neighbour connects; those are taken to be infinitely far from each other.
        public Builder neighbors(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("the neighbours ≥ 1, not " + count);
            }
            neighbors = count;
            return this;
        }

        /// What chance begins with, where the graph has some; 1 unless told.
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /// All processors unless told; the groups do not depend on them.
        public Builder threads(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("threads ≥ 1, not " + count);
            }
            threads = count;
            return this;
        }

        /// Hears how far it has come.
        public Builder listener(ProgressListener value) {
            listener = value;
            return this;
        }

        public Hdbscan build() {
            return new Hdbscan(
                    new Options(
                            minClusterSize,
                            minSamples,
                            selection,
                            new CondensedTree.Choice(singleCluster, epsilon),
                            neighbors,
                            seed,
                            threads,
                            listener));
        }
    }
}
