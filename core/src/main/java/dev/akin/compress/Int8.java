package dev.akin.compress;

import dev.akin.compress.CompressorBuilder.Work;
import dev.akin.kernel.CodeWidth;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.Int8Table;
import java.util.OptionalLong;

/// A byte a number, scored without unpacking. Four times smaller than float32.
///
/// Linear quantisation (Jacob et al. 2018, "Quantization and Training of Neural Networks for Efficient
/// Integer-Arithmetic-Only Inference", section 2.1), of rows whose dimensions were centred and made equally wide before.
public final class Int8 implements Compressor {
    private final CodeScale scale;
    private final Calibration calibration;
    private final Work work;

    private Int8(Builder builder) {
        this.scale = builder.scale;
        this.calibration = builder.calibration;
        this.work = builder.work();
    }

    /// A scale for each row, calibrated by their range, unless told.
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String method() {
        return "int8";
    }

    @Override
    public OptionalLong bytes(int rows, int dimension) {
        return OptionalLong.of(ScalarCodes.bytes(CodeWidth.BYTE, scale, rows, dimension));
    }

    /// @throws IllegalArgumentException if a number is NaN or infinite; the message names the row
    @Override
    public EmbeddingTable compress(EmbeddingTable table) {
        ScalarCodes codes =
                switch (scale) {
                    case ROW -> RowCodes.of(table, CodeWidth.BYTE, calibration, work);
                    case DIMENSION -> DimensionCodes.of(table, CodeWidth.BYTE, calibration, work);
                };
        return Int8Table.of(codes.codes(), codes.scale(), codes.zero(), codes.rowScale());
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends CompressorBuilder<Builder> {
        private CodeScale scale = CodeScale.ROW;
        private Calibration calibration = Calibration.RANGE;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /// What has a scale of its own; rows unless told.
        public Builder scale(CodeScale value) {
            scale = value;
            return this;
        }

        /// Which numbers codes reach to; all of them unless told.
        public Builder calibration(Calibration value) {
            calibration = value;
            return this;
        }

        /// @throws IllegalArgumentException if a row is to be calibrated by quantiles: it has too few numbers
        public Int8 build() {
            if (scale == CodeScale.ROW && calibration == Calibration.QUANTILES) {
                throw new IllegalArgumentException(
                        "a row has too few numbers for quantiles; use them with a scale for each dimension");
            }
            return new Int8(this);
        }
    }
}
