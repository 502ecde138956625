package dev.akin.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// How a sample is written.
enum SampleKind {
    UNSIGNED_8(1) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return ((bytes.get(offset) & 0xff) - 128) / 128f;
        }
    },
    SIGNED_8(1) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return bytes.get(offset) / 128f;
        }
    },
    SIGNED_16(2) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return bytes.getShort(offset) / 32768f;
        }
    },
    SIGNED_24(3) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            boolean big = bytes.order() == ByteOrder.BIG_ENDIAN;
            int high = bytes.get(big ? offset : offset + 2);
            int low = bytes.get(big ? offset + 2 : offset) & 0xff;
            return ((high << 16) | ((bytes.get(offset + 1) & 0xff) << 8) | low) / 8388608f;
        }
    },
    SIGNED_32(4) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return (float) (bytes.getInt(offset) / 2147483648.0);
        }
    },
    FLOAT_32(4) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return bytes.getFloat(offset);
        }
    },
    FLOAT_64(8) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return (float) bytes.getDouble(offset);
        }
    },
    /// ITU-T G.711, European.
    A_LAW(1) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            int code = (bytes.get(offset) & 0xff) ^ 0x55;
            int exponent = (code >> 4) & 7;
            int value = ((code & 15) << 4) + 8;
            int whole = exponent == 0 ? value : (value + 256) << (exponent - 1);
            return ((code & 128) == 0 ? -whole : whole) / 32768f;
        }
    },
    /// ITU-T G.711, American.
    MU_LAW(1) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            int code = ~bytes.get(offset) & 0xff;
            int whole = ((((code & 15) << 3) + 132) << ((code >> 4) & 7)) - 132;
            return ((code & 128) != 0 ? -whole : whole) / 32768f;
        }
    };

    private final int size;

    SampleKind(int size) {
        this.size = size;
    }

    /// Bytes of a sample.
    int size() {
        return size;
    }

    abstract float at(ByteBuffer bytes, int offset);

    /// Signed whole numbers of so many bytes; null if there are none such.
    static @Nullable SampleKind signed(int bytes) {
        return switch (bytes) {
            case 1 -> SIGNED_8;
            case 2 -> SIGNED_16;
            case 3 -> SIGNED_24;
            case 4 -> SIGNED_32;
            default -> null;
        };
    }

    /// Floats of so many bytes; null if there are none such.
    static @Nullable SampleKind floating(int bytes) {
        return switch (bytes) {
            case 4 -> FLOAT_32;
            case 8 -> FLOAT_64;
            default -> null;
        };
    }
}
