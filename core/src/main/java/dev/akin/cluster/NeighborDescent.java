package dev.akin.cluster;

import dev.akin.Progress;
import dev.akin.algebra.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/// A neighbour of a neighbour is likely a neighbour (Dong, Moses, Li 2011): begins with points that trees of random planes put
/// together (Dasgupta, Freund 2008), then compares neighbours of a point with each other until nearly nothing changes.
///
/// Pairs are compared in rounds; heaps change only between them, in an order that does not depend on threads.
final class NeighborDescent {
    private static final int LARGEST_LIST = 60;
    private static final int SMALLEST_LIST = 30;
    private static final int TREES = 8;
    private static final int LEAF = 64;
    private static final int LARGEST_PASSES = 20;

    /// Lists that are joined before heaps change.
    private static final int ROUND = 8192;

    /// Done when a pass changes so few of the places.
    private static final double STILL = 0.001;

    private final Points points;
    private final int k;
    private final NeighborGraph.Options options;
    private final Workers workers;
    private final NeighborHeaps heaps;

    NeighborDescent(Points points, int k, NeighborGraph.Options options) {
        this.points = points;
        this.k = k;
        this.options = options;
        this.workers = new Workers(options.threads());
        this.heaps = new NeighborHeaps(points.count(), k);
    }

    /// @throws CancellationException if the listener asks to stop
    NeighborHeaps find() {
        beginWithTrees();
        fillWithChance();
        double places = (double) points.count() * k;
        for (int pass = 0; pass < LARGEST_PASSES; pass++) {
            long changed = descend(pass);
            report(pass, LARGEST_PASSES);
            if (changed < STILL * places) {
                break;
            }
        }
        report(LARGEST_PASSES, LARGEST_PASSES);
        return heaps;
    }

    private void report(int pass, int passes) {
        if (options.listener().stopRequested()) {
            throw new CancellationException("stopped while neighbours were looked for");
        }
        options.listener().update(new Progress("neighbours", pass, passes, "passes"));
    }

    private void beginWithTrees() {
        List<List<int[]>> leaves = new ArrayList<>(Collections.nCopies(TREES, List.of()));
        workers.each(
                TREES,
                tree ->
                        leaves.set(
                                tree,
                                new PlaneTree(points, LEAF, options.seed() * TREES + tree)
                                        .leaves()));
        for (List<int[]> ofTree : leaves) {
            joinAll(ofTree.size(), leaf -> new Lists(ofTree.get(leaf), new int[0]));
        }
    }

    private void fillWithChance() {
        SplittableRandom random = new SplittableRandom(options.seed());
        for (int p = 0; p < points.count(); p++) {
            for (int tries = 0; heaps.farthest(p) == Float.POSITIVE_INFINITY; tries++) {
                int other = tries < 4 * k ? random.nextInt(points.count()) : tries - 4 * k;
                if (other != p) {
                    heaps.offer(p, other, points.squaredDistance(p, other));
                }
            }
        }
    }

    /// One pass over all points.
    ///
    /// @return how many places changed
    private long descend(int pass) {
        int size = Math.clamp(k, SMALLEST_LIST, LARGEST_LIST);
        NeighborHeaps fresh = new NeighborHeaps(points.count(), size);
        NeighborHeaps known = new NeighborHeaps(points.count(), size);
        long seed = (options.seed() * 31 + pass) * 0x9e3779b97f4a7c15L;
        int parts = options.threads();
        workers.each(parts, part -> sample(seed, part, parts, fresh, known));
        workers.each(parts, part -> markTaken(part, parts, fresh));
        return joinAll(points.count(), p -> new Lists(list(fresh, p), list(known, p)));
    }

    /// Draws who is compared: a part of the points takes part of its neighbours, and of those that it is a neighbour of.
    private void sample(long seed, int part, int parts, NeighborHeaps fresh, NeighborHeaps known) {
        for (int p = 0; p < points.count(); p++) {
            for (int i = p * k; i < (p + 1) * k; i++) {
                int q = heaps.ids[i];
                NeighborHeaps into = heaps.fresh[i] ? fresh : known;
                float priority = priority(seed, p, q);
                if (p % parts == part) {
                    into.offer(p, q, priority);
                }
                if (q % parts == part) {
                    into.offer(q, p, priority);
                }
            }
        }
    }

    private static float priority(long seed, int p, int q) {
        long mixed = (seed ^ (((long) p << 32) | q)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 29)) * 0x94d049bb133111ebL;
        return (mixed >>> 40) * 0x1p-24f;
    }

    /// Neighbours that will be compared are known from then on.
    private void markTaken(int part, int parts, NeighborHeaps fresh) {
        for (int p = part; p < points.count(); p += parts) {
            for (int i = p * k; i < (p + 1) * k; i++) {
                heaps.fresh[i] &= !contains(fresh, p, heaps.ids[i]);
            }
        }
    }

    private static boolean contains(NeighborHeaps lists, int point, int id) {
        for (int i = point * lists.k; i < (point + 1) * lists.k; i++) {
            if (lists.ids[i] == id) {
                return true;
            }
        }
        return false;
    }

    private static int[] list(NeighborHeaps lists, int point) {
        int[] list = new int[lists.k];
        int count = 0;
        for (int i = point * lists.k; i < (point + 1) * lists.k; i++) {
            if (lists.ids[i] >= 0) {
                list[count++] = lists.ids[i];
            }
        }
        return Arrays.copyOf(list, count);
    }

    /// Points that are compared: fresh ones with each other, and with known ones.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Lists(int[] fresh, int[] known) {}

    private interface ListSource {
        Lists get(int index);
    }

    private long joinAll(int count, ListSource source) {
        long changed = 0;
        int share = 64;
        for (int first = 0; first < count; first += ROUND) {
            int from = first;
            int to = Math.min(count, first + ROUND);
            int tasks = Math.ceilDiv(to - from, share);
            NearPairs[] found = new NearPairs[tasks];
            workers.each(
                    tasks,
                    task -> {
                        NearPairs pairs = new NearPairs();
                        LocalJoin join = new LocalJoin(points, heaps, pairs);
                        int end = Math.min(to, from + (task + 1) * share);
                        for (int i = from + task * share; i < end; i++) {
                            Lists lists = source.get(i);
                            join.join(lists.fresh, lists.known);
                        }
                        found[task] = pairs;
                    });
            changed += apply(found);
        }
        return changed;
    }

    private long apply(NearPairs[] found) {
        int parts = options.threads();
        long[] changed = new long[parts];
        workers.each(
                parts,
                part -> {
                    for (NearPairs pairs : found) {
                        changed[part] += pairs.offer(heaps, part, parts);
                    }
                });
        long sum = 0;
        for (long one : changed) {
            sum += one;
        }
        return sum;
    }
}
