package dev.akin.project;

import dev.akin.Progress;
import dev.akin.algebra.Workers;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

/// Moves the points of a map by the connections between them. A connection is thought of as often as it is sure, and then five points
/// drawn by chance push too.
final class UmapLayout {
    private static final int SHARE = 256;
    private static final int PUSHES = 5;
    private static final float LARGEST = 4;
    private static final float APART = 1e-3f;
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private final SparseRows edges;
    private final double a;
    private final double b;
    private final long seed;
    private final int passes;

    /// How often a connection is thought of in a pass, from 0 to 1.
    private final float[] pace;

    UmapLayout(SparseRows edges, UmapCurve curve, long seed, int passes) {
        this.edges = edges;
        this.a = curve.a();
        this.b = curve.b();
        this.seed = seed;
        this.passes = passes;
        float most = 0;
        for (float value : edges.values) {
            most = Math.max(most, value);
        }
        this.pace = new float[edges.values.length];
        for (int e = 0; e < pace.length; e++) {
            pace[e] = edges.values[e] / most;
        }
    }

    /// All points of a map move.
    ///
    /// @return where they are in the end
    float[][] run(float[][] y, MapOptions options) {
        return run(y, options, now -> now, 2);
    }

    /// Points move among others that stay; edges lead from these to those.
    float[][] among(float[][] others, float[][] y, MapOptions options) {
        return run(y, options, now -> others, 1);
    }

    /// @param pulls how often a connection pulls: twice where the other end, whose turn is its own, would pull too
    private float[][] run(
            float[][] first, MapOptions options, UnaryOperator<float[][]> others, int pulls) {
        Workers workers = new Workers(options.threads());
        float[][] y = first;
        for (int pass = 0; pass < passes; pass++) {
            if (options.listener().stopRequested()) {
                throw new CancellationException("stopped after " + pass + " passes");
            }
            y = pass(y, new Pass(pass, others.apply(y), pulls), workers);
            if ((pass + 1) % 10 == 0 || pass + 1 == passes) {
                options.listener().update(new Progress("UMAP", pass + 1, passes, "passes"));
            }
        }
        return y;
    }

    /// @param others those that pull and push
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Pass(int number, float[][] others, int pulls) {}

    private float[][] pass(float[][] y, Pass pass, Workers workers) {
        int count = edges.count();
        float[][] moved = new float[y.length][count];
        workers.each(
                Math.ceilDiv(count, SHARE),
                part -> {
                    Mover mover = new Mover(y, pass);
                    int to = Math.min(count, (part + 1) * SHARE);
                    for (int p = part * SHARE; p < to; p++) {
                        mover.move(p, moved);
                    }
                });
        return moved;
    }

    /// One thread's points.
    private final class Mover {
        private final float[][] y;
        private final float[][] others;
        private final boolean among;
        private final int pass;
        private final int pulls;
        private final float rate;
        private final float[] at;
        private final float[] away;
        private long chance;

        Mover(float[][] y, Pass pass) {
            this.y = y;
            this.others = pass.others;
            this.among = pass.pulls == 1;
            this.pass = pass.number;
            this.pulls = pass.pulls;
            this.rate = 1 - pass.number / (float) passes;
            this.at = new float[y.length];
            this.away = new float[y.length];
        }

        void move(int p, float[][] moved) {
            for (int d = 0; d < at.length; d++) {
                at[d] = y[d][p];
            }
            // Of points that are added, what becomes of one does not depend on which others come.
            chance = (seed * MIX + pass) * MIX + (among ? 0 : p);
            for (int e = edges.starts[p]; e < edges.starts[p + 1]; e++) {
                // As often as floor(pace · passes so far) rises.
                if (Math.floor(pace[e] * (pass + 1)) > Math.floor(pace[e] * pass)) {
                    pull(edges.ids[e]);
                    for (int i = 0; i < PUSHES; i++) {
                        push(among ? -1 : p, drawn());
                    }
                }
            }
            for (int d = 0; d < at.length; d++) {
                moved[d][p] = at[d];
            }
        }

        private int drawn() {
            chance += MIX;
            long mixed = (chance ^ (chance >>> 30)) * 0xbf58476d1ce4e5b9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
            return (int) (((mixed >>> 33) * others[0].length) >>> 31);
        }

        private double squaredDistance(int other) {
            double squares = 0;
            for (int d = 0; d < at.length; d++) {
                away[d] = at[d] - others[d][other];
                squares += away[d] * away[d];
            }
            return squares;
        }

        private void pull(int other) {
            double squares = squaredDistance(other);
            if (squares > 0) {
                double power = Math.pow(squares, b);
                step((float) (-2 * a * b * power / (squares * (1 + a * power))), pulls);
            }
        }

        private void push(int p, int other) {
            double squares = squaredDistance(other);
            if (other != p && squares > 0) {
                double power = Math.pow(squares, b);
                step((float) (2 * b / ((APART + squares) * (1 + a * power))), 1);
            }
        }

        private void step(float slope, int times) {
            for (int d = 0; d < at.length; d++) {
                float force = slope * away[d];
                at[d] += times * rate * Math.clamp(force, -LARGEST, LARGEST);
            }
        }
    }
}
