package dev.akin.evaluate;

import java.util.function.Function;

/// How well groups found agree with groups given, whatever they are called. Natural logarithms cancel out. Immutable.
///
/// @param homogeneity whether a found group holds one given group only, in [0, 1] (Rosenberg and Hirschberg 2007)
/// @param completeness whether a given group lies in one found group, in [0, 1]
/// @param v the harmonic mean of both, the V-measure
/// @param adjustedRand the Rand index adjusted for chance, 1 for the same groups and about 0 for random ones (Hubert and Arabie 1985)
/// @param purity the share of items that belong to the most frequent given group of their found group, in (0, 1]
/// @param n items
public record ClusterAgreement(
        Score homogeneity, Score completeness, Score v, Score adjustedRand, Score purity, int n) {

    private static final long SEED = 1;

    /// @param found the group of each item, from 0 on
    /// @param given the group that each item is known to be of, from 0 on
    /// @throws IllegalArgumentException if there are not as many, or none
    public static ClusterAgreement of(int[] found, int[] given) {
        if (found.length != given.length || found.length == 0) {
            throw new IllegalArgumentException(
                    "groups of "
                            + found.length
                            + " items cannot be held against those of "
                            + given.length);
        }
        Function<int[], double[]> measures = times -> measures(found, given, times);
        double[] values = measures.apply(Bootstrap.once(found.length));
        double[][] drawn = Bootstrap.resampleAll(found.length, SEED, measures);
        Score[] scores = new Score[values.length];
        for (int s = 0; s < scores.length; s++) {
            scores[s] = new Score(values[s], Interval.of(drawn[s]));
        }
        return new ClusterAgreement(
                scores[0], scores[1], scores[2], scores[3], scores[4], found.length);
    }

    private static double[] measures(int[] found, int[] given, int[] times) {
        long[][] table = new long[size(found)][size(given)];
        for (int i = 0; i < found.length; i++) {
            table[found[i]][given[i]] += times[i];
        }
        long[] rows = new long[table.length];
        long[] columns = new long[table[0].length];
        long all = 0;
        long purest = 0;
        double pairs = 0;
        double information = 0;
        for (int r = 0; r < rows.length; r++) {
            long most = 0;
            for (int c = 0; c < columns.length; c++) {
                long count = table[r][c];
                rows[r] += count;
                columns[c] += count;
                all += count;
                most = Math.max(most, count);
                pairs += pairs(count);
            }
            purest += most;
        }
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns.length; c++) {
                long count = table[r][c];
                information +=
                        count == 0
                                ? 0
                                : (double) count
                                        / all
                                        * Math.log(
                                                (double) count
                                                        * all
                                                        / ((double) rows[r] * columns[c]));
            }
        }
        double homogeneity = share(information, entropy(columns, all));
        double completeness = share(information, entropy(rows, all));
        double sum = homogeneity + completeness;
        return new double[] {
            homogeneity,
            completeness,
            sum == 0 ? 0 : 2 * homogeneity * completeness / sum,
            adjusted(pairs, pairs(rows), pairs(columns), pairs(all)),
            (double) purest / all
        };
    }

    private static int size(int[] groups) {
        int size = 0;
        for (int group : groups) {
            size = Math.max(size, group + 1);
        }
        return size;
    }

    /// 1 where there is nothing to know.
    private static double share(double information, double entropy) {
        return entropy == 0 ? 1 : Math.clamp(information / entropy, 0, 1);
    }

    private static double entropy(long[] counts, long all) {
        double entropy = 0;
        for (long count : counts) {
            double share = (double) count / all;
            entropy -= count == 0 ? 0 : share * Math.log(share);
        }
        return entropy;
    }

    private static double pairs(long count) {
        return count * (count - 1.0) / 2;
    }

    private static double pairs(long[] counts) {
        double sum = 0;
        for (long count : counts) {
            sum += pairs(count);
        }
        return sum;
    }

    private static double adjusted(double both, double found, double given, double all) {
        double expected = all == 0 ? 0 : found * given / all;
        double most = (found + given) / 2;
        return most == expected ? 1 : (both - expected) / (most - expected);
    }
}
