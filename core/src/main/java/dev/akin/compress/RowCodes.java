package dev.akin.compress;

import dev.akin.kernel.CodeWidth;
import dev.akin.table.EmbeddingTable;
import java.lang.foreign.MemorySegment;

/// Codes with a scale for each row: the mean is taken off, dimensions are made equally wide, and the largest number of the row gets
/// the largest code.
///
/// Spreads of dimensions made equal lose less than one scale for all of them: a few wide dimensions would otherwise leave the
/// others few steps.
final class RowCodes {
    /// Which shares of a row's largest number are tried. At four bits the least error lies between 0.6 and 0.9 of it.
    private static final float[] SHARES = {1, 0.95f, 0.9f, 0.85f, 0.8f, 0.75f, 0.7f, 0.65f, 0.6f};

    private final CodeWidth width;
    private final Calibration calibration;
    private final EmbeddingTable table;
    private final Spread spread;
    private final MemorySegment codes;
    private final MemorySegment rowScale;

    private RowCodes(CodeWidth width, Calibration calibration, EmbeddingTable table) {
        this.width = width;
        this.calibration = calibration;
        this.table = table;
        this.spread = Spread.of(table);
        this.codes = ScalarCodes.codes(table, width);
        this.rowScale = ScalarCodes.allocate((long) Float.BYTES * table.rows());
    }

    static ScalarCodes of(
            EmbeddingTable table,
            CodeWidth width,
            Calibration calibration,
            CompressorBuilder.Work work) {
        return new RowCodes(width, calibration, table).made(work);
    }

    private ScalarCodes made(CompressorBuilder.Work work) {
        float[] scale = spread.deviation();
        float[] zero = new float[scale.length];
        for (int i = 0; i < zero.length; i++) {
            zero[i] = -spread.mean()[i] / scale[i];
        }
        ScalarCodes.eachRow(table, work, () -> this::code);
        return new ScalarCodes(codes, scale, zero, rowScale);
    }

    private void code(int row, float[] values) {
        float size = ScalarCodes.KERNEL.largest(values, values.length);
        if (!Float.isFinite(size)) {
            throw Spread.notFinite(row);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - spread.mean()[i]) / spread.deviation()[i];
        }
        float reach = reach(values, ScalarCodes.KERNEL.largest(values, values.length));
        float steps = reach > 0 ? width.most() / reach : 0;
        long at = (long) row * width.stride(values.length);
        ScalarCodes.KERNEL.narrow(width, values, steps, values.length, codes, at);
        float worth = size == 0 ? Float.NaN : reach / width.most();
        rowScale.set(ScalarCodes.FLOAT, (long) Float.BYTES * row, worth);
    }

    private float reach(float[] values, float largest) {
        if (calibration == Calibration.RANGE || largest == 0) {
            return largest;
        }
        float best = largest;
        double least = Double.POSITIVE_INFINITY;
        for (float share : SHARES) {
            double error = Steps.error(values, values.length, largest * share, width);
            if (error < least) {
                least = error;
                best = largest * share;
            }
        }
        return best;
    }
}
