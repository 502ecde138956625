package dev.akin.picture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How much of the variance each principal component holds, and all up to it together (Cattell 1966).
public final class ScreePlot {
    private ScreePlot() {}

    /// The curves of variances.
    ///
    /// @param variances of all components, falling
    /// @throws IllegalArgumentException if there are none, or all are zero
    public static LineChart of(double... variances) {
        double all = Arrays.stream(variances).map(v -> Math.max(0, v)).sum();
        if (!(all > 0)) {
            throw new IllegalArgumentException("the rows do not differ: there is no variance");
        }
        double[] numbers = IntStream.rangeClosed(1, variances.length).asDoubleStream().toArray();
        double[] shares = new double[variances.length];
        double[] together = new double[variances.length];
        double sum = 0;
        for (int i = 0; i < variances.length; i++) {
            shares[i] = 100 * Math.max(0, variances[i]) / all;
            sum += shares[i];
            together[i] = sum;
        }
        return new LineChart(
                "principal component",
                List.of(
                        panel("% of the variance", numbers, shares),
                        panel("% of all up to it", numbers, together)));
    }

    private static LineChart.Panel panel(String upwards, double[] xs, double[] ys) {
        return new LineChart.Panel(upwards, true, List.of(new LineChart.Line("", xs, ys)));
    }
}
