package dev.akin.kernel;

/// How one number of a table is stored.
public enum ElementType {
    /// IEEE 754 single precision.
    FLOAT32(4),
    /// IEEE 754 half precision: 11 significant bits, up to 65,504.
    FLOAT16(2),
    /// The upper half of a single: 8 significant bits, the range of a single.
    BFLOAT16(2);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /// Bytes per number.
    public int bytes() {
        return bytes;
    }
}
