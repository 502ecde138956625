package dev.akin.evaluate;

import dev.akin.embeddings.Embeddings;
import java.util.stream.IntStream;

/// A test whose score is the mean of those of its items, in [0, 1].
abstract class ItemTask implements ScoredTask {
    private static final long SEED = 1;

    private final String name;

    ItemTask(String name) {
        this.name = name;
    }

    /// The score of each item, NaN where it cannot be asked.
    abstract double[] values(Embeddings words);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final double value(Embeddings words) {
        double[] values = values(words);
        int[] asked = asked(values, values);
        return mean(values, asked, Bootstrap.once(asked.length));
    }

    @Override
    public final Score score(Embeddings words) {
        double[] values = values(words);
        int[] asked = asked(values, values);
        return Score.of(asked.length, SEED, times -> mean(values, asked, times));
    }

    @Override
    public final PairedDifference compare(Embeddings first, Embeddings second) {
        double[] a = values(first);
        double[] b = values(second);
        int[] asked = asked(a, b);
        int[] once = Bootstrap.once(asked.length);
        double[] differences =
                Bootstrap.resample(
                        asked.length, SEED, times -> mean(a, asked, times) - mean(b, asked, times));
        return PairedDifference.of(
                mean(a, asked, once), mean(b, asked, once), differences, asked.length);
    }

    private static int[] asked(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .filter(i -> !Double.isNaN(a[i]) && !Double.isNaN(b[i]))
                .toArray();
    }

    private static double mean(double[] values, int[] asked, int[] times) {
        double sum = 0;
        long count = 0;
        for (int i = 0; i < asked.length; i++) {
            sum += times[i] * values[asked[i]];
            count += times[i];
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
