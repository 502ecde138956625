package dev.akin.evaluate;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.LogisticRegression;
import dev.akin.algebra.Workers;
import dev.akin.embeddings.Embeddings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// How much of what keys are labelled with can be read from their vectors: a logistic regression for each label, learned from some of the keys
/// and tried on the others, which get as many labels as they have, the likeliest ones. That is how DeepWalk (Perozzi et al. 2014, §5) and those
/// after it score the nodes of a graph. Immutable and thread-safe.
public final class LabelProbe {
    private static final double C = 1;

    private final Options options;

    private LabelProbe(Options options) {
        this.options = options;
    }

    /// @param share of the keys that is learned from, in (0, 1)
    /// @param splits how many times keys are drawn to learn from, 1 or more
    /// @param seed what chance begins with
    /// @param threads 1 or more; the result does not depend on them
    public record Options(double share, int splits, long seed, int threads) {
        public Options {
            if (!(share > 0 && share < 1) || splits < 1 || threads < 1) {
                throw new IllegalArgumentException(
                        "the share is above 0 and below 1, splits and threads at least 1, not "
                                + share
                                + ", "
                                + splits
                                + ", "
                                + threads);
            }
        }

        /// Half of the keys, five times.
        public static Options standard() {
            return new Options(0.5, 5, 1, Runtime.getRuntime().availableProcessors());
        }
    }

    /// What came of it: means over the splits, of the scores and of the ends of their intervals.
    ///
    /// @param n keys that have a vector
    /// @param unknown keys that have none
    /// @param labels how many labels there are
    public record Result(
            String task,
            double share,
            Score macro,
            Score micro,
            Score frequent,
            int n,
            int unknown,
            int labels) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s at %.0f %%: macro-F1 %s, micro-F1 %s, by frequency alone %s, n %d",
                    task,
                    100 * share,
                    macro,
                    micro,
                    frequent,
                    n);
        }
    }

    public static LabelProbe of(Options options) {
        return new LabelProbe(options);
    }

    /// Learns and tries.
    ///
    /// @throws IllegalArgumentException if fewer than four of the keys have a vector, or there is but one label
    /// @throws CancellationException if the listener asks to stop
    public Result run(Embeddings words, KeyLabels labels, ProgressListener listener) {
        Rows rows = Rows.of(words, labels);
        if (rows.count() < 4 || rows.names().size() < 2) {
            throw new IllegalArgumentException(
                    rows.count()
                            + " keys of "
                            + labels.name()
                            + " have vectors, with "
                            + rows.names().size()
                            + " labels; there must be 4 and 2 at least");
        }
        List<LabelResult> found = new ArrayList<>();
        List<LabelResult> frequent = new ArrayList<>();
        for (int split = 0; split < options.splits(); split++) {
            listener.update(new Progress("probing", split, options.splits(), "splits"));
            if (listener.stopRequested()) {
                throw new CancellationException("stopped while probing");
            }
            Split parts = Split.of(rows, options, split);
            found.add(LabelResult.ofLabelSets(parts.right(rows), parts.given(rows, options)));
            frequent.add(LabelResult.ofLabelSets(parts.right(rows), parts.frequent(rows)));
        }
        listener.update(new Progress("probing", options.splits(), options.splits(), "splits"));
        return new Result(
                labels.name(),
                options.share(),
                mean(found, result -> result.macro().f1()),
                mean(found, result -> result.micro().f1()),
                mean(frequent, result -> result.macro().f1()),
                rows.count(),
                labels.labels().size() - rows.count(),
                rows.names().size());
    }

    private interface Part {
        Score of(LabelResult result);
    }

    private static Score mean(List<LabelResult> results, Part part) {
        ToDoubleFunction<ToDoubleFunction<Score>> mean =
                number ->
                        results.stream()
                                .mapToDouble(result -> number.applyAsDouble(part.of(result)))
                                .average()
                                .orElse(Double.NaN);
        return new Score(
                mean.applyAsDouble(Score::value),
                new Interval(
                        mean.applyAsDouble(score -> score.interval().low()),
                        mean.applyAsDouble(score -> score.interval().high())));
    }

    /// The keys that have vectors.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Rows(
            float[] values, int dimension, List<Set<String>> labels, List<String> names) {
        static Rows of(Embeddings words, KeyLabels labels) {
            List<String> keys = labels.labels().keySet().stream().filter(words::contains).toList();
            int dimension = words.dimension();
            float[] values = new float[Math.multiplyExact(keys.size(), dimension)];
            List<Set<String>> theirs = new ArrayList<>();
            Set<String> names = new TreeSet<>();
            for (int i = 0; i < keys.size(); i++) {
                System.arraycopy(words.vector(keys.get(i)), 0, values, i * dimension, dimension);
                Set<String> own =
                        new HashSet<>(labels.labels().getOrDefault(keys.get(i), List.of()));
                theirs.add(own);
                names.addAll(own);
            }
            return new Rows(values, dimension, theirs, List.copyOf(names));
        }

        int count() {
            return labels.size();
        }
    }

    /// @param learned places of the rows that are learned from
    /// @param tried places of the others
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Split(int[] learned, int[] tried) {
        static Split of(Rows rows, Options options, int number) {
            int[] order = IntStream.range(0, rows.count()).toArray();
            SplittableRandom random = new SplittableRandom(options.seed() + 31L * number);
            for (int i = order.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int place = order[i];
                order[i] = order[other];
                order[other] = place;
            }
            int count = Math.clamp(Math.round(options.share() * order.length), 1, order.length - 1);
            return new Split(
                    Arrays.copyOf(order, count), Arrays.copyOfRange(order, count, order.length));
        }

        List<Set<String>> right(Rows rows) {
            return Arrays.stream(tried).mapToObj(rows.labels()::get).toList();
        }

        List<List<String>> given(Rows rows, Options options) {
            int dimension = rows.dimension();
            float[] known = new float[learned.length * dimension];
            for (int i = 0; i < learned.length; i++) {
                System.arraycopy(
                        rows.values(), learned[i] * dimension, known, i * dimension, dimension);
            }
            double[][] scores = new double[rows.names().size()][tried.length];
            new Workers(options.threads())
                    .each(scores.length, label -> score(rows, known, label, scores[label]));
            return likeliest(rows, (label, row) -> scores[label][row]);
        }

        private void score(Rows rows, float[] known, int label, double[] scores) {
            String name = rows.names().get(label);
            boolean[] positive = new boolean[learned.length];
            for (int i = 0; i < positive.length; i++) {
                positive[i] = rows.labels().get(learned[i]).contains(name);
            }
            LogisticRegression fitted =
                    LogisticRegression.fit(known, rows.dimension(), positive, C);
            for (int i = 0; i < scores.length; i++) {
                scores[i] = fitted.score(rows.values(), tried[i] * rows.dimension());
            }
        }

        /// What somebody gives who knows only how many keys have each label.
        List<List<String>> frequent(Rows rows) {
            int[] counts = new int[rows.names().size()];
            for (int place : learned) {
                for (int label = 0; label < counts.length; label++) {
                    counts[label] +=
                            rows.labels().get(place).contains(rows.names().get(label)) ? 1 : 0;
                }
            }
            return likeliest(rows, (label, _) -> counts[label]);
        }

        private interface Scores {
            double of(int label, int row);
        }

        /// As many labels of each row as it has.
        private List<List<String>> likeliest(Rows rows, Scores scores) {
            List<List<String>> given = new ArrayList<>();
            for (int i = 0; i < tried.length; i++) {
                int row = i;
                given.add(
                        IntStream.range(0, rows.names().size())
                                .boxed()
                                .sorted(Comparator.comparingDouble(label -> -scores.of(label, row)))
                                .limit(rows.labels().get(tried[i]).size())
                                .map(rows.names()::get)
                                .toList());
            }
            return given;
        }
    }
}
