package dev.akin.cluster;

import dev.akin.algebra.Workers;
import java.util.Arrays;

/// The nearest so far of each of many points, and others that were offered since it was last decided which these are. Nearer is a smaller
/// distance, then a smaller id, so that what is kept does not depend on the order of what is offered.
///
/// Points are in groups; one thread at a time offers to the points of a group.
final class Candidates {
    private static final int SHARE = 256;

    private final int count;
    private final int k;
    private final int room;

    /// Distance, then id.
    private final long[][] keys;

    private final int[] filled;

    /// The distance of the k-th when it was last decided.
    private final float[] limits;

    Candidates(int count, int k) {
        this.count = count;
        this.k = k;
        this.room = k + k / 2 + 16;
        this.keys = new long[count][];
        this.filled = new int[count];
        this.limits = new float[count];
        Arrays.fill(limits, Float.POSITIVE_INFINITY);
    }

    /// What distances of neighbours do not exceed; reading it while others offer gives this or an older one, which is larger.
    float limit(int point) {
        return limits[point];
    }

    /// @param id one that was not offered before
    void offer(int point, int id, float distance) {
        if (distance > limits[point]) {
            return;
        }
        long[] own = keys[point];
        if (own == null) {
            own = new long[room];
            keys[point] = own;
        }
        own[filled[point]++] = key(distance, id);
        if (filled[point] == room) {
            select(own, room, k);
            filled[point] = k;
            limits[point] = Float.intBitsToFloat((int) (own[k - 1] >>> 32));
        }
    }

    /// Bits of floats that are not negative are in their order.
    private static long key(float distance, int id) {
        return (long) Float.floatToIntBits(distance) << 32 | id;
    }

    /// Brings the smallest `k` to the front, the largest of them last (Hoare 1961).
    private static void select(long[] keys, int count, int k) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            long pivot = middle(keys[low], keys[(low + high) >>> 1], keys[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (keys[i] < pivot) {
                    i++;
                }
                while (keys[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long swapped = keys[i];
                    keys[i++] = keys[j];
                    keys[j--] = swapped;
                }
            }
            if (k - 1 <= j) {
                high = j;
            } else if (k - 1 >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private static long middle(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /// The ids of the nearest of each, in no order. Every point was offered `k` at the least.
    int[] nearest(int threads) {
        int[] ids = new int[Math.multiplyExact(count, k)];
        new Workers(threads)
                .each(
                        Math.ceilDiv(count, SHARE),
                        part -> {
                            int to = Math.min(count, (part + 1) * SHARE);
                            for (int p = part * SHARE; p < to; p++) {
                                select(keys[p], filled[p], k);
                                for (int i = 0; i < k; i++) {
                                    ids[p * k + i] = (int) keys[p][i];
                                }
                            }
                        });
        return ids;
    }
}
