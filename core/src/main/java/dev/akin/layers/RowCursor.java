package dev.akin.layers;

import dev.akin.table.SegmentRows;
import dev.akin.table.TrainableRows;
import dev.akin.table.TrainableTable;
import org.jspecify.annotations.Nullable;

/// One row of a table at a time in an array: where it lies, if the table is arrays, else a copy. For one thread.
final class RowCursor {
    private final @Nullable TrainableTable direct;
    private final @Nullable SegmentRows stored;
    private final float[] copy;

    /// Where the row is, from [#at] on, with zeros up to a multiple of 16 numbers.
    float[] numbers;

    int at;

    RowCursor(TrainableRows rows) {
        direct = rows instanceof TrainableTable table ? table : null;
        stored = rows instanceof SegmentRows segment ? segment : null;
        copy = new float[stored == null ? 0 : stored.stride()];
        numbers = copy;
    }

    void open(int row) {
        if (direct != null) {
            numbers = direct.block(row);
            at = direct.offset(row);
        } else if (stored != null) {
            // An optimiser may have left something behind the row's own numbers.
            for (int d = stored.dimension(); d < copy.length; d++) {
                copy[d] = 0;
            }
            stored.load(row, copy, 0);
        }
    }

    /// Puts the row that was opened last back, as it is now.
    ///
    /// @param chance what rounding depends on
    void close(int row, int chance) {
        if (stored != null) {
            stored.store(row, copy, 0, chance);
        }
    }
}
