package dev.akin.cluster;

import java.util.Arrays;

/// Pairs of points that may be neighbours of each other, and how far they are. For one thread.
final class NearPairs {
    private int[] ids = new int[2048];
    private float[] distances = new float[1024];
    private int count;

    void add(int a, int b, float distance) {
        if (count == distances.length) {
            ids = Arrays.copyOf(ids, 4 * count);
            distances = Arrays.copyOf(distances, 2 * count);
        }
        ids[2 * count] = a;
        ids[2 * count + 1] = b;
        distances[count++] = distance;
    }

    /// Offers each to both of its points, of those that belong to a part.
    ///
    /// @return how many were kept
    int offer(NeighborHeaps heaps, int part, int parts) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int a = ids[2 * i];
            int b = ids[2 * i + 1];
            if (a % parts == part && heaps.offer(a, b, distances[i])) {
                kept++;
            }
            if (b % parts == part && heaps.offer(b, a, distances[i])) {
                kept++;
            }
        }
        return kept;
    }
}
