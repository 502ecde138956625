package dev.akin.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Points in small boxes: halves of halves, each by the dimension in which it is widest (Friedman, Bentley, Finkel 1977).
final class KdOrder {
    private final Points points;
    private final int largest;
    private final List<int[]> boxes = new ArrayList<>();

    private KdOrder(Points points, int largest) {
        this.points = points;
        this.largest = largest;
    }

    /// @param largest points of a box at the most
    static List<int[]> boxes(Points points, int largest) {
        KdOrder order = new KdOrder(points, largest);
        order.split(Sample.all(points.count()));
        return order.boxes;
    }

    private void split(int[] ids) {
        if (ids.length <= largest) {
            boxes.add(ids);
            return;
        }
        int widest = widest(ids);
        long[] sorted = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            sorted[i] = (long) sortable(value(ids[i], widest)) << 32 | ids[i];
        }
        Arrays.sort(sorted);
        int[] ascending = Arrays.stream(sorted).mapToInt(one -> (int) one).toArray();
        int middle = ids.length / 2;
        split(Arrays.copyOfRange(ascending, 0, middle));
        split(Arrays.copyOfRange(ascending, middle, ids.length));
    }

    private float value(int point, int d) {
        return points.values[point * points.dimension() + d];
    }

    /// Whole numbers in the order of the floats.
    private static int sortable(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    private int widest(int[] ids) {
        float[] low = new float[points.dimension()];
        float[] high = new float[points.dimension()];
        bounds(points, ids, low, high, 0);
        int widest = 0;
        for (int d = 1; d < low.length; d++) {
            if (high[d] - low[d] > high[widest] - low[widest]) {
                widest = d;
            }
        }
        return widest;
    }

    /// The least box around some points, `dimension` numbers of each side from index `from`.
    static void bounds(Points points, int[] ids, float[] low, float[] high, int from) {
        int dimension = points.dimension();
        Arrays.fill(low, from, from + dimension, Float.POSITIVE_INFINITY);
        Arrays.fill(high, from, from + dimension, Float.NEGATIVE_INFINITY);
        for (int id : ids) {
            for (int d = from, at = id * dimension; d < from + dimension; d++, at++) {
                low[d] = Math.min(low[d], points.values[at]);
                high[d] = Math.max(high[d], points.values[at]);
            }
        }
    }
}
