package dev.akin.layers;

import java.util.Arrays;

/// What waits for a step: look-up `i` adds `scales[i]` times the row of gradients that `sources[i]` names to row `ids[i]`. Not
/// thread-safe.
final class LookUps {
    /// What an array may have.
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private final int dimension;
    private final int width;
    private int rows;
    private int count;
    int[] ids = new int[0];
    int[] sources = new int[0];
    float[] scales = new float[0];

    /// Rows of gradients, one behind the other, each padded with zeros.
    float[] gradients = new float[0];

    /// @param width numbers in a row with its padding
    LookUps(int dimension, int width) {
        this.dimension = dimension;
        this.width = width;
    }

    int count() {
        return count;
    }

    /// Adds rows of gradients.
    ///
    /// @return the number of the first, which look-ups name
    int addGradients(float[] values, int more) {
        int first = rows;
        int needed = Math.multiplyExact(first + more, width);
        if (gradients.length < needed) {
            long half = 3L * gradients.length / 2;
            gradients = Arrays.copyOf(gradients, Math.clamp(half, needed, LONGEST));
        }
        if (width == dimension) {
            System.arraycopy(values, 0, gradients, first * width, more * width);
        } else {
            for (int r = 0; r < more; r++) {
                System.arraycopy(values, r * dimension, gradients, (first + r) * width, dimension);
            }
        }
        rows += more;
        return first;
    }

    /// Adds look-ups of the ids `from` to `to` − 1 that have one gradient.
    void add(int[] from, int begin, int end, int source, float scale) {
        int more = end - begin;
        reserve(more);
        System.arraycopy(from, begin, ids, count, more);
        Arrays.fill(sources, count, count + more, source);
        Arrays.fill(scales, count, count + more, scale);
        count += more;
    }

    /// Adds one look-up.
    void add(int row, int source, float scale) {
        reserve(1);
        ids[count] = row;
        sources[count] = source;
        scales[count++] = scale;
    }

    void clear() {
        count = 0;
        rows = 0;
    }

    private void reserve(int more) {
        int needed = Math.addExact(count, more);
        if (ids.length < needed) {
            int size = Math.clamp(3L * ids.length / 2, Math.max(1024, needed), LONGEST);
            ids = Arrays.copyOf(ids, size);
            sources = Arrays.copyOf(sources, size);
            scales = Arrays.copyOf(scales, size);
        }
    }
}
