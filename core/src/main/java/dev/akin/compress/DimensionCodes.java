package dev.akin.compress;

import dev.akin.kernel.CodeWidth;
import dev.akin.table.EmbeddingTable;
import java.lang.foreign.MemorySegment;

/// Codes with a scale for each dimension alone.
final class DimensionCodes {
    /// Beyond these shares of the sample numbers are cut off.
    private static final double QUANTILE = 0.001;

    private static final float[] SHARES = {1, 0.9f, 0.8f, 0.7f, 0.6f, 0.5f, 0.4f, 0.3f};

    private final CodeWidth width;
    private final Calibration calibration;
    private final EmbeddingTable table;
    private final MemorySegment codes;
    private final float[] scale;
    private final float[] zero;

    private DimensionCodes(CodeWidth width, Calibration calibration, EmbeddingTable table) {
        this.width = width;
        this.calibration = calibration;
        this.table = table;
        this.codes = ScalarCodes.codes(table, width);
        this.scale = new float[table.dimension()];
        this.zero = new float[table.dimension()];
    }

    static ScalarCodes of(
            EmbeddingTable table,
            CodeWidth width,
            Calibration calibration,
            CompressorBuilder.Work work) {
        DimensionCodes codes = new DimensionCodes(width, calibration, table);
        codes.calibrate();
        ScalarCodes.eachRow(table, work, () -> codes::code);
        return new ScalarCodes(codes.codes, codes.scale, codes.zero, null);
    }

    private void calibrate() {
        Spread spread = Spread.of(table);
        float[][] all = calibration == Calibration.RANGE ? ranges() : new float[0][];
        for (int i = 0; i < scale.length; i++) {
            float[] sorted = spread.sorted(i);
            switch (calibration) {
                case RANGE -> reach(i, all[0][i], all[1][i]);
                case QUANTILES ->
                        reach(i, quantile(sorted, QUANTILE), quantile(sorted, 1 - QUANTILE));
                case LEAST_ERROR -> leastError(i, sorted);
            }
        }
    }

    private float[][] ranges() {
        float[] least = new float[scale.length];
        float[] most = new float[scale.length];
        if (table.rows() > 0) {
            least = table.row(0);
            most = least.clone();
        }
        float[] row = new float[scale.length];
        for (int r = 1; r < table.rows(); r++) {
            table.read(r, 1, row, 0);
            for (int i = 0; i < row.length; i++) {
                least[i] = Math.min(least[i], row[i]);
                most[i] = Math.max(most[i], row[i]);
            }
        }
        return new float[][] {least, most};
    }

    private static float quantile(float[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private void leastError(int dimension, float[] sorted) {
        float low = quantile(sorted, 0);
        float high = quantile(sorted, 1);
        float middle = (low + high) / 2;
        float[] off = sorted.clone();
        for (int r = 0; r < off.length; r++) {
            off[r] -= middle;
        }
        float half = (high - low) / 2;
        float best = half;
        double least = Double.POSITIVE_INFINITY;
        for (float share : half > 0 ? SHARES : new float[0]) {
            double error = Steps.error(off, off.length, half * share, width);
            if (error < least) {
                least = error;
                best = half * share;
            }
        }
        reach(dimension, middle - best, middle + best);
    }

    private void reach(int dimension, float low, float high) {
        float step = (high - low) / (2 * width.most());
        scale[dimension] = step > 0 ? step : 1;
        zero[dimension] = -((low + high) / 2) / scale[dimension];
    }

    private void code(int row, float[] values) {
        if (!Float.isFinite(ScalarCodes.KERNEL.largest(values, values.length))) {
            throw Spread.notFinite(row);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] / scale[i] + zero[i];
        }
        long at = (long) row * width.stride(values.length);
        ScalarCodes.KERNEL.narrow(width, values, 1, values.length, codes, at);
    }
}
