package dev.akin.layers;

import dev.akin.kernel.ElementType;
import dev.akin.table.TrainableRows;
import dev.akin.table.TrainableTable;
import org.jspecify.annotations.Nullable;

/// What happens to rows when they are looked up: ids are checked, long rows shortened, the rest copied.
final class LookupRules {
    /// Look-ups that a thread takes at a time.
    private static final int SHARE = 2048;

    private final TrainableRows table;

    /// The same table, where its rows lie in arrays.
    private final @Nullable TrainableTable direct;

    private final RowCursor cursor;
    private final LayerOptions options;
    private int[] counts = new int[0];

    LookupRules(TrainableRows table, LayerOptions options) {
        this.table = table;
        this.direct = table instanceof TrainableTable arrays ? arrays : null;
        this.cursor = new RowCursor(table);
        this.options = options;
    }

    /// @throws IndexOutOfBoundsException if an id is not one of a row
    void check(int[] ids, int from, int to) {
        int rows = table.rows();
        int wrong = 0;
        for (int i = from; i < to; i++) {
            wrong |= ids[i] | rows - 1 - ids[i];
        }
        if (wrong < 0) {
            throw outside(ids, from, to);
        }
    }

    private IndexOutOfBoundsException outside(int[] ids, int from, int to) {
        int at = from;
        while (at < to && ids[at] >= 0 && ids[at] < table.rows()) {
            at++;
        }
        return new IndexOutOfBoundsException(
                "id "
                        + ids[at]
                        + " at place "
                        + (at - from)
                        + " is not one of a layer with "
                        + table.rows()
                        + " rows: 0 to "
                        + (table.rows() - 1));
    }

    /// Where there is a longest norm, rows beyond it are shortened in their place, as torch does.
    void shorten(int[] ids, int from, int to) {
        if (options.maxNorm() == 0) {
            return;
        }
        for (int i = from; i < to; i++) {
            shorten(ids[i]);
        }
    }

    private void shorten(int row) {
        cursor.open(row);
        double norm = norm(cursor.numbers(), cursor.at);
        if (norm > options.maxNorm()) {
            float scale = (float) (options.maxNorm() / (norm + 1e-7));
            float[] numbers = cursor.numbers();
            for (int d = 0; d < table.dimension(); d++) {
                numbers[cursor.at + d] = stored(numbers[cursor.at + d] * scale);
            }
            cursor.close(0);
        }
    }

    /// What is not rounded any more: towards zero, so that the row is not too long again.
    private float stored(float number) {
        return table.elementType() == ElementType.BFLOAT16
                ? Float.intBitsToFloat(Float.floatToRawIntBits(number) & 0xffff0000)
                : number;
    }

    private double norm(float[] block, int at) {
        double p = options.normType();
        double sum = 0;
        double largest = 0;
        for (int d = 0; d < table.dimension(); d++) {
            double size = Math.abs(block[at + d]);
            sum += p == 2 ? size * size : Math.pow(size, p);
            largest = Math.max(largest, size);
        }
        return p == 2 ? Math.sqrt(sum) : Double.isInfinite(p) ? largest : Math.pow(sum, 1 / p);
    }

    int share(int count) {
        return Math.max(1, Math.min(SHARE, Math.ceilDiv(count, 2)));
    }

    void copy(int[] ids, int from, int to, float[] out) {
        int dimension = table.dimension();
        for (int i = from; i < to; i++) {
            if (direct != null) {
                System.arraycopy(
                        direct.block(ids[i]), direct.offset(ids[i]), out, i * dimension, dimension);
            } else {
                table.read(ids[i], 1, out, i * dimension);
            }
        }
    }

    /// One over how often each id is there, where gradients are scaled by that; else nothing.
    float[] shares(int[] ids, int count) {
        if (!options.scaleByFrequency()) {
            return new float[0];
        }
        if (counts.length < table.rows()) {
            counts = new int[table.rows()];
        }
        for (int i = 0; i < count; i++) {
            counts[ids[i]]++;
        }
        float[] shares = new float[count];
        for (int i = 0; i < count; i++) {
            shares[i] = 1f / counts[ids[i]];
        }
        for (int i = 0; i < count; i++) {
            counts[ids[i]] = 0;
        }
        return shares;
    }
}
