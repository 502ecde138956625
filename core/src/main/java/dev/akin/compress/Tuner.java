package dev.akin.compress;

import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.Interval;
import dev.akin.evaluate.WordTest;
import dev.akin.format.Contents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/// Finds the way to make rows smaller that keeps the most within so many bytes, by tests of the caller's, or by how many nearest keys
/// stay the same.
///
/// Every method is tried with a grid of its options, alone and inside those that have rows inside ([Ways]). What cannot fit, or is far
/// smaller than it need be, is left out unmade: shapes tell the bytes. Many rows are tried by successive halving (Jamieson and Talwalkar
/// 2016, "Non-stochastic Best Arm Identification and Hyperparameter Optimization"): all ways on a sample of rows, with those that tests ask
/// for among them, the better ones on a larger sample, the best on all rows. Few rows are tried whole, and the choice is then never
/// worse, by these measures, than any single method that fits; of many rows the best single method by the samples is among those
/// made whole.
///
/// Immutable and thread-safe. The same options and rows give the same choice, unless the time is too short for all.
public final class Tuner {
    /// Of those as small as each other the better one.
    static final Comparator<Trial> SMALLEST_FIRST =
            Comparator.comparingLong(Trial::bytes)
                    .thenComparing(Trial::quality, Comparator.reverseOrder())
                    .thenComparing(Trial::named);

    private final long budget;
    private final List<WordTest> tests;
    private final int sample;
    private final long beside;
    private final Duration time;
    private final CompressorBuilder.Work work;

    private Tuner(Builder builder) {
        this.budget = builder.budget;
        this.tests = List.copyOf(builder.tests);
        this.sample = builder.sample;
        this.beside = builder.beside;
        this.time = builder.time;
        this.work = builder.work();
    }

    /// @param budget bytes that the file may take, keys and all
    public static Builder builder(long budget) {
        return new Builder(budget);
    }

    /// One way that was tried.
    ///
    /// @param method with its combination: `prune+int8`
    /// @param asked the options that it was given
    /// @param bytes that a file takes, about
    /// @param quality 1 for no loss: the mean of scores by those before, or the share of nearest keys that stay the same
    /// @param interval where that would lie in 95 of 100 draws of test items or keys like these; NaN of ways that were tried on samples alone
    /// @param rows how many rows it was last tried on
    public record Trial(
            String method,
            MethodRequest asked,
            long bytes,
            double quality,
            Interval interval,
            int rows) {

        /// As the command takes it: `prune+int8 --keep 50%`.
        public String named() {
            return new Ways.Way(method, asked).toString();
        }
    }

    /// What was found.
    ///
    /// @param trials all ways that were tried, the smallest first
    /// @param front of those made of all rows the ones than which no smaller one is as good, the smallest first
    /// @param best the one that keeps the most; of those that keep as much to a thousandth the smallest
    /// @param smaller what the best makes of the keys and rows
    /// @param compressor that makes it
    /// @param leftOut ways that were not tried, by why
    public record Result(
            List<Trial> trials,
            List<Trial> front,
            Trial best,
            Embeddings smaller,
            Compressor compressor,
            LeftOut leftOut) {}

    /// Ways that were not tried.
    ///
    /// @param tooLarge how many do not fit
    /// @param tooSmall how many are far smaller than they need be
    /// @param forTime those for which there was no time, by their names
    /// @param refused what the methods said that cannot be for these rows, by their names
    public record LeftOut(
            int tooLarge, int tooSmall, List<String> forTime, Map<String, String> refused) {}

    /// Tries ways.
    ///
    /// @throws IllegalArgumentException if no way fits, and the message says what the smallest takes; if a row holds NaN or infinite
    ///     numbers; or if a test scores nothing on the whole rows
    /// @throws CancellationException if the listener asks to stop
    public Result tune(Embeddings words) {
        long floor = beside > 0 ? beside : beside(words);
        if (floor > budget) {
            throw new IllegalArgumentException(
                    "the keys and what else stays take "
                            + floor
                            + " bytes, more than the budget of "
                            + budget
                            + "; raise it, or leave keys out: --method prune+int8 --keep 10%"
                            + " --instead nothing");
        }
        if (words.size() == 0) {
            throw new IllegalArgumentException("there is no row to make smaller");
        }
        Compression.checkFinite(words);
        Halving halving = new Halving(words, new Halving.Limits(budget, floor, time), work);
        return halving.run(new Quality.Questions(tests, sample, Integer.MAX_VALUE));
    }

    private static long beside(Embeddings words) {
        Contents contents =
                Contents.of(words.vocabulary(), words.table())
                        .withMetadata(words.metadata())
                        .withColumns(words.columns());
        return Compression.beside(contents);
    }

    /// Those of these trials than which no smaller one is as good, the smallest first.
    static List<Trial> front(List<Trial> trials) {
        List<Trial> front = new ArrayList<>();
        for (Trial trial : sorted(trials)) {
            if (front.isEmpty() || trial.quality() > front.getLast().quality()) {
                front.add(trial);
            }
        }
        return List.copyOf(front);
    }

    static List<Trial> sorted(List<Trial> trials) {
        return trials.stream().sorted(SMALLEST_FIRST).toList();
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends CompressorBuilder<Builder> {
        private final long budget;
        private List<WordTest> tests = List.of();
        private int sample = 500;
        private long beside;
        private Duration time = Duration.ofMinutes(2);

        private Builder(long budget) {
            if (budget < 1) {
                throw new IllegalArgumentException("a budget of 1 byte or more, not " + budget);
            }
            this.budget = budget;
        }

        @Override
        Builder self() {
            return this;
        }

        /// What quality is; how many nearest keys stay the same, unless told.
        public Builder tests(List<WordTest> those) {
            tests = List.copyOf(those);
            return this;
        }

        /// Of how many keys the nearest are looked for where there are no tests; 500 unless told.
        public Builder sample(int keys) {
            if (keys < 1) {
                throw new IllegalArgumentException("sample ≥ 1, not " + keys);
            }
            sample = keys;
            return this;
        }

        /// Bytes that the file takes beside the rows of keys and of parts of words ([Compression#beside]); those of the keys, counts and columns
        /// unless told.
        public Builder beside(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("a file takes 1 byte or more, not " + bytes);
            }
            beside = bytes;
            return this;
        }

        /// About how long ways are tried, two minutes unless told: what would take longer than is left is not begun, and said. One way is made
        /// whole however long that takes.
        public Builder time(Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("time is above 0, not " + limit);
            }
            time = limit;
            return this;
        }

        public Tuner build() {
            return new Tuner(this);
        }
    }
}
