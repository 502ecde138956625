package dev.akin.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Parts points again and again by the plane between two of them drawn by chance, until parts are small.
final class PlaneTree {
    private final Points points;
    private final int largest;
    private final SplittableRandom random;
    private final List<int[]> leaves = new ArrayList<>();
    private final float[] normal;

    PlaneTree(Points points, int largest, long seed) {
        this.points = points;
        this.largest = largest;
        this.random = new SplittableRandom(seed);
        this.normal = new float[points.dimension()];
    }

    /// The parts, each of `largest` points at the most.
    List<int[]> leaves() {
        int[] all = new int[points.count()];
        Arrays.setAll(all, p -> p);
        part(all, 0, all.length);
        return leaves;
    }

    private void part(int[] ids, int from, int to) {
        int begin = from;
        while (to - begin > largest) {
            int middle = split(ids, begin, to);
            part(ids, begin, middle);
            begin = middle;
        }
        leaves.add(Arrays.copyOfRange(ids, begin, to));
    }

    /// @return where the second part begins; both have a tenth of the points at the least
    private int split(int[] ids, int from, int to) {
        float offset = plane(ids[random.nextInt(from, to)], ids[random.nextInt(from, to)]);
        int low = from;
        int high = to;
        while (low < high) {
            if (side(ids[low]) > offset) {
                low++;
            } else {
                swap(ids, low, --high);
            }
        }
        int least = (to - from) / 10;
        return Math.clamp(low, from + least, to - least);
    }

    /// @return where the plane lies that is as far from the one point as from the other
    private float plane(int a, int b) {
        int dimension = points.dimension();
        float offset = 0;
        for (int d = 0; d < dimension; d++) {
            float left = points.values[a * dimension + d];
            float right = points.values[b * dimension + d];
            normal[d] = left - right;
            offset += normal[d] * (left + right) / 2;
        }
        return offset;
    }

    private float side(int point) {
        return points.dot(point, normal);
    }

    private static void swap(int[] ids, int a, int b) {
        int id = ids[a];
        ids[a] = ids[b];
        ids[b] = id;
    }
}
