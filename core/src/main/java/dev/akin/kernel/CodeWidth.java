package dev.akin.kernel;

/// How many bits a code takes, and which number it stands for.
public enum CodeWidth {
    /// A signed byte: −128 … 127.
    BYTE(8),
    /// Four bits, the lower half of a byte first: 0 … 15 stand for −7.5 … 7.5.
    HALF(4),
    /// A bit, from each byte's highest to its lowest: 1 stands for 1, 0 for −1.
    BIT(1);

    /// What the code 0 of [#HALF] stands for.
    static final float LEAST_HALF = -7.5f;

    private final int bits;

    CodeWidth(int bits) {
        this.bits = bits;
    }

    /// Bytes that a row takes.
    public int stride(int dimension) {
        return Math.toIntExact(Math.ceilDiv((long) dimension * bits, Byte.SIZE));
    }

    /// The largest number that a code stands for.
    public float most() {
        return switch (this) {
            case BYTE -> Byte.MAX_VALUE;
            case HALF -> -LEAST_HALF;
            case BIT -> 1;
        };
    }
}
