package dev.akin.cluster;

import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import java.util.concurrent.CancellationException;

/// k-means: as many groups as asked for, each point in that whose mean is nearest (Lloyd 1982), begun by k-means++ (Arthur,
/// Vassilvitskii 2007). Of very many points a batch at a time will do (Sculley 2010): see [Builder#batch(int)].
///
/// Immutable and thread-safe. The same options and points give the same groups, with any number of threads.
public final class KMeans implements Clusterer {
    private final Options options;

    private KMeans(Options options) {
        this.options = options;
    }

    /// @param clusters how many groups, 1 or more
    /// @throws IllegalArgumentException if it is less
    public static Builder builder(int clusters) {
        return new Builder(clusters);
    }

    /// @param batch points of a batch; 0 for all at once
    record Options(
            int clusters,
            int iterations,
            double tolerance,
            int restarts,
            int batch,
            long seed,
            int threads,
            ProgressListener listener) {}

    /// Groups points.
    ///
    /// @return as many groups as asked for, or fewer if there are fewer different points
    /// @throws IllegalArgumentException if there are fewer points than groups
    /// @throws CancellationException if the listener asks to stop
    @Override
    public Clustering fit(Points points) {
        if (points.count() < options.clusters) {
            throw new IllegalArgumentException(
                    options.clusters
                            + " clusters are more than there are points: at the most "
                            + points.count());
        }
        Workers workers = new Workers(options.threads);
        float[] origin = new ClusterMeans(points, workers).ofAll();
        KMeansRun best = null;
        for (int start = 0; start < options.restarts; start++) {
            KMeansRun run = new KMeansRun(points, origin, options, workers, options.seed + start);
            run.run();
            if (best == null || run.inertia() < best.inertia()) {
                best = run;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no start");
        }
        return best.clustering();
    }

    /// Collects options. Not thread-safe.
    public static final class Builder {
        private final int clusters;
        private int iterations = 100;
        private double tolerance = 1e-4;
        private int restarts = 1;
        private int batch;
        private long seed = 1;
        private int threads = Runtime.getRuntime().availableProcessors();
        private ProgressListener listener = ProgressListener.NONE;

        private Builder(int clusters) {
            this.clusters = requirePositive("clusters", clusters);
        }

        private static int requirePositive(String name, int count) {
            if (count < 1) {
                throw new IllegalArgumentException("the " + name + " ≥ 1, not " + count);
            }
            return count;
        }

        /// How many passes over all points at the most; 100 unless told.
        public Builder iterations(int count) {
            iterations = requirePositive("iterations", count);
            return this;
        }

        /// Done when the squared distances fall by no more than this share in a pass, 0 or more; 1e-4 unless told. With 0 only when
        /// nothing changes.
        public Builder tolerance(double share) {
            if (!(share >= 0)) {
                throw new IllegalArgumentException("the tolerance ≥ 0, not " + share);
            }
            tolerance = share;
            return this;
        }

        /// How often to begin anew, to keep the best; 1 unless told.
        public Builder restarts(int count) {
            restarts = requirePositive("restarts", count);
            return this;
        }

        /// Moves the centres after each so many points drawn by chance rather than once in a pass: quicker for hundreds of thousands
        /// of points, and a little worse.
        public Builder batch(int size) {
            batch = requirePositive("batch", size);
            return this;
        }

        /// What chance begins with; 1 unless told.
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /// All processors unless told; the groups do not depend on them.
        public Builder threads(int count) {
            threads = requirePositive("threads", count);
            return this;
        }

        /// Hears how far it has come; the loss is the mean squared distance from the centres.
        public Builder listener(ProgressListener value) {
            listener = value;
            return this;
        }

        public KMeans build() {
            return new KMeans(
                    new Options(
                            clusters,
                            iterations,
                            tolerance,
                            restarts,
                            batch,
                            seed,
                            threads,
                            listener));
        }
    }
}
