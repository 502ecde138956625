package dev.akin.evaluate;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// At which places the right answers came, when facts were asked for both their ends: the mean reciprocal rank, and the shares of answers among the first one,
/// three and ten. With intervals: drawn are facts, with both of their answers.
public record LinkScores(Score mrr, Score hits1, Score hits3, Score hits10) {
    private static final long SEED = 1;

    /// @param tails the place of each fact's tail, from 1; halves where answers are equal
    /// @param heads of its head
    public static LinkScores of(double[] tails, double[] heads) {
        double[][] values = {
            each(tails, heads, rank -> 1 / rank),
            each(tails, heads, rank -> rank <= 1 ? 1 : 0),
            each(tails, heads, rank -> rank <= 3 ? 1 : 0),
            each(tails, heads, rank -> rank <= 10 ? 1 : 0)
        };
        double[][] drawn = Bootstrap.resampleAll(tails.length, SEED, times -> means(values, times));
        double[] all = means(values, Bootstrap.once(tails.length));
        return new LinkScores(
                new Score(all[0], Interval.of(drawn[0])),
                new Score(all[1], Interval.of(drawn[1])),
                new Score(all[2], Interval.of(drawn[2])),
                new Score(all[3], Interval.of(drawn[3])));
    }

    private static double[] each(double[] tails, double[] heads, DoubleUnaryOperator value) {
        return IntStream.range(0, tails.length)
                .mapToDouble(
                        i -> (value.applyAsDouble(tails[i]) + value.applyAsDouble(heads[i])) / 2)
                .toArray();
    }

    private static double[] means(double[][] values, int[] times) {
        double[] means = new double[values.length];
        for (int v = 0; v < values.length; v++) {
            double sum = 0;
            long count = 0;
            for (int i = 0; i < times.length; i++) {
                sum += times[i] * values[v][i];
                count += times[i];
            }
            means[v] = sum / count;
        }
        return means;
    }

    /// Such as `MRR 0.312 (0.301 … 0.323), hits@10 0.470 (0.455 … 0.486)`.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "MRR %s, hits@10 %s", mrr, hits10);
    }
}
