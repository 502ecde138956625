package dev.akin.cluster;

import java.util.Arrays;

/// The nearest so far of each of many points: a binary heap for each, the farthest on top. Nearer is a smaller distance, then a
/// smaller id, so that what is kept does not depend on the order of what is offered. Threads may work on different points.
final class NeighborHeaps {
    final int k;
    final int[] ids;
    final float[] distances;

    /// Whether a neighbour has come since it was last asked for.
    final boolean[] fresh;

    /// Of nobody: every place is farther than anything.
    NeighborHeaps(int count, int k) {
        this.k = k;
        int places = Math.multiplyExact(count, k);
        ids = new int[places];
        distances = new float[places];
        fresh = new boolean[places];
        Arrays.fill(ids, -1);
        Arrays.fill(distances, Float.POSITIVE_INFINITY);
    }

    /// What a distance must be below to be kept, at the most.
    float farthest(int point) {
        return distances[point * k];
    }

    /// Offers a neighbour that may be there already.
    ///
    /// @return whether it is kept and was not there
    boolean offer(int point, int id, float distance) {
        int base = point * k;
        if (!isNearer(distance, id, distances[base], ids[base])) {
            return false;
        }
        for (int i = base; i < base + k; i++) {
            if (ids[i] == id) {
                return false;
            }
        }
        replaceFarthest(base, id, distance);
        return true;
    }

    /// Offers a neighbour that is not there yet.
    void offerNew(int point, int id, float distance) {
        int base = point * k;
        if (isNearer(distance, id, distances[base], ids[base])) {
            replaceFarthest(base, id, distance);
        }
    }

    private static boolean isNearer(float distance, int id, float than, int thanId) {
        return distance < than || (distance == than && id < thanId);
    }

    private void replaceFarthest(int base, int id, float distance) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= k) {
                break;
            }
            int right = child + 1;
            if (right < k && isFarther(base + right, base + child)) {
                child = right;
            }
            if (isNearer(distances[base + child], ids[base + child], distance, id)) {
                break;
            }
            move(base + child, base + at);
            at = child;
        }
        ids[base + at] = id;
        distances[base + at] = distance;
        fresh[base + at] = true;
    }

    private boolean isFarther(int a, int b) {
        return isNearer(distances[b], ids[b], distances[a], ids[a]);
    }

    private void move(int from, int to) {
        ids[to] = ids[from];
        distances[to] = distances[from];
        fresh[to] = fresh[from];
    }
}
