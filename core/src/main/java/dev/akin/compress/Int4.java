package dev.akin.compress;

import dev.akin.compress.CompressorBuilder.Work;
import dev.akin.kernel.CodeWidth;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.Int4Table;
import java.util.OptionalLong;

/// Four bits a number, scored without unpacking. Eight times smaller than float32.
///
/// Linear quantisation (Jacob et al. 2018, "Quantization and Training of Neural Networks for Efficient
/// Integer-Arithmetic-Only Inference", section 2.1), of rows whose dimensions were centred and made equally wide before.
public final class Int4 implements Compressor {
    private final CodeScale scale;
    private final Calibration calibration;
    private final Work work;

    private Int4(Builder builder) {
        this.scale = builder.scale;
        this.calibration = builder.calibration;
        this.work = builder.work();
    }

    /// A scale for each row, calibrated for the least error, unless told.
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String method() {
        return "int4";
    }

    @Override
    public OptionalLong bytes(int rows, int dimension) {
        return OptionalLong.of(ScalarCodes.bytes(CodeWidth.HALF, scale, rows, dimension));
    }

    /// @throws IllegalArgumentException if a number is NaN or infinite; the message names the row
    @Override
    public EmbeddingTable compress(EmbeddingTable table) {
        ScalarCodes codes =
                switch (scale) {
                    case ROW -> RowCodes.of(table, CodeWidth.HALF, calibration, work);
                    case DIMENSION -> DimensionCodes.of(table, CodeWidth.HALF, calibration, work);
                };
        return Int4Table.of(codes.codes(), codes.scale(), codes.zero(), codes.rowScale());
    }

    /// Collects options. Not thread-safe.
    public static final class Builder extends CompressorBuilder<Builder> {
        private CodeScale scale = CodeScale.ROW;
        private Calibration calibration = Calibration.LEAST_ERROR;

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

        /// Which numbers codes reach to; those of the least error unless told.
        public Builder calibration(Calibration value) {
            calibration = value;
            return this;
        }

        /// @throws IllegalArgumentException if a row is to be calibrated by quantiles: it has too few numbers
        public Int4 build() {
            if (scale == CodeScale.ROW && calibration == Calibration.QUANTILES) {
                throw new IllegalArgumentException(
                        "a row has too few numbers for quantiles; use them with a scale for each dimension");
            }
            return new Int4(this);
        }
    }
}
