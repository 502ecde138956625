package dev.akin.embeddings;

import java.util.Arrays;

/// The cheapest way to carry goods from sources to sinks, which both have as much in all. Solved once. Not thread-safe.
///
/// Shortest augmenting paths with prices, as Jonker and Volgenant, "A Shortest Augmenting Path Algorithm for Dense and
/// Sparse Linear Assignment Problems" (1987), find assignments: each source in turn sends what it has along the path
/// that is cheapest now, which may take back what others sent. Prices keep all reduced costs (cost − price of the source
/// − price of the sink) from falling below zero, and at zero where goods flow, so that Dijkstra's search may stop at the
/// first sink that still wants goods. Goods are whole numbers: the result is optimal but for the rounding of costs.
final class Transport {
    private static final int START = -1;

    private final int sources;
    private final int sinks;
    private final double[] costs;
    private final long[] supply;
    private final long[] demand;
    private final long[] flow;
    private final double[] sourcePrice;
    private final double[] sinkPrice;

    // The search from one source: how far sinks and sources are, and what was in front of each.
    private final double[] sinkDistance;
    private final int[] sinkFrom;
    private final boolean[] scanned;
    private final double[] sourceDistance;
    private final int[] sourceFrom;
    private final boolean[] reached;

    /// @param costs [sources × sinks], row-major, none negative; kept, not changed
    /// @param supply of each source; used up
    /// @param demand of each sink, the same in all; used up
    Transport(double[] costs, long[] supply, long[] demand) {
        this.sources = supply.length;
        this.sinks = demand.length;
        this.costs = costs;
        this.supply = supply;
        this.demand = demand;
        this.flow = new long[costs.length];
        this.sourcePrice = new double[sources];
        this.sinkPrice = new double[sinks];
        this.sinkDistance = new double[sinks];
        this.sinkFrom = new int[sinks];
        this.scanned = new boolean[sinks];
        this.sourceDistance = new double[sources];
        this.sourceFrom = new int[sources];
        this.reached = new boolean[sources];
    }

    /// What the cheapest way costs: the sum of goods × cost.
    double solve() {
        lowerPrices();
        for (int source = 0; source < sources; source++) {
            while (supply[source] > 0) {
                int sink = search(source);
                reprice(sinkDistance[sink]);
                send(source, sink);
            }
        }
        return total();
    }

    /// The largest prices that leave no reduced cost below zero: the sinks' first, then the sources'.
    private void lowerPrices() {
        Arrays.fill(sinkPrice, Double.POSITIVE_INFINITY);
        for (int source = 0; source < sources; source++) {
            for (int sink = 0; sink < sinks; sink++) {
                sinkPrice[sink] = Math.min(sinkPrice[sink], costs[source * sinks + sink]);
            }
        }
        Arrays.fill(sourcePrice, Double.POSITIVE_INFINITY);
        for (int source = 0; source < sources; source++) {
            for (int sink = 0; sink < sinks; sink++) {
                double reduced = costs[source * sinks + sink] - sinkPrice[sink];
                sourcePrice[source] = Math.min(sourcePrice[source], reduced);
            }
        }
    }

    /// Finds the nearest sink that wants goods.
    private int search(int start) {
        Arrays.fill(sinkDistance, Double.POSITIVE_INFINITY);
        Arrays.fill(scanned, false);
        Arrays.fill(reached, false);
        reach(start, START, 0);
        int sink = nearest();
        while (demand[sink] == 0) {
            scanned[sink] = true;
            for (int source = 0; source < sources; source++) {
                if (flow[sink * sources + source] > 0 && !reached[source]) {
                    reach(source, sink, sinkDistance[sink]);
                }
            }
            sink = nearest();
        }
        return sink;
    }

    /// Goods at the source could go on to every sink. Rounding must bring no sink nearer than those scanned already.
    private void reach(int source, int from, double distance) {
        reached[source] = true;
        sourceDistance[source] = distance;
        sourceFrom[source] = from;
        int row = source * sinks;
        for (int sink = 0; sink < sinks; sink++) {
            double reduced = costs[row + sink] - sinkPrice[sink] - sourcePrice[source];
            double through = distance + Math.max(0, reduced);
            if (through < sinkDistance[sink]) {
                sinkDistance[sink] = through;
                sinkFrom[sink] = source;
            }
        }
    }

    private int nearest() {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int sink = 0; sink < sinks; sink++) {
            if (!scanned[sink] && sinkDistance[sink] < least) {
                least = sinkDistance[sink];
                nearest = sink;
            }
        }
        return nearest;
    }

    /// Brings the reduced costs along the path to zero.
    private void reprice(double length) {
        for (int sink = 0; sink < sinks; sink++) {
            if (scanned[sink]) {
                sinkPrice[sink] += sinkDistance[sink] - length;
            }
        }
        for (int source = 0; source < sources; source++) {
            if (reached[source]) {
                sourcePrice[source] += length - sourceDistance[source];
            }
        }
    }

    /// Sends along the path as much as it can take: `start` → sink ⇠ source → sink … → `end`, where ⇠ takes back.
    private void send(int start, int end) {
        long amount = Math.min(supply[start], demand[end]);
        for (int source = sinkFrom[end]; source != start; ) {
            int sink = sourceFrom[source];
            amount = Math.min(amount, flow[sink * sources + source]);
            source = sinkFrom[sink];
        }
        int sink = end;
        int source = sinkFrom[end];
        flow[sink * sources + source] += amount;
        while (source != start) {
            sink = sourceFrom[source];
            flow[sink * sources + source] -= amount;
            source = sinkFrom[sink];
            flow[sink * sources + source] += amount;
        }
        supply[start] -= amount;
        demand[end] -= amount;
    }

    private double total() {
        double total = 0;
        for (int source = 0; source < sources; source++) {
            for (int sink = 0; sink < sinks; sink++) {
                total += flow[sink * sources + source] * costs[source * sinks + sink];
            }
        }
        return total;
    }
}
