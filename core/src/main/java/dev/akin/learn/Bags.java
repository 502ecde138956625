package dev.akin.learn;

import dev.akin.kernel.BagRows;
import dev.akin.kernel.Kernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The contexts of a few neighbouring centres as bags, to each of which the rows of a document belong, too, where there is one.
final class Bags implements Contexts {
    private static final Kernels KERNELS = Kernels.best();

    private final int window;
    private final int stride;
    private final Inputs in;
    private final @Nullable Rows positions;
    private final @Nullable OpenDocument document;
    private final BagRows rows;
    private final int[] places;
    private final int[] tags;
    private final float[] tagSum;

    private int low;
    private int high;
    private int filled;
    private int tagCount;

    /// What bags are made of.
    ///
    /// @param positions the rows of weights by position, 2 · window + 1 of them; null where every position counts alike
    /// @param document null where there are none
    record Source(Inputs in, @Nullable Rows positions, @Nullable OpenDocument document) {}

    Bags(int window, int centres, Source source, int stride) {
        this.window = window;
        this.stride = stride;
        in = source.in();
        positions = source.positions();
        document = source.document();
        rows = new BagRows(in.array(), stride, centres + 2 * window, centres);
        places = new int[2 * window + 1];
        tags = new int[document == null ? 0 : document.most()];
        tagSum = new float[document == null ? 0 : stride];
    }

    @Override
    public int fill(int first, int count, int length, int[] bagOf, FastRandom random) {
        if (document != null) {
            tagCount = document.offsets(tags);
            rows.beside(tagCount);
        }
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

    @Override
    public float[] hidden() {
        return rows.hidden();
    }

    @Override
    public int offset(int bag) {
        return bag * stride;
    }

    @Override
    public void gather() {
        if (document != null) {
            gatherWith(document.array());
            return;
        }
        if (positions == null) {
            rows.gather(filled);
            return;
        }
        for (int p = 0; p < places.length; p++) {
            places[p] = positions.offset(p);
        }
        rows.gather(filled, positions.array(), places, window);
    }

    private void gatherWith(float[] documents) {
        Arrays.fill(tagSum, 0);
        for (int t = 0; t < tagCount; t++) {
            KERNELS.axpy(1, documents, tags[t], tagSum, 0, stride);
        }
        rows.gather(filled, tagSum);
    }

    @Override
    public void scatter() {
        if (positions == null) {
            rows.scatter(filled, low, high);
        } else {
            rows.scatter(filled, positions.array(), places, window);
        }
        if (document != null) {
            scatterTo(document.array());
        }
    }

    private void scatterTo(float[] documents) {
        for (int t = 0; t < tagCount; t++) {
            for (int b = 0; b < filled; b++) {
                KERNELS.axpy(1, rows.changes(), b * stride, documents, tags[t], stride);
            }
        }
    }
}
