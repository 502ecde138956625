package dev.akin.networks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Finds how many numbers a row needs, by successive halving (Jamieson & Talwalkar 2016): all sizes learn for a few epochs; the better
/// half, by the loss on the examples held back, learns anew for twice as many; and so on. Of those that are left, the smallest is taken
/// whose loss is hardly above the lowest. Immutable.
public final class DimensionSearch {
    private final List<Integer> dimensions;
    private final double tolerance;

    private DimensionSearch(List<Integer> dimensions, double tolerance) {
        this.dimensions = List.copyOf(dimensions);
        this.tolerance = tolerance;
    }

    /// Among 8, 16, 32, 64 and 128.
    public static DimensionSearch standard() {
        return among(List.of(8, 16, 32, 64, 128));
    }

    /// Among these sizes.
    ///
    /// @throws IllegalArgumentException if there is none, or one is below 1
    public static DimensionSearch among(List<Integer> dimensions) {
        Body.requirePositive("how many sizes", dimensions.size());
        dimensions.forEach(dimension -> Body.requirePositive("the dimension", dimension));
        return new DimensionSearch(dimensions.stream().distinct().sorted().toList(), 0.01);
    }

    /// How far above the lowest loss a smaller size may be, as a share of it; 0.01 unless told.
    ///
    /// @throws IllegalArgumentException if below 0, or not finite
    public DimensionSearch tolerance(double share) {
        if (!(share >= 0) || Double.isInfinite(share)) {
            throw new IllegalArgumentException("the tolerance is 0 or above, not " + share);
        }
        return new DimensionSearch(dimensions, share);
    }

    /// Learns with rows of some size.
    @FunctionalInterface
    public interface Attempt {
        /// @param epochs how many at the most
        Outcome fit(int dimension, int epochs) throws IOException;
    }

    /// What an attempt gave.
    ///
    /// @param history with examples held back
    /// @param bytes that the rows take
    public record Outcome(FitHistory history, long bytes) {}

    /// One attempt.
    ///
    /// @param epochs how many it was given
    /// @param loss on the examples held back, of its best epoch
    /// @param measures all that was measured on these
    public record Trial(
            int dimension, long bytes, int epochs, double loss, Map<String, Double> measures) {
        /// Such as `dimension 32: loss 0.1234, accuracy 0.9512, 120,000 bytes, 5 epochs`.
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("dimension ").append(dimension).append(':');
            String comma = " ";
            for (Map.Entry<String, Double> measure : measures.entrySet()) {
                text.append(comma)
                        .append(measure.getKey())
                        .append(String.format(Locale.ROOT, " %.4f", measure.getValue()));
                comma = ", ";
            }
            String passes = epochs == 1 ? "1 epoch" : epochs + " epochs";
            return text.append(String.format(Locale.ROOT, ", %,d bytes, %s", bytes, passes))
                    .toString();
        }
    }

    /// What was found.
    ///
    /// @param dimension the size to take
    /// @param trials in their order
    public record Result(int dimension, List<Trial> trials) {
        public Result {
            trials = List.copyOf(trials);
        }
    }

    /// @param epochs what the last ones that are left are given
    /// @param onTrial hears of each attempt
    /// @throws IllegalArgumentException if an attempt held no examples back
    public Result run(Attempt attempt, int epochs, Consumer<Trial> onTrial) throws IOException {
        List<Trial> all = new ArrayList<>();
        List<Integer> left = dimensions;
        int rounds = 32 - Integer.numberOfLeadingZeros(Math.max(1, left.size() - 1));
        List<Trial> last = List.of();
        for (int round = 1; round <= rounds; round++) {
            int given = Math.max(1, epochs >> (rounds - round));
            last = new ArrayList<>();
            for (int dimension : left) {
                Trial trial = trial(attempt, dimension, given);
                last.add(trial);
                onTrial.accept(trial);
            }
            all.addAll(last);
            left =
                    last.stream()
                            .sorted(Comparator.comparingDouble(Trial::loss))
                            .limit(Math.max(2, Math.ceilDiv(left.size(), 2)))
                            .map(Trial::dimension)
                            .sorted()
                            .toList();
        }
        return new Result(smallest(last), all);
    }

    private static Trial trial(Attempt attempt, int dimension, int epochs) throws IOException {
        Outcome outcome = attempt.fit(dimension, epochs);
        Epoch kept = outcome.history().kept();
        if (kept.validation().isEmpty()) {
            throw new IllegalArgumentException(
                    "sizes are compared on examples held back; give a share for validation");
        }
        return new Trial(
                dimension, outcome.bytes(), epochs, kept.measure("loss"), kept.validation());
    }

    private int smallest(List<Trial> trials) {
        double lowest = trials.stream().mapToDouble(Trial::loss).min().orElseThrow();
        return trials.stream()
                .filter(trial -> trial.loss() <= lowest + tolerance * Math.abs(lowest))
                .mapToInt(Trial::dimension)
                .min()
                .orElseThrow();
    }
}
