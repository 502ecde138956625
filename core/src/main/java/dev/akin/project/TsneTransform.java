package dev.akin.project;

import dev.akin.Progress;
import dev.akin.algebra.Workers;
import dev.akin.cluster.NeighborGraph;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/// Points that come later go among points that stay, each by itself. What is made small is the divergence between how near its
/// neighbours are in the data and on the map.
final class TsneTransform {
    private static final int SHARE = 64;

    /// A step of one goes to the middle of neighbours that lie close by, if nothing pushes.
    private static final double STEP = 1;

    private static final int STEPS = 200;
    private static final double STILL = 1e-4;

    private final float[][] y;
    private final NeighborGraph graph;
    private final Repulsion.Field field;

    /// @param graph neighbours of the new points among those of the map
    TsneTransform(Projection map, NeighborGraph graph, Repulsion.Field field) {
        this.y = map.coordinates();
        this.graph = graph;
        this.field = field;
    }

    Projection of(double perplexity, MapOptions options) {
        float[][] placed = new float[y.length][graph.count()];
        AtomicInteger done = new AtomicInteger();
        new Workers(options.threads())
                .each(
                        Math.ceilDiv(graph.count(), SHARE),
                        part -> {
                            if (options.listener().stopRequested()) {
                                throw new CancellationException("stopped while points were added");
                            }
                            int to = Math.min(graph.count(), (part + 1) * SHARE);
                            for (int p = part * SHARE; p < to; p++) {
                                place(p, perplexity, placed);
                            }
                            report(done.addAndGet(to - part * SHARE), options);
                        });
        return new Projection(placed, List.of());
    }

    private void report(int done, MapOptions options) {
        synchronized (this) {
            options.listener().update(new Progress("t-SNE", done, graph.count(), "points"));
        }
    }

    private void place(int p, double perplexity, float[][] placed) {
        float[] shares = shares(p, perplexity);
        double[] at = new double[y.length];
        for (int i = 0; i < shares.length; i++) {
            for (int d = 0; d < at.length; d++) {
                at[d] += (double) shares[i] * y[d][graph.id(p, i)];
            }
        }
        double[] move = new double[at.length];
        double[] force = new double[at.length];
        double moved = Double.POSITIVE_INFINITY;
        for (int step = 0; step < STEPS && moved > STILL; step++) {
            double z = field.at(at, force);
            pull(p, shares, at, move);
            moved = 0;
            for (int d = 0; d < at.length; d++) {
                move[d] += force[d] / z;
                at[d] += STEP * move[d];
                moved = Math.max(moved, Math.abs(move[d]));
            }
        }
        for (int d = 0; d < at.length; d++) {
            placed[d][p] = (float) at[d];
        }
    }

    private float[] shares(int p, double perplexity) {
        float[] distances = new float[graph.k()];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = graph.distance(p, i);
        }
        float[] shares = new float[distances.length];
        Affinities.fit(distances, perplexity, shares, 0);
        return shares;
    }

    private void pull(int p, float[] shares, double[] at, double[] move) {
        Arrays.fill(move, 0);
        for (int i = 0; i < shares.length; i++) {
            int j = graph.id(p, i);
            double squares = 1;
            for (int d = 0; d < at.length; d++) {
                squares += Math.pow(at[d] - y[d][j], 2);
            }
            for (int d = 0; d < at.length; d++) {
                move[d] += shares[i] / squares * (y[d][j] - at[d]);
            }
        }
    }
}
