package dev.akin.project;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.cluster.NeighborGraph;
import dev.akin.cluster.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/// t-distributed stochastic neighbour embedding (van der Maaten, Hinton 2008): points that are near each other stay so. Distances
/// between far groups mean little. Many points are summed over on a grid by Fourier transforms (Linderman and others 2019).
///
/// Immutable and thread-safe. The same options and points give the same map, with any number of threads.
public final class Tsne {
    private static final int REPORT = 50;

    /// Points for which all pairs are quicker than a grid.
    private static final int FEW = 700;

    private final Options options;

    private Tsne(Options options) {
        this.options = options;
    }

    public static Builder builder() {
        return new Builder();
    }

    private record Options(
            double perplexity,
            int dimensions,
            int iterations,
            double exaggeration,
            int exaggerated,
            double rate,
            long seed,
            int threads,
            ProgressListener listener) {}

    /// Makes a map of points.
    ///
    /// @throws IllegalArgumentException if the perplexity is too large for so many points, or there are fewer than four
    /// @throws IllegalStateException if the rate is so high that the map flies apart
    /// @throws CancellationException if the listener asks to stop
    public Projection project(Points points) {
        int count = points.count();
        double largest = (count - 1) / 3.0;
        if (count < 4) {
            throw new IllegalArgumentException(
                    count + " points make no map; t-SNE needs four at the least");
        }
        if (options.perplexity > largest) {
            throw new IllegalArgumentException(
                    "perplexity "
                            + options.perplexity
                            + " is too large for "
                            + count
                            + " points: at the most "
                            + Math.floor(largest * 10) / 10);
        }
        NeighborGraph graph =
                NeighborGraph.of(
                        points,
                        (int) Math.floor(3 * options.perplexity),
                        new NeighborGraph.Options(options.seed, options.threads, options.listener));
        Workers workers = new Workers(options.threads);
        SparseRows affinities = Affinities.of(graph, options.perplexity, workers);
        Repulsion repulsion =
                options.dimensions == 2 && count > FEW
                        ? new GridRepulsion(workers)
                        : new ExactRepulsion(workers);
        TsneGradient gradient =
                new TsneGradient(affinities, repulsion, workers, options.dimensions);
        float[][] first = FirstMap.of(points, options.dimensions, options.seed).deviating(1e-4);
        return descend(first, gradient);
    }

    private Projection descend(float[][] y, TsneGradient gradient) {
        int count = y[0].length;
        double rate =
                options.rate > 0 ? options.rate : Math.max(count / options.exaggeration / 4, 50);
        Descent descent = new Descent(y, (float) rate);
        List<Projection.Objective> objectives = new ArrayList<>();
        for (int step = 1; step <= options.iterations; step++) {
            if (options.listener.stopRequested()) {
                throw new CancellationException("stopped after " + (step - 1) + " iterations");
            }
            boolean early = step <= options.exaggerated;
            boolean measured = step % REPORT == 0 || step == options.iterations;
            float exaggeration = early ? (float) options.exaggeration : 1;
            double divergence = gradient.compute(y, exaggeration, descent.gradient, measured);
            descent.step(early ? 0.5f : 0.8f);
            if (measured) {
                objectives.add(new Projection.Objective(step, divergence));
                options.listener.update(
                        new Progress("t-SNE", step, options.iterations, "iterations", divergence));
            }
        }
        return new Projection(y, objectives);
    }

    /// Gradient descent with momentum, each number at a pace of its own (Jacobs 1988).
    private static final class Descent {
        private final float[][] y;
        private final float rate;
        final float[][] gradient;
        private final float[][] speeds;
        private final float[][] gains;

        Descent(float[][] y, float rate) {
            this.y = y;
            this.rate = rate;
            gradient = new float[y.length][y[0].length];
            speeds = new float[y.length][y[0].length];
            gains = new float[y.length][y[0].length];
            for (float[] one : gains) {
                Arrays.fill(one, 1);
            }
        }

        void step(float momentum) {
            for (int d = 0; d < y.length; d++) {
                float[] speed = speeds[d];
                float[] gain = gains[d];
                double sum = 0;
                for (int i = 0; i < speed.length; i++) {
                    float g = gradient[d][i];
                    float slower = gain[i] * 0.8f;
                    float next = speed[i] * g < 0 ? gain[i] + 0.2f : Math.max(slower, 0.01f);
                    gain[i] = next;
                    speed[i] = momentum * speed[i] - rate * next * g;
                    y[d][i] += speed[i];
                    sum += y[d][i];
                }
                float mean = (float) (sum / speed.length);
                for (int i = 0; i < speed.length; i++) {
                    y[d][i] -= mean;
                }
            }
        }
    }

    /// Collects options. Not thread-safe.
    public static final class Builder {
        private double perplexity = 30;
        private int dimensions = 2;
        private int iterations = 750;
        private double exaggeration = 12;
        private int exaggerated = 250;
        private double rate;
        private long seed = 1;
        private int threads = Runtime.getRuntime().availableProcessors();
        private ProgressListener listener = ProgressListener.NONE;

        private Builder() {}

        /// About how many neighbours count for a point, more than 1; 30 unless told. A third of the points at the most.
        public Builder perplexity(double value) {
            if (!(value > 1) || value == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("the perplexity > 1, not " + value);
            }
            perplexity = value;
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

        /// How many steps in all; 750 unless told.
        public Builder iterations(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("the iterations ≥ 1, not " + value);
            }
            iterations = value;
            return this;
        }

        /// How much stronger points attract each other in the first steps, 1 or more, and in how many of them; 12 and 250 unless
        /// told.
        public Builder exaggeration(double factor, int steps) {
            if (!(factor >= 1) || factor == Double.POSITIVE_INFINITY || steps < 0) {
                throw new IllegalArgumentException(
                        "exaggeration ≥ 1 in ≥ 0 steps, not " + factor + " in " + steps);
            }
            exaggeration = factor;
            exaggerated = steps;
            return this;
        }

        /// How far steps go, more than 0. Unless told, the number of points by four times the exaggeration, 50 at the least
        /// (Belkina and others 2019).
        public Builder rate(double value) {
            if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("the rate > 0, not " + value);
            }
            rate = value;
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

        /// Hears how far the map has come, and the divergence.
        public Builder listener(ProgressListener value) {
            listener = value;
            return this;
        }

        public Tsne build() {
            return new Tsne(
                    new Options(
                            perplexity,
                            dimensions,
                            iterations,
                            exaggeration,
                            exaggerated,
                            rate,
                            seed,
                            threads,
                            listener));
        }
    }
}
