package dev.akin.evaluate;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Items in rising order of their values. Immutable.
final class Ranking {
    private final double[] values;
    private final int[] order;

    Ranking(double[] values) {
        this.values = values.clone();
        this.order =
                IntStream.range(0, values.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> values[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /// The rank of each item, from 1, where item i is there `times[i]` times; equal values share their mean rank.
    double[] ranks(int[] times) {
        double[] ranks = new double[values.length];
        long before = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            long here = 0;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                here += times[order[to++]];
            }
            double rank = before + (here + 1) / 2.0;
            for (int i = from; i < to; i++) {
                ranks[order[i]] = rank;
            }
            before += here;
            from = to;
        }
        return ranks;
    }
}
