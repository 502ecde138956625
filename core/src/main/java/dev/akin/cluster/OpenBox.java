package dev.akin.cluster;

import dev.akin.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Points near each other that are not in the tree yet, and the cheapest edge to each so far. For one thread at a time.
final class OpenBox {
    private static final Kernels KERNELS = Kernels.best();

    private final int dimension;

    /// The open points one behind the other, so that a look goes over as little memory as can be: which they are, how wide their
    /// neighbourhoods are, their numbers, the cheapest edge to each and where it comes from.
    private final int[] ids;

    private final float[] wide;
    private final float[] values;
    private final float[] cheapest;
    private final int[] from;
    private int open;

    /// The dearest of the cheapest edges, and the place of the least.
    private float dearest = Float.POSITIVE_INFINITY;

    private int best;

    private final int[] near;
    private final int[] starts;
    private final float[] squared;

    /// @param wide the square of how wide the neighbourhood of each of all points is
    OpenBox(Points points, int[] ids, float[] wide) {
        this.dimension = points.dimension();
        this.ids = ids;
        this.wide = new float[ids.length];
        this.values = new float[ids.length * dimension];
        for (int i = 0; i < ids.length; i++) {
            this.wide[i] = wide[ids[i]];
            System.arraycopy(points.values, ids[i] * dimension, values, i * dimension, dimension);
        }
        this.cheapest = new float[ids.length];
        Arrays.fill(cheapest, Float.POSITIVE_INFINITY);
        this.from = new int[ids.length];
        this.open = ids.length;
        this.near = new int[ids.length];
        this.starts = new int[ids.length];
        this.squared = new float[ids.length];
    }

    /// Looks from a new point of the tree.
    ///
    /// @param values all points
    /// @param least the square of how wide the new point's neighbourhood is
    /// @return the edges of points that can have no cheaper one: these are taken out
    List<CheapestEdges.Edge> look(float[] values, int point, float least) {
        int count = 0;
        for (int i = 0; i < open; i++) {
            if (least < cheapest[i]) {
                near[count] = i;
                starts[count++] = i * dimension;
            }
        }
        KERNELS.squaredDistances(
                this.values, starts, count, values, point * dimension, dimension, squared);
        for (int j = 0; j < count; j++) {
            int i = near[j];
            float cost = Math.max(wide[i], Math.max(least, squared[j]));
            if (cost < cheapest[i]) {
                cheapest[i] = cost;
                from[i] = point;
            }
        }
        List<CheapestEdges.Edge> settled = takeSettled();
        refresh();
        return settled;
    }

    private List<CheapestEdges.Edge> takeSettled() {
        List<CheapestEdges.Edge> settled = new ArrayList<>();
        for (int i = open - 1; i >= 0; i--) {
            if (cheapest[i] == wide[i]) {
                settled.add(edge(i));
                remove(i);
            }
        }
        return settled;
    }

    /// Sees anew which edge is the cheapest.
    private void refresh() {
        dearest = 0;
        best = 0;
        for (int i = 0; i < open; i++) {
            dearest = Math.max(dearest, cheapest[i]);
            if (cheapest[i] < cheapest[best]
                    || (cheapest[i] == cheapest[best] && ids[i] < ids[best])) {
                best = i;
            }
        }
    }

    /// The cheapest edge to an open point.
    CheapestEdges.Edge cheapest() {
        return edge(best);
    }

    private CheapestEdges.Edge edge(int i) {
        return new CheapestEdges.Edge(cheapest[i], ids[i], from[i]);
    }

    /// What the dearest costs, that is, from how far another point could still make a difference; 0 where no point is open.
    float dearest() {
        return dearest;
    }

    /// What the cheapest costs; infinity where no point is open.
    float least() {
        return open == 0 ? Float.POSITIVE_INFINITY : cheapest[best];
    }

    void removeCheapest() {
        remove(best);
        refresh();
    }

    /// Takes out the point that the tree begins with.
    int removeFirst() {
        int first = ids[0];
        remove(0);
        return first;
    }

    private void remove(int i) {
        int last = --open;
        ids[i] = ids[last];
        wide[i] = wide[last];
        cheapest[i] = cheapest[last];
        from[i] = from[last];
        System.arraycopy(values, last * dimension, values, i * dimension, dimension);
    }
}
