package dev.akin.compress;

import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.SegmentTable;
import java.util.Locale;
import java.util.OptionalLong;

/// Two bytes a number: float16, with 11 bits of precision and numbers up to 65,504 (IEEE 754-2019, binary16), or bfloat16, with
/// 8 bits and the range of float32.
public final class HalfPrecision implements Compressor {
    private final ElementType type;

    private HalfPrecision(ElementType type) {
        this.type = type;
    }

    /// For rows of ordinary size: more precision.
    public static HalfPrecision float16() {
        return new HalfPrecision(ElementType.FLOAT16);
    }

    /// For rows of any size: less precision.
    public static HalfPrecision bfloat16() {
        return new HalfPrecision(ElementType.BFLOAT16);
    }

    @Override
    public String method() {
        return type.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public OptionalLong bytes(int rows, int dimension) {
        return OptionalLong.of((long) rows * dimension * type.bytes());
    }

    @Override
    public EmbeddingTable compress(EmbeddingTable table) {
        return SegmentTable.copyOf(table, type);
    }
}
