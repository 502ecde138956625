package dev.akin.graphs;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// Draws the next node of a walk, exactly by the weights of node2vec, without a table for each pair of nodes.
///
/// A step is proposed by the weights of the node's edges alone and accepted by the bias that the node before gives it, so that a step costs a
/// few proposals and two binary searches (rejection sampling; Yang et al. 2019, "KnightKing"). Where going back is likelier than anything
/// else, what it is likelier by is drawn on its own, so that a small p costs no more proposals.
final class Steps {
    /// No node: what stands before the first of a walk.
    static final int NONE = -1;

    private static final double TWO_32 = 0x1p32;

    private final Graph graph;
    private final WalkOptions options;

    /// The greatest bias but that of going back.
    private final double most;

    /// What of each node's weight the edges up to this one have, as a share of 2³²; null where all weights are 1.
    private final @Nullable MemorySegment shares;

    /// Of each node; null where it is not needed.
    private final double @Nullable [] sums;

    private final double @Nullable [] thresholds;

    Steps(Graph graph, WalkOptions options) {
        this.graph = graph;
        this.options = options;
        most = Math.max(1, 1 / options.q());
        MemorySegment weights = graph.weights();
        shares = weights == null ? null : shares(weights);
        sums = weights == null ? null : sums();
        thresholds = weights == null || !options.extended() ? null : thresholds();
    }

    private MemorySegment shares(MemorySegment weights) {
        MemorySegment all = Arena.ofAuto().allocate(weights.byteSize(), Long.BYTES);
        for (int node = 0; node < graph.nodes(); node++) {
            double sum = 0;
            for (int i = 0; i < graph.degree(node); i++) {
                sum += graph.weight(node, i);
            }
            double before = 0;
            for (int i = 0; i < graph.degree(node); i++) {
                before += graph.weight(node, i);
                long share = (long) (before / sum * TWO_32);
                all.setAtIndex(ValueLayout.JAVA_INT, graph.start(node) + i, (int) share);
            }
        }
        return all;
    }

    private double[] sums() {
        double[] all = new double[graph.nodes()];
        for (int node = 0; node < all.length; node++) {
            for (int i = 0; i < graph.degree(node); i++) {
                all[node] += graph.weight(node, i);
            }
        }
        return all;
    }

    /// What is no longer weak: the mean of a node's weights and γ standard deviations.
    private double[] thresholds() {
        double[] all = new double[graph.nodes()];
        for (int node = 0; node < all.length; node++) {
            int degree = graph.degree(node);
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < degree; i++) {
                double weight = graph.weight(node, i);
                sum += weight;
                squares += weight * weight;
            }
            double mean = sum / Math.max(1, degree);
            double deviation = Math.sqrt(Math.max(0, squares / Math.max(1, degree) - mean * mean));
            all[node] = Math.max(0, mean + options.gamma() * deviation);
        }
        return all;
    }

    /// The node that follows `at`, or [#NONE] if no edge leaves it.
    ///
    /// @param before the node before `at`, or [#NONE]
    int next(int before, int at, WalkRandom random) {
        int degree = graph.degree(at);
        if (degree == 0) {
            return NONE;
        }
        if (before == NONE || options.firstOrder()) {
            return graph.neighbor(at, propose(at, degree, random));
        }
        int back = graph.edge(at, before);
        double returning = back < 0 ? 0 : Math.max(0, 1 / options.p() - most);
        double extra = returning == 0 ? 0 : returning * share(at, back, degree);
        while (true) {
            if (extra > 0 && random.nextDouble() * (most + extra) >= most) {
                return before;
            }
            int edge = propose(at, degree, random);
            if (random.nextDouble() * most < Math.min(most, bias(before, at, edge))) {
                return graph.neighbor(at, edge);
            }
        }
    }

    /// The weight of an edge among those of its node.
    private double share(int node, int edge, int degree) {
        return sums == null ? 1.0 / degree : graph.weight(node, edge) / sums[node];
    }

    private int propose(int node, int degree, WalkRandom random) {
        MemorySegment all = shares;
        if (all == null) {
            return random.below(degree);
        }
        int drawn = random.nextInt();
        long start = graph.start(node);
        int low = 0;
        int high = degree - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int share = all.getAtIndex(ValueLayout.JAVA_INT, start + middle);
            if (Integer.compareUnsigned(share, drawn) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// What the node before makes of a step: α of Grover and Leskovec 2016, §3.2.2, or of Liu et al. 2023, equation 4.
    double bias(int before, int at, int edge) {
        int to = graph.neighbor(at, edge);
        if (to == before) {
            return 1 / options.p();
        }
        int link = graph.edge(before, to);
        double[] strong = thresholds;
        if (strong == null) {
            return link >= 0 ? 1 : 1 / options.q();
        }
        double strength =
                link < 0 ? 0 : strong[to] == 0 ? 1 : graph.weight(before, link) / strong[to];
        if (strength >= 1) {
            return 1;
        }
        if (graph.weight(at, edge) < strong[at]) {
            return Math.min(1, 1 / options.q());
        }
        return 1 / options.q() + (1 - 1 / options.q()) * strength;
    }
}
