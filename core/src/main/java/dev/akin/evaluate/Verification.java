package dev.akin.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/// How well similarities tell pairs of the same thing from pairs of different things: what becomes of both as the threshold falls
/// from the greatest similarity to the least. Immutable and thread-safe.
///
/// A pair is accepted where its similarity is not below the threshold. Accepting different things is a false accept, not accepting
/// the same thing a false reject; the curve of one against the other is the receiver operating characteristic (Fawcett 2006, "An
/// introduction to ROC analysis", algorithm 1). Intervals come from drawing the pairs anew.
public final class Verification {
    private static final long SEED = 1;

    private final double[] scores;
    private final boolean[] same;
    private final long sames;

    /// Sorted, the most similar first.
    private Verification(double[] scores, boolean[] same) {
        this.scores = scores;
        this.same = same;
        this.sames = IntStream.range(0, same.length).filter(i -> same[i]).count();
    }

    /// Pairs in any order.
    ///
    /// @param similarities [pairs], none of them NaN; not kept
    /// @param same of each pair, whether both are the same thing; not kept
    /// @throws IllegalArgumentException if there are not as many of both, a similarity is NaN, or there are not both kinds of pairs
    public static Verification of(double[] similarities, boolean[] same) {
        if (similarities.length != same.length) {
            throw new IllegalArgumentException(
                    similarities.length + " similarities for " + same.length + " pairs");
        }
        for (int i = 0; i < same.length; i++) {
            if (Double.isNaN(similarities[i])) {
                throw new IllegalArgumentException("the similarity of pair " + i + " is NaN");
            }
        }
        Verification sorted = sorted(similarities, same);
        if (sorted.sames == 0 || sorted.sames == same.length) {
            throw new IllegalArgumentException(
                    "there are "
                            + sorted.sames
                            + " pairs of the same thing and "
                            + (same.length - sorted.sames)
                            + " of different ones; there must be one of each at least");
        }
        return sorted;
    }

    private static Verification sorted(double[] similarities, boolean[] same) {
        int[] order =
                IntStream.range(0, same.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -similarities[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] scores = Arrays.stream(order).mapToDouble(i -> similarities[i]).toArray();
        boolean[] labels = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            labels[i] = same[order[i]];
        }
        return new Verification(scores, labels);
    }

    /// How alike two vectors are, in [-1, 1]; 0 where one has no direction.
    ///
    /// @throws IllegalArgumentException if they differ in dimension
    public static double cosine(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "vectors of " + a.length + " and of " + b.length + " dimensions");
        }
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return aa == 0 || bb == 0 ? 0 : Math.clamp(dot / Math.sqrt(aa * bb), -1.0, 1.0);
    }

    /// How many pairs there are.
    public int pairs() {
        return same.length;
    }

    /// How many of them are of the same thing.
    public long same() {
        return sames;
    }

    /// How often a pair of the same thing is more similar than one of different things.
    public Auc auc() {
        return Auc.of(of(true), of(false), SEED);
    }

    private double[] of(boolean wanted) {
        return IntStream.range(0, same.length)
                .filter(i -> same[i] == wanted)
                .mapToDouble(i -> scores[i])
                .toArray();
    }

    /// The share of wrong ones where false accepts and false rejects are equally frequent, by a line between the two thresholds around
    /// that place; in [0, 1], 0.5 is chance.
    public Score equalErrorRate() {
        return Score.of(same.length, SEED, this::equalErrors);
    }

    private double equalErrors(int[] times) {
        double different = 0;
        double alike = 0;
        for (int i = 0; i < times.length; i++) {
            alike += same[i] ? times[i] : 0;
            different += same[i] ? 0 : times[i];
        }
        if (different == 0 || alike == 0) {
            return Double.NaN;
        }
        double accepts = 0;
        double rejects = 1;
        for (int i = 0; i < times.length; ) {
            double before = accepts;
            double rejectsBefore = rejects;
            int end = endOfTies(i);
            for (; i < end; i++) {
                accepts += same[i] ? 0 : times[i] / different;
                rejects -= same[i] ? times[i] / alike : 0;
            }
            if (accepts >= rejects) {
                double gap = rejectsBefore - before;
                double part = gap / (gap + accepts - rejects);
                return before + part * (accepts - before);
            }
        }
        return 1;
    }

    /// The first pair behind `i` that is less similar.
    private int endOfTies(int i) {
        int end = i + 1;
        while (end < scores.length && scores[end] == scores[i]) {
            end++;
        }
        return end;
    }

    /// The least threshold at which not more of the different pairs are accepted than this share.
    ///
    /// @param share in [0, 1]
    /// @throws IllegalArgumentException if the share is out of its range
    public VerificationThreshold atFalseAccepts(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of false accepts is 0 to 1, not " + share);
        }
        long most = (long) Math.floor(share * (same.length - sames) + 1e-9);
        long accepted = 0;
        int kept = 0;
        for (int i = 0; i < scores.length; ) {
            int end = endOfTies(i);
            for (; i < end; i++) {
                accepted += same[i] ? 0 : 1;
            }
            if (accepted > most) {
                break;
            }
            kept = end;
        }
        return threshold(kept);
    }

    /// The threshold at which false accepts and false rejects are nearest to equally frequent.
    public VerificationThreshold atEqualErrors() {
        double least = Double.POSITIVE_INFINITY;
        int best = 0;
        double accepts = 0;
        double rejects = 1;
        for (int i = 0; i < scores.length; ) {
            int end = endOfTies(i);
            for (; i < end; i++) {
                accepts += same[i] ? 0 : 1.0 / (same.length - sames);
                rejects -= same[i] ? 1.0 / sames : 0;
            }
            if (Math.abs(accepts - rejects) < least) {
                least = Math.abs(accepts - rejects);
                best = end;
            }
        }
        return threshold(best);
    }

    /// What a threshold that somebody chose does with these pairs.
    public VerificationThreshold at(double similarity) {
        int accepted = 0;
        while (accepted < scores.length && scores[accepted] >= similarity) {
            accepted++;
        }
        return rates(similarity, accepted);
    }

    /// The threshold that accepts so many of the most similar.
    private VerificationThreshold threshold(int accepted) {
        return rates(accepted == 0 ? Math.nextUp(scores[0]) : scores[accepted - 1], accepted);
    }

    private VerificationThreshold rates(double value, int accepted) {
        long right = IntStream.range(0, accepted).filter(i -> same[i]).count();
        return new VerificationThreshold(
                value,
                new ErrorRate(accepted - right, same.length - sames),
                new ErrorRate(sames - right, sames),
                "");
    }

    /// The curve from (0, 0) to (1, 1): a point for each threshold, [2][points]; first the shares of false accepts, which do not
    /// fall, then the shares of pairs of the same thing that were accepted.
    public double[][] curve() {
        double[] accepts = new double[scores.length + 1];
        double[] hits = new double[scores.length + 1];
        int points = 1;
        long right = 0;
        for (int i = 0; i < scores.length; ) {
            int end = endOfTies(i);
            for (; i < end; i++) {
                right += same[i] ? 1 : 0;
            }
            accepts[points] = (double) (end - right) / (same.length - sames);
            hits[points++] = (double) right / sames;
        }
        return new double[][] {Arrays.copyOf(accepts, points), Arrays.copyOf(hits, points)};
    }

    @Override
    public String toString() {
        Auc auc = auc();
        return String.format(
                Locale.ROOT,
                "AUC %s, equal error rate %s, n %d",
                new Score(auc.value(), auc.interval()),
                equalErrorRate(),
                same.length);
    }
}
