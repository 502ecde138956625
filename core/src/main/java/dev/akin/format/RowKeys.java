package dev.akin.format;

import dev.akin.vocabulary.KeyBytes;
import dev.akin.vocabulary.Vocabulary;
import java.nio.charset.StandardCharsets;

/// Keys for rows that have none of their own.
final class RowKeys {
    private RowKeys() {}

    /// `0`, `1`, `2`, …
    static Vocabulary numbered(int rows) {
        KeyBytes keys = new KeyBytes();
        for (int row = 0; row < rows; row++) {
            byte[] digits = Integer.toString(row).getBytes(StandardCharsets.ISO_8859_1);
            keys.add(digits, 0, digits.length);
        }
        return Vocabulary.of(keys, null);
    }
}
