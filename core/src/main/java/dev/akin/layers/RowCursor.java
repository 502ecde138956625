package dev.akin.layers;

import dev.akin.kernel.ElementType;
import dev.akin.kernel.RowBlocks;
import dev.akin.table.SegmentRows;
import dev.akin.table.TrainableRows;
import dev.akin.table.TrainableTable;
import org.jspecify.annotations.Nullable;

/// One row of a table at a time in an array: where it lies, if the table is arrays, else a copy. For one thread.
final class RowCursor {
    /// Of no table: nothing happens.
    static final RowCursor NOTHING = new RowCursor(null);

    private final @Nullable TrainableTable direct;
    private final @Nullable SegmentRows stored;
    private final float[] copy;

    /// Whether rows are single numbers of float32.
    private final boolean single;

    private int row;
    private int touched;

    /// Where the copy lies.
    private final RowBlocks place;

    /// Where in [#numbers()] the row begins.
    int at;

    RowCursor(@Nullable TrainableRows rows) {
        direct = rows instanceof TrainableTable table ? table : null;
        stored = rows instanceof SegmentRows segment ? segment : null;
        copy = new float[stored == null ? 0 : stored.stride()];
        place = RowBlocks.ofRow(copy);
        single =
                stored != null
                        && stored.dimension() == 1
                        && stored.elementType() == ElementType.FLOAT32;
    }

    /// Where the row is that was opened last, with zeros up to a multiple of 16 numbers. Looked up each time: to keep the array
    /// costs the collector's barrier.
    float[] numbers() {
        return direct == null ? copy : direct.block(row);
    }

    /// Whether rows are copied out of where they lie.
    boolean copies() {
        return stored != null;
    }

    /// Where the numbers of the row are that was opened last; its number there is [#placeRow()].
    RowBlocks place() {
        return direct == null ? place : direct.rowBlocks();
    }

    int placeRow() {
        return direct == null ? 0 : row;
    }

    /// Lets the memory bring a row that is soon opened.
    void touch(int other) {
        if (stored != null) {
            touched += stored.touch(other);
        }
    }

    /// What was read by touching: if nobody could ask for it, it would not be read.
    int touched() {
        return touched;
    }

    void open(int other) {
        row = other;
        if (direct != null) {
            at = direct.offset(row);
        } else if (stored != null) {
            load(stored);
        }
    }

    private void load(SegmentRows from) {
        // An optimiser may have left something behind the row's own numbers.
        for (int d = from.dimension(); d < copy.length; d++) {
            copy[d] = 0;
        }
        if (single) {
            copy[0] = from.number(row);
        } else {
            from.load(row, copy, 0);
        }
    }

    /// Puts the row that was opened last back, as it is now.
    ///
    /// @param chance what rounding depends on
    void close(int chance) {
        if (stored == null) {
            return;
        }
        if (single) {
            stored.number(row, copy[0]);
        } else {
            stored.store(row, copy, 0, chance);
        }
    }
}
