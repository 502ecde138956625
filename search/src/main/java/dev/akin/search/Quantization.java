package dev.akin.search;

import java.util.Locale;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.jspecify.annotations.Nullable;

/// How a collection keeps the vectors that it compares while it walks through its graph. The float32 vectors are kept
/// beside the small ones, on the disk; a search takes more candidates than asked for by the small ones, and scores these
/// again with the float32 vectors.
public enum Quantization {
    /// As given: four bytes a number.
    FLOAT32(1, null),
    /// A byte a number.
    INT8(1, ScalarEncoding.UNSIGNED_BYTE),
    /// Four bits a number.
    INT4(2, ScalarEncoding.PACKED_NIBBLE),
    /// One bit a number.
    BIT(5, ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE);

    private final int oversampling;
    private final @Nullable ScalarEncoding encoding;

    Quantization(int oversampling, @Nullable ScalarEncoding encoding) {
        this.oversampling = oversampling;
        this.encoding = encoding;
    }

    /// How many candidates a search takes for each result, if it does not say: 1, 1, 2 and 5.
    public int oversampling() {
        return oversampling;
    }

    /// Null for float32.
    @Nullable ScalarEncoding encoding() {
        return encoding;
    }

    /// The name in files and on the command line: `float32`, `int8`, `int4`, `bit`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param label as [#label()] gives it
    /// @throws IllegalArgumentException for any other text
    public static Quantization ofLabel(String label) {
        for (Quantization quantization : values()) {
            if (quantization.label().equals(label)) {
                return quantization;
            }
        }
        throw new IllegalArgumentException(
                "unknown quantisation \"" + label + "\": float32, int8, int4 or bit");
    }
}
