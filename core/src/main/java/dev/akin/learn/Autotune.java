package dev.akin.learn;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.TextClassifier;
import dev.akin.format.Contents;
import dev.akin.vocabulary.Subwords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Finds options for [FastTextSupervised], as `fasttext supervised -autotune-validation` does: tries some, scores each on lines that were held
/// back, and goes on around the best with smaller and smaller changes, until the time or the number of trials is used up. Immutable.
public final class Autotune {
    private static final int LARGEST_DIMENSION = 1000;

    private final Builder options;

    private Autotune(Builder options) {
        this.options = options;
    }

    /// Options that are searched for, unless they are held.
    public enum Option {
        EPOCHS,
        LEARNING_RATE,
        DIMENSION,
        WORD_NGRAMS,
        NGRAMS,
        BUCKETS
    }

    /// What was tried.
    ///
    /// @param minNgram letters in the shortest parts of words; 0 for no parts
    /// @param score of the lines held back, in [0, 1]
    /// @param took what learning, making it small and scoring took
    public record Trial(
            int epochs,
            double learningRate,
            int dimension,
            int wordNgrams,
            int minNgram,
            int maxNgram,
            int buckets,
            double score,
            Duration took) {

        private FastTextSupervised.Builder tell(FastTextSupervised.Builder builder) {
            return builder.epochs(epochs)
                    .learningRate(learningRate)
                    .dimension(dimension)
                    .wordNgrams(wordNgrams)
                    .subwords(Subwords.of(minNgram, maxNgram, buckets));
        }

        private Trial scored(double value, Duration time) {
            return new Trial(
                    epochs,
                    learningRate,
                    dimension,
                    wordNgrams,
                    minNgram,
                    maxNgram,
                    buckets,
                    value,
                    time);
        }

        /// As they are typed.
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "--epochs %d --learning-rate %.3g --dim %d --word-ngrams %d --min-ngram %d"
                            + " --max-ngram %d --buckets %d",
                    epochs,
                    learningRate,
                    dimension,
                    wordNgrams,
                    minNgram,
                    maxNgram,
                    buckets);
        }
    }

    /// What came of it.
    ///
    /// @param best the options with the highest score
    /// @param trials all of them, in their order; those that were cut short are left out
    /// @param model learned with the best options, of all lines
    public record Result(Trial best, List<Trial> trials, Contents model) {
        public Result {
            trials = List.copyOf(trials);
        }
    }

    /// Options, at first five minutes, F1, and what [FastTextSupervised] has.
    public static Builder builder() {
        return new Builder();
    }

    /// Searches, then learns with the best options from all lines.
    ///
    /// @param lines to learn from, each without its end
    /// @param held lines to score on; where empty, every tenth line is held back while searching
    /// @param each hears of each trial as it ends
    /// @throws IllegalArgumentException if there is nothing to score on, or no label of the held lines is learned
    /// @throws CancellationException if the listener asked to stop before one trial ended; later, the best so far is learned
    public Result run(
            List<String> lines, List<String> held, TrialListener each, ProgressListener listener) {
        List<String> learned = held.isEmpty() ? part(lines, false) : lines;
        List<String> scored = held.isEmpty() ? part(lines, true) : held;
        LabelMeasure measure = LabelMeasure.of(options.metric, scored, options.labelPrefix);
        Search search = new Search(learned, measure, listener);
        List<Trial> trials = search.run(each);
        if (trials.isEmpty()) {
            throw listener.stopRequested()
                    ? new CancellationException("stopped before one trial ended")
                    : new IllegalArgumentException(
                            "not one trial ended within "
                                    + options.time.toSeconds()
                                    + " seconds: give more time");
        }
        Trial best = trials.getFirst();
        for (Trial trial : trials) {
            best = trial.score() > best.score() ? trial : best;
        }
        Contents model =
                options.finish.apply(
                        best.tell(options.learner.get())
                                .build()
                                .fit(lines, new Unstoppable(listener)));
        return new Result(best, trials, model);
    }

    private static List<String> part(List<String> lines, boolean held) {
        List<String> part = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if ((i % 10 == 9) == held) {
                part.add(lines.get(i));
            }
        }
        return part;
    }

    /// Hears of trials.
    @FunctionalInterface
    public interface TrialListener {
        /// @param best whether none before was better
        void ended(Trial trial, boolean best);
    }

    /// Says how much of the time is gone, whatever a trial does, and stops it when all of it is.
    private record Watch(ProgressListener listener, long began, Duration time)
            implements ProgressListener {
        @Override
        public void update(Progress progress) {
            long gone = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            listener.update(
                    new Progress(
                            "searching", Math.min(gone, time.toSeconds()), time.toSeconds(), "s"));
        }

        @Override
        public boolean stopRequested() {
            return listener.stopRequested() || over();
        }

        boolean over() {
            return System.nanoTime() - began > time.toNanos();
        }
    }

    /// Told to stop, it stops searching; but what was asked for is a model.
    private record Unstoppable(ProgressListener listener) implements ProgressListener {
        @Override
        public void update(Progress progress) {
            listener.update(progress);
        }
    }

    private final class Search {
        private final List<String> lines;
        private final LabelMeasure measure;
        private final SplittableRandom random = new SplittableRandom(options.seed);
        private final long began = System.nanoTime();
        private final Watch watch;
        private @Nullable IllegalArgumentException failure;

        Search(List<String> lines, LabelMeasure measure, ProgressListener listener) {
            this.lines = lines;
            this.measure = measure;
            watch = new Watch(listener, began, options.time);
        }

        /// @throws IllegalArgumentException if no options make a model that is small enough
        List<Trial> run(TrialListener each) {
            List<Trial> trials = new ArrayList<>();
            while (trials.size() < options.trials && !watch.stopRequested()) {
                double gone = (double) (System.nanoTime() - began) / options.time.toNanos();
                double share = Math.max(gone, (double) trials.size() / options.trials);
                Trial next = next(trials, Math.min(1, share));
                long start = System.nanoTime();
                try {
                    double score = score(next);
                    Trial ended = next.scored(score, Duration.ofNanos(System.nanoTime() - start));
                    boolean best = trials.stream().allMatch(trial -> trial.score() < score);
                    trials.add(ended);
                    each.ended(ended, best);
                } catch (CancellationException e) {
                    // Time is up, or somebody asked to stop: the loop ends for either.
                    if (!watch.stopRequested()) {
                        throw e;
                    }
                } catch (DivergedException e) {
                    // The vectors grew beyond all bounds: these options are no good.
                    trials.add(next.scored(0, Duration.ofNanos(System.nanoTime() - start)));
                } catch (IllegalArgumentException e) {
                    failure = e;
                    trials.add(next.scored(0, Duration.ofNanos(System.nanoTime() - start)));
                }
            }
            IllegalArgumentException wrong = failure;
            if (wrong != null && trials.stream().allMatch(trial -> trial.score() == 0)) {
                throw wrong;
            }
            return trials;
        }

        private double score(Trial trial) {
            FastTextSupervised learner = trial.tell(options.learner.get()).build();
            Contents made = options.finish.apply(learner.fit(lines, watch));
            try {
                return measure.score(TextClassifier.of(Path.of("trial"), made));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// At first as it was begun, then two that often do well, then around the best.
        private Trial next(List<Trial> trials, double gone) {
            Trial first = options.start;
            return switch (trials.size()) {
                case 0 -> first;
                case 1 -> held(first, 25, 0.5, first.wordNgrams());
                case 2 -> held(first, 10, 0.5, 2);
                default ->
                        near(
                                trials.stream()
                                        .max(Comparator.comparingDouble(Trial::score))
                                        .orElse(first),
                                gone);
            };
        }

        private Trial held(Trial first, int epochs, double rate, int wordNgrams) {
            return new Trial(
                    pick(Option.EPOCHS, first.epochs(), epochs),
                    pick(Option.LEARNING_RATE, first.learningRate(), rate),
                    first.dimension(),
                    pick(Option.WORD_NGRAMS, first.wordNgrams(), wordNgrams),
                    first.minNgram(),
                    first.maxNgram(),
                    first.buckets(),
                    0,
                    Duration.ZERO);
        }

        private <T> T pick(Option option, T kept, T tried) {
            return options.held.contains(option) ? kept : tried;
        }

        private Trial near(Trial best, double gone) {
            boolean parts = !options.held.contains(Option.NGRAMS) && random.nextDouble() < 0.3;
            int least = parts ? new int[] {0, 2, 3}[random.nextInt(3)] : best.minNgram();
            int most = parts ? (least == 0 ? 0 : least + 3) : best.maxNgram();
            return new Trial(
                    pick(
                            Option.EPOCHS,
                            best.epochs(),
                            whole(best.epochs(), 2.8, 2.5, gone, 1, 100)),
                    pick(
                            Option.LEARNING_RATE,
                            best.learningRate(),
                            scaled(best.learningRate(), 1.9, 1, gone, 0.01, 5)),
                    pick(
                            Option.DIMENSION,
                            best.dimension(),
                            whole(best.dimension(), 1.4, 0.3, gone, 1, LARGEST_DIMENSION)),
                    pick(
                            Option.WORD_NGRAMS,
                            best.wordNgrams(),
                            shifted(best.wordNgrams(), 2, 1, gone, 1, 5)),
                    least,
                    most,
                    pick(
                            Option.BUCKETS,
                            best.buckets(),
                            whole(best.buckets(), 2, 1.5, gone, 10_000, 10_000_000)),
                    0,
                    Duration.ZERO);
        }

        /// Times a power of two, drawn from a bell curve whose width goes from one number to another.
        private double scaled(
                double value, double wide, double narrow, double gone, double least, double most) {
            double width = wide + (narrow - wide) * gone;
            double power = Math.clamp(random.nextGaussian() * width, -4.0, 4.0);
            return Math.clamp(value * Math.pow(2, power), least, most);
        }

        private int whole(int value, double wide, double narrow, double gone, int least, int most) {
            return (int) Math.round(scaled(value, wide, narrow, gone, least, most));
        }

        private int shifted(
                int value, double wide, double narrow, double gone, int least, int most) {
            double width = wide + (narrow - wide) * gone;
            return Math.clamp(Math.round(value + random.nextGaussian() * width), least, most);
        }
    }

    /// Collects options; each has a default. Not thread-safe.
    public static final class Builder {
        private Learner learner = FastTextSupervised::builder;
        private Trial start = new Trial(5, 0.1, 100, 1, 0, 0, 2_000_000, 0, Duration.ZERO);
        private Set<Option> held = EnumSet.noneOf(Option.class);
        private Duration time = Duration.ofMinutes(5);
        private int trials = Integer.MAX_VALUE;
        private String metric = "f1";
        private String labelPrefix = "__label__";
        private UnaryOperator<Contents> finish = UnaryOperator.identity();
        private long seed = 1;

        private Builder() {}

        /// Makes the learner of each trial, with what is not searched for.
        public Builder learner(Learner value) {
            learner = value;
            return this;
        }

        /// Where the search begins.
        public Builder start(Trial value) {
            start = value;
            return this;
        }

        /// Options that stay as the search began with them.
        public Builder held(Set<Option> values) {
            held = values.isEmpty() ? EnumSet.noneOf(Option.class) : EnumSet.copyOf(values);
            return this;
        }

        /// How long to search, at least a second; 5 minutes unless said. Learning with the best options comes on top.
        public Builder time(Duration value) {
            if (value.toMillis() < 1000) {
                throw new IllegalArgumentException(
                        "a search takes a second at the least, not " + value);
            }
            time = value;
            return this;
        }

        /// The most trials, at least 1; no limit unless said. With it and one thread a seed gives the same result again, where time allows.
        public Builder trials(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("trials must be at least 1, not " + value);
            }
            trials = value;
            return this;
        }

        /// What is best: `f1` of the likeliest labels, `f1:LABEL` of one label, `precisionAtRecall:P` or `recallAtPrecision:P`, of all labels
        /// together or with `:LABEL` behind of one, where P is a percentage. `f1` unless said.
        ///
        /// @throws IllegalArgumentException if it is none of these
        public Builder metric(String value) {
            LabelMeasure.check(value);
            metric = value;
            return this;
        }

        /// What labels begin with; `__label__` unless said.
        public Builder labelPrefix(String value) {
            labelPrefix = value;
            return this;
        }

        /// What is done to each model before it is scored, such as making it small; nothing unless said.
        public Builder finish(UnaryOperator<Contents> value) {
            finish = value;
            return this;
        }

        /// What chance begins with; 1 unless said.
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /// A search with the options as they are now.
        public Autotune build() {
            Builder copy = new Builder();
            copy.learner = learner;
            copy.start = start;
            copy.held = held;
            copy.time = time;
            copy.trials = trials;
            copy.metric = metric;
            copy.labelPrefix = labelPrefix;
            copy.finish = finish;
            copy.seed = seed;
            return new Autotune(copy);
        }
    }

    /// Makes learners.
    @FunctionalInterface
    public interface Learner {
        FastTextSupervised.Builder get();
    }
}
