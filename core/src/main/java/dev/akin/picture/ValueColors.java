package dev.akin.picture;

import dev.akin.text.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

final class ValueColors extends Coloring {
    private static final int STEPS = 32;

    private final String title;
    private final boolean logarithmic;

    /// As wide apart as they are shown; NaN of none.
    private final double[] heights;

    private final double least;
    private final double most;

    ValueColors(String title, float[] values, boolean logarithmic) {
        this.title = title;
        this.logarithmic = logarithmic;
        heights = new double[values.length];
        Arrays.setAll(
                heights, i -> logarithmic ? Math.log10(Math.max(1, values[i])) : finite(values[i]));
        least = Arrays.stream(heights).filter(Double::isFinite).min().orElse(0);
        most = Arrays.stream(heights).filter(Double::isFinite).max().orElse(0);
    }

    private static double finite(float value) {
        return Float.isFinite(value) ? value : Double.NaN;
    }

    private int step(int point) {
        double height = heights[point];
        if (Double.isNaN(height)) {
            return -1;
        }
        return most == least
                ? STEPS / 2
                : (int) Math.min(STEPS - 1, (height - least) / (most - least) * STEPS);
    }

    /// What is most is on top.
    @Override
    List<Layer> layers(int count, Theme theme) {
        int[] steps = IntStream.range(0, heights.length).map(this::step).toArray();
        List<Layer> layers = new ArrayList<>();
        for (int s = -1; s < STEPS; s++) {
            int step = s;
            layers.add(
                    new Layer(
                            s < 0 ? theme.none : Palette.ramp((s + 0.5) / STEPS, theme),
                            IntStream.range(0, steps.length)
                                    .filter(i -> steps[i] == step)
                                    .toArray()));
        }
        return layers;
    }

    @Override
    List<Named> named() {
        return List.of();
    }

    @Override
    Legend legend(Theme theme) {
        boolean powers = logarithmic && most - least >= 1;
        return new Legend.Ramp(
                title,
                powers ? Scale.ofPowers(least, most) : Scale.of(least, most, 5),
                logarithmic);
    }

    @Override
    void check(int count) {
        check(heights.length, count);
    }

    @Override
    Json column() {
        List<Double> numbers =
                Arrays.stream(heights)
                        .map(height -> logarithmic ? Math.rint(Math.pow(10, height)) : height)
                        .boxed()
                        .toList();
        return Json.object(
                "name", title, "kind", "number", "logarithmic", logarithmic, "numbers", numbers);
    }
}
