package dev.akin.learn;

import dev.akin.kernel.BagRows;
import org.jspecify.annotations.Nullable;

/// The contexts of a few neighbouring centres as bags: the part of a CBOW tile in front of its outputs.
final class Bags {
    private final int window;
    private final int stride;
    private final Inputs in;
    private final @Nullable Rows positions;
    private final BagRows rows;
    private final int[] places;

    private int low;
    private int high;
    private int filled;

    /// @param positions the rows of weights by position, 2 · window + 1 of them; null where every position counts alike
    Bags(int window, int centres, Inputs in, @Nullable Rows positions, int stride) {
        this.window = window;
        this.stride = stride;
        this.in = in;
        this.positions = positions;
        rows = new BagRows(in.array(), stride, centres + 2 * window, centres);
        places = new int[2 * window + 1];
    }

    /// Takes the contexts of the centres `first … first + count − 1`.
    ///
    /// @param bagOf receives for each centre the number of its bag, −1 if it has no context
    /// @return how many bags there are
    int fill(int first, int count, int length, int[] bagOf, FastRandom random) {
        int base = Math.max(0, first - window);
        int end = Math.min(length - 1, first + count - 1 + window);
        for (int j = base; j <= end; j++) {
            rows.offsets()[j - base] = in.offset(j);
            rows.shares()[j - base] = in.share(j);
        }
        filled = 0;
        low = end - base;
        high = 0;
        for (int c = 0; c < count; c++) {
            int centre = first + c;
            int reach = 1 + random.below(window);
            int from = Math.max(0, centre - reach) - base;
            int to = Math.min(length - 1, centre + reach) - base;
            bagOf[c] = -1;
            if (rows.bag(filled, from, to, centre - base)) {
                bagOf[c] = filled++;
                low = Math.min(low, from);
                high = Math.max(high, to);
            }
        }
        return filled;
    }

    float[] hidden() {
        return rows.hidden();
    }

    int offset(int bag) {
        return bag * stride;
    }

    void gather() {
        if (positions == null) {
            rows.gather(filled);
            return;
        }
        for (int p = 0; p < places.length; p++) {
            places[p] = positions.offset(p);
        }
        rows.gather(filled, positions.array(), places, window);
    }

    void scatter() {
        if (positions == null) {
            rows.scatter(filled, low, high);
        } else {
            rows.scatter(filled, positions.array(), places, window);
        }
    }
}
