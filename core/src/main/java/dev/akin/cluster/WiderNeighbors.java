package dev.akin.cluster;

import dev.akin.algebra.Workers;

/// Many neighbours from few: the nearest among the neighbours of neighbours, and whose neighbour a point is.
final class WiderNeighbors {
    private static final int SHARE = 64;

    private final Points points;
    private final NeighborHeaps few;
    private final int k;

    /// Whose neighbour a point is: a few of them, in no order.
    private final NeighborHeaps back;

    WiderNeighbors(Points points, NeighborHeaps few, int k) {
        this.points = points;
        this.few = few;
        this.k = k;
        this.back = new NeighborHeaps(points.count(), few.k);
        for (int p = 0; p < points.count(); p++) {
            for (int i = p * few.k; i < (p + 1) * few.k; i++) {
                back.offer(few.ids[i], p, few.distances[i]);
            }
        }
    }

    NeighborHeaps find(int threads) {
        NeighborHeaps wide = new NeighborHeaps(points.count(), k);
        new Workers(threads)
                .each(
                        Math.ceilDiv(points.count(), SHARE),
                        part -> {
                            // Who was met last for whom.
                            int[] met = new int[points.count()];
                            int to = Math.min(points.count(), (part + 1) * SHARE);
                            for (int p = part * SHARE; p < to; p++) {
                                met[p] = p + 1;
                                offerAround(p, wide, met);
                            }
                        });
        return wide;
    }

    private void offerAround(int p, NeighborHeaps wide, int[] met) {
        offerOf(few, p, p, wide, met);
        offerOf(back, p, p, wide, met);
        for (int i = p * few.k; i < (p + 1) * few.k; i++) {
            offerOf(few, few.ids[i], p, wide, met);
            offerOf(back, few.ids[i], p, wide, met);
        }
        for (int other = 0; wide.farthest(p) == Float.POSITIVE_INFINITY; other++) {
            offer(other, p, wide, met);
        }
    }

    private void offerOf(NeighborHeaps lists, int of, int p, NeighborHeaps wide, int[] met) {
        for (int i = of * lists.k; i < (of + 1) * lists.k; i++) {
            if (lists.ids[i] >= 0) {
                offer(lists.ids[i], p, wide, met);
            }
        }
    }

    private void offer(int other, int p, NeighborHeaps wide, int[] met) {
        if (met[other] != p + 1) {
            met[other] = p + 1;
            wide.offerNew(p, other, points.squaredDistance(p, other));
        }
    }
}
