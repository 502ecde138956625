package dev.akin.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Draws as many items as there are, with replacement, again and again, always the same for the same seed.
///
/// A draw is given as how often each item came, so that a statistic on ranks needs its sorting only once.
final class Bootstrap {
    static final int RESAMPLES = 1000;

    private final SplittableRandom random;
    private final double[] statistics = new double[RESAMPLES];

    private Bootstrap(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// @param statistic computes from the number of times that each of `items` was drawn
    static double[] resample(int items, long seed, ToDoubleFunction<int[]> statistic) {
        return new Bootstrap(seed).run(items, statistic);
    }

    /// Several statistics of the same draws.
    ///
    /// @param items at least one
    /// @return statistic by statistic, what each draw gave
    static double[][] resampleAll(int items, long seed, Function<int[], double[]> statistics) {
        Bootstrap bootstrap = new Bootstrap(seed);
        int[] times = new int[items];
        double[][] all = new double[statistics.apply(once(items)).length][RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            bootstrap.draw(times);
            double[] drawn = statistics.apply(times);
            for (int s = 0; s < all.length; s++) {
                all[s][r] = drawn[s];
            }
        }
        return all;
    }

    private double[] run(int items, ToDoubleFunction<int[]> statistic) {
        int[] times = new int[items];
        for (int r = 0; r < RESAMPLES; r++) {
            draw(times);
            statistics[r] = items == 0 ? Double.NaN : statistic.applyAsDouble(times);
        }
        return statistics;
    }

    private void draw(int[] times) {
        Arrays.fill(times, 0);
        for (int i = 0; i < times.length; i++) {
            times[random.nextInt(times.length)]++;
        }
    }

    /// Every item once.
    static int[] once(int items) {
        int[] times = new int[items];
        Arrays.fill(times, 1);
        return times;
    }

    /// The share of items that are right, weighted by how often each was drawn.
    static double share(boolean[] right, int[] times) {
        long hits = 0;
        long all = 0;
        for (int i = 0; i < right.length; i++) {
            hits += right[i] ? times[i] : 0;
            all += times[i];
        }
        return all == 0 ? Double.NaN : (double) hits / all;
    }
}
