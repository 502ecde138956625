package dev.akin.project;

import dev.akin.Progress;
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
/// Immutable and thread-safe.
public final class Tsne implements Projector {
    private static final int REPORT = 50;

    /// Points for which all pairs are quicker than a grid.
    private static final int FEW = 700;

    private static final double USUAL_PERPLEXITY = 30;

    /// Of fewer there is no perplexity above 1.
    private static final int FEWEST = 5;

    private final Options options;

    private Tsne(Options options) {
        this.options = options;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// @param perplexity 0 if it goes by the number of points
    /// @param rate 0 if it goes by the number of points
    private record Options(
            MapOptions map, double perplexity, int iterations, Exaggeration early, double rate) {}

    /// How much stronger points attract each other in the first steps, and in how many.
    private record Exaggeration(double factor, int steps) {}

    /// @throws IllegalArgumentException if the perplexity is too large for so many points, or there are fewer than five
    /// @throws IllegalStateException if the rate is so high that the map flies apart
    @Override
    public Projection project(Points points) {
        double perplexity = perplexity(points.count());
        NeighborGraph graph = NeighborGraph.of(points, neighbors(perplexity), options.map.graph());
        Workers workers = new Workers(options.map.threads());
        SparseRows affinities = Affinities.of(graph, perplexity, workers);
        Repulsion repulsion =
                options.map.dimensions() == 2 && points.count() > FEW
                        ? new GridRepulsion(workers)
                        : new ExactRepulsion(workers);
        TsneGradient gradient =
                new TsneGradient(affinities, repulsion, workers, options.map.dimensions());
        return descend(FirstMap.of(points, options.map).deviating(1e-4), gradient);
    }

    private static int neighbors(double perplexity) {
        return (int) Math.floor(3 * perplexity);
    }

    /// The perplexity of a map of so many points: as it was told, or else the usual one, or what so few points allow.
    ///
    /// @throws IllegalArgumentException if what was told is too large for so many points, or there are fewer than five
    public double perplexity(int points) {
        if (points < FEWEST) {
            throw new IllegalArgumentException(
                    "t-SNE needs five points at the least, not "
                            + points
                            + "; principal components need one");
        }
        double largest = (points - 1) / 3.0;
        if (options.perplexity > largest) {
            throw new IllegalArgumentException(
                    "perplexity "
                            + options.perplexity
                            + " is too large for "
                            + points
                            + " points: at the most "
                            + Math.floor(largest * 10) / 10);
        }
        return options.perplexity > 0 ? options.perplexity : Math.min(USUAL_PERPLEXITY, largest);
    }

    /// Each point goes where the divergence between its neighbours among the fixed points and on the map is least.
    @Override
    public Projection transform(Points fixed, Projection map, Points more) {
        options.map.check(fixed, map, more);
        double perplexity = perplexity(fixed.count());
        Workers workers = new Workers(options.map.threads());
        NeighborGraph graph =
                NeighborGraph.among(more, fixed, neighbors(perplexity), options.map.graph());
        Repulsion.Field field =
                options.map.dimensions() == 2 && fixed.count() > FEW
                        ? new GridRepulsion(workers).field(map.coordinates())
                        : new ExactRepulsion.Field(map.coordinates());
        return new TsneTransform(map, graph, field).of(perplexity, options.map);
    }

    private Projection descend(float[][] y, TsneGradient gradient) {
        int count = y[0].length;
        double rate = options.rate > 0 ? options.rate : rate(count);
        Descent descent = new Descent(y, (float) rate);
        List<Projection.Objective> objectives = new ArrayList<>();
        for (int step = 1; step <= options.iterations; step++) {
            if (options.map.listener().stopRequested()) {
                throw new CancellationException("stopped after " + (step - 1) + " iterations");
            }
            boolean early = step <= options.early.steps;
            boolean measured = step % REPORT == 0 || step == options.iterations;
            float exaggeration = early ? (float) options.early.factor : 1;
            double divergence = gradient.compute(y, exaggeration, descent.gradient, measured);
            descent.step(early ? 0.5f : 0.8f);
            if (measured) {
                objectives.add(new Projection.Objective(step, divergence));
                options.map
                        .listener()
                        .update(
                                new Progress(
                                        "t-SNE",
                                        step,
                                        options.iterations,
                                        "iterations",
                                        divergence));
            }
        }
        return new Projection(y, objectives);
    }

    /// Of few points a tenth, so that they do not fly apart.
    private double rate(int count) {
        return Math.max(count / options.early.factor / 4, Math.min(50, count / 10.0));
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
    public static final class Builder extends MapBuilder<Builder> {
        private double perplexity;
        private int iterations = 750;
        private Exaggeration early = new Exaggeration(12, 250);
        private double rate;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /// About how many neighbours count for a point, more than 1 and a third of the points at the most; 30 unless told, or as many
        /// as fewer than 91 points allow.
        public Builder perplexity(double value) {
            if (!(value > 1) || value == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("the perplexity > 1, not " + value);
            }
            perplexity = value;
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
            early = new Exaggeration(factor, steps);
            return this;
        }

        /// How far steps go, more than 0. Unless told, the number of points by four times the exaggeration (Belkina and others
        /// 2019), but 50 at the least, or a tenth of the points.
        public Builder rate(double value) {
            if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("the rate > 0, not " + value);
            }
            rate = value;
            return this;
        }

        public Tsne build() {
            return new Tsne(new Options(options(), perplexity, iterations, early, rate));
        }
    }
}
