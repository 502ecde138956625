package dev.akin.compress;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.evaluate.Interval;
import dev.akin.evaluate.PairedDifference;
import dev.akin.evaluate.WordTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How much smaller rows keep of what whole ones said: the mean of scores by those of the whole rows, or the share of nearest keys that
/// stay the same. What the whole rows say is found once.
final class Quality {
    private static final int NEAREST = 10;
    private static final int BATCH = 50;
    static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

    private final Embeddings before;
    private final List<WordTest> tests;
    private final double[] whole;
    private final List<String> asked;
    private final List<Set<String>> near;
    private final ProgressListener listener;

    /// What is asked.
    ///
    /// @param tests none for nearest keys
    /// @param sample of how many keys the nearest are looked for
    /// @param items of a test at the most
    record Questions(List<WordTest> tests, int sample, int items) {}

    Quality(Embeddings before, Questions questions, ProgressListener listener) {
        this.before = before;
        this.listener = listener;
        this.tests = questions.tests.stream().map(test -> test.some(questions.items)).toList();
        this.whole = tests.stream().mapToDouble(test -> test.value(before)).toArray();
        int taken = Math.min(questions.sample, before.size());
        this.asked =
                tests.isEmpty()
                        ? IntStream.range(0, taken)
                                .mapToObj(i -> (int) ((long) i * before.size() / taken))
                                .map(before.vocabulary()::key)
                                .toList()
                        : List.of();
        this.near = nearest(before);
    }

    /// @throws IllegalArgumentException if a test can say nothing of the whole rows
    void checkTests() {
        for (int i = 0; i < whole.length; i++) {
            if (!(whole[i] > 0)) {
                throw new IllegalArgumentException(
                        "the test "
                                + tests.get(i).name()
                                + " scores nothing on the whole rows: use one whose words they have");
            }
        }
    }

    /// What was kept, and where that would lie in 95 of 100 draws of test items or keys like these.
    record Kept(double value, Interval interval) {}

    /// @throws CancellationException if the listener asks to stop
    double of(Embeddings after) {
        if (tests.isEmpty()) {
            return overlap(after).value();
        }
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < whole.length; i++) {
            checkStop();
            if (whole[i] > 0) {
                double score = tests.get(i).value(after);
                // Rows that are all alike give pairs no order, and so no score.
                sum += Double.isFinite(score) ? score / whole[i] : 0;
                counted++;
            }
        }
        return counted == 0 ? 0 : sum / counted;
    }

    /// As [#of(Embeddings)], with its interval where that is worth its time.
    Kept measured(Embeddings after, DoublePredicate worth) {
        if (tests.isEmpty()) {
            return overlap(after);
        }
        double value = of(after);
        return worth.test(value) ? measured(after) : new Kept(value, UNKNOWN);
    }

    private Kept measured(Embeddings after) {
        double quality = 0;
        double below = 0;
        double above = 0;
        for (WordTest test : tests) {
            checkStop();
            PairedDifference found = test.compare(after, before);
            double scale = Math.abs(found.second());
            if (Double.isFinite(found.first()) && scale > 0) {
                Interval likely = found.interval();
                quality += found.first() / found.second() / tests.size();
                below += square((found.difference() - likely.low()) / scale);
                above += square((likely.high() - found.difference()) / scale);
            }
        }
        return new Kept(
                quality,
                new Interval(
                        quality - Math.sqrt(below) / tests.size(),
                        quality + Math.sqrt(above) / tests.size()));
    }

    private static double square(double value) {
        return value * value;
    }

    private Kept overlap(Embeddings after) {
        List<Set<String>> there = nearest(after);
        int all = 0;
        int common = 0;
        for (int i = 0; i < near.size(); i++) {
            all += near.get(i).size();
            common += (int) near.get(i).stream().filter(there.get(i)::contains).count();
        }
        double share = all == 0 ? 0 : (double) common / all;
        int keys = (int) Math.round(share * asked.size());
        return new Kept(share, Interval.ofShare(keys, asked.size()));
    }

    private List<Set<String>> nearest(Embeddings words) {
        List<Set<String>> all = new ArrayList<>();
        for (int from = 0; from < asked.size(); from += BATCH) {
            checkStop();
            List<String> batch = asked.subList(from, Math.min(asked.size(), from + BATCH));
            for (List<Neighbor> found : words.neighborsOfEach(batch, NEAREST)) {
                all.add(
                        found.stream()
                                .map(Neighbor::key)
                                .collect(Collectors.toCollection(HashSet::new)));
            }
        }
        return all;
    }

    private void checkStop() {
        if (listener.stopRequested()) {
            throw new CancellationException("stopped while ways were tried");
        }
    }
}
