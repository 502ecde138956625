package dev.akin.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Holds given labels against right ones.
///
/// @param <I> a test item
/// @param <T> what in an item has a label; equal ones agree
/// @param things those of an item, none twice
record LabelComparison<I, T>(
        Function<I, ? extends Collection<T>> things, Function<T, String> label) {
    private static final long SEED = 1;

    LabelResult result(
            List<? extends I> right,
            List<? extends I> given,
            BiFunction<I, I, Agreement> agreement) {
        if (right.isEmpty() || right.size() != given.size()) {
            throw new IllegalArgumentException(
                    right.size()
                            + " items have "
                            + given.size()
                            + " predictions; each needs one, and there must be one at least");
        }
        List<Agreement> agreed = new ArrayList<>();
        for (int i = 0; i < right.size(); i++) {
            agreed.add(agreement.apply(right.get(i), given.get(i)));
        }
        return result(counts(right, given), agreed);
    }

    private LabelCounts counts(List<? extends I> right, List<? extends I> given) {
        TreeSet<String> labels =
                Stream.concat(right.stream(), given.stream())
                        .flatMap(item -> things.apply(item).stream())
                        .map(label)
                        .collect(Collectors.toCollection(TreeSet::new));
        LabelCounts.Gathering gathering = new LabelCounts.Gathering(labels, right.size());
        for (int i = 0; i < right.size(); i++) {
            Set<T> held = new HashSet<>(things.apply(right.get(i)));
            held.forEach(thing -> gathering.add(label.apply(thing), LabelCounts.HELD));
            for (T thing : things.apply(given.get(i))) {
                gathering.add(label.apply(thing), LabelCounts.GIVEN);
                if (held.contains(thing)) {
                    gathering.add(label.apply(thing), LabelCounts.CORRECT);
                }
            }
            gathering.endItem();
        }
        return gathering.counts();
    }

    private static LabelResult result(LabelCounts counts, List<Agreement> agreed) {
        int labels = counts.labels().size();
        long[] sums = counts.sums(Bootstrap.once(counts.items()));
        double[] values = statistics(sums, agreed, Bootstrap.once(counts.items()));
        double[][] drawn =
                Bootstrap.resampleAll(
                        counts.items(),
                        SEED,
                        times -> statistics(counts.sums(times), agreed, times));
        List<Score> scores = new ArrayList<>();
        for (int s = 0; s < values.length; s++) {
            scores.add(new Score(values[s], Interval.of(drawn[s])));
        }
        List<LabelScore> each =
                IntStream.range(0, labels)
                        .mapToObj(i -> score(counts.labels().get(i), sums, i, scores.get(i)))
                        .toList();
        int n = agreed.stream().mapToInt(Agreement::parts).sum();
        LabelScore micro = score("micro", LabelCounts.total(sums), 0, scores.get(labels));
        return new LabelResult(
                scores.get(labels + 2), micro, macro(each, scores.get(labels + 1)), each, n);
    }

    /// F1 of each label, then micro F1, macro F1 and accuracy.
    private static double[] statistics(long[] sums, List<Agreement> agreed, int[] times) {
        int labels = sums.length / 3;
        double[] statistics = new double[labels + 3];
        for (int i = 0; i < labels; i++) {
            statistics[i] = LabelCounts.f1(sums, i);
        }
        statistics[labels] = LabelCounts.f1(LabelCounts.total(sums), 0);
        statistics[labels + 1] = Arrays.stream(statistics, 0, labels).average().orElse(0);
        statistics[labels + 2] = Agreement.share(agreed, times);
        return statistics;
    }

    private static LabelScore score(String label, long[] sums, int index, Score f1) {
        return new LabelScore(
                label,
                LabelCounts.precision(sums, index),
                LabelCounts.recall(sums, index),
                f1,
                Math.toIntExact(sums[3 * index + LabelCounts.HELD]));
    }

    private static LabelScore macro(List<LabelScore> labels, Score f1) {
        return new LabelScore(
                "macro",
                labels.stream().mapToDouble(LabelScore::precision).average().orElse(0),
                labels.stream().mapToDouble(LabelScore::recall).average().orElse(0),
                f1,
                labels.stream().mapToInt(LabelScore::support).sum());
    }
}
