package dev.akin.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Against every way there is to carry a few goods, one by one; and, where there are too many ways, against a way known
/// to be the cheapest.
class TransportParityTest {
    private static final int GOODS = 7;

    @Test
    void noOtherWayIsCheaper() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int[] from = goods(random, random.nextInt(1, GOODS + 1));
            int[] to = goods(random, random.nextInt(1, GOODS + 1));
            double[] costs = costs(random, GOODS * GOODS);
            double least = cheapest(costs, from, to, new boolean[GOODS], 0);
            Transport transport = new Transport(costs, counts(from), counts(to));
            assertThat(transport.solve()).as("seed " + seed).isCloseTo(least, within(1e-12));
        }
    }

    /// Where each of the goods is: at one of a few places.
    private static int[] goods(Random random, int places) {
        return IntStream.range(0, GOODS).map(i -> random.nextInt(places)).toArray();
    }

    /// Many are equal, and some are 0.
    private static double[] costs(Random random, int count) {
        boolean coarse = random.nextBoolean();
        return IntStream.range(0, count)
                .mapToDouble(i -> coarse ? random.nextInt(4) : random.nextDouble())
                .toArray();
    }

    private static long[] counts(int[] goods) {
        long[] counts = new long[GOODS];
        Arrays.stream(goods).forEach(place -> counts[place]++);
        return counts;
    }

    private static double cheapest(
            double[] costs, int[] from, int[] to, boolean[] taken, int next) {
        if (next == GOODS) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < GOODS; i++) {
            if (!taken[i]) {
                taken[i] = true;
                double cost = costs[from[next] * GOODS + to[i]];
                least = Math.min(least, cost + cheapest(costs, from, to, taken, next + 1));
                taken[i] = false;
            }
        }
        return least;
    }

    /// On a line, goods that keep their order travel least.
    @Test
    void goodsOnALineKeepTheirOrder() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            int sources = random.nextInt(1, 120);
            int sinks = random.nextInt(1, 120);
            long[] supply = random.longs(sources, 1, 50).toArray();
            long[] demand = random.longs(sinks, 1, 50).toArray();
            long difference = Arrays.stream(supply).sum() - Arrays.stream(demand).sum();
            long[] smaller = difference > 0 ? demand : supply;
            smaller[random.nextInt(smaller.length)] += Math.abs(difference);
            double[] from = random.doubles(sources).sorted().toArray();
            double[] to = random.doubles(sinks).sorted().toArray();
            double[] costs = new double[sources * sinks];
            Arrays.setAll(costs, i -> Math.abs(from[i / sinks] - to[i % sinks]));
            double least = inOrder(supply.clone(), demand.clone(), costs);
            assertThat(new Transport(costs, supply, demand).solve())
                    .as("seed " + seed)
                    .isCloseTo(least, within(1e-9 * (1 + least)));
        }
    }

    private static double inOrder(long[] supply, long[] demand, double[] costs) {
        double total = 0;
        int sink = 0;
        for (int source = 0; source < supply.length; source++) {
            while (supply[source] > 0) {
                sink += demand[sink] == 0 ? 1 : 0;
                long amount = Math.min(supply[source], demand[sink]);
                total += amount * costs[source * demand.length + sink];
                supply[source] -= amount;
                demand[sink] -= amount;
            }
        }
        return total;
    }
}
