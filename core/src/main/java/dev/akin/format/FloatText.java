package dev.akin.format;

import java.nio.charset.StandardCharsets;

/// A finite float → the shortest decimal text that gives it back.
///
/// From 10⁻⁴ to 10⁷ candidates of 6 to 9 digits are tried: scaled by an exact power of ten, rounded to a whole number,
/// divided back, and compared. Shorter ones show as zeros at the end. A candidate whose double lies halfway between
/// two floats does not count, as in [Decimal]. All else is [Float#toString].
final class FloatText {
    /// The most bytes that a number takes.
    static final int LONGEST = 16;

    private static final float SMALLEST = 1e-4f;
    private static final float LARGEST = 1e7f;
    private static final int FEWEST_DIGITS = 6;
    private static final int MOST_DIGITS = 9;
    private static final long BELOW_FLOAT = 0x1fffffffL;
    private static final long HALFWAY = 0x10000000L;
    private static final long[] POWERS = {
        1L,
        10L,
        100L,
        1_000L,
        10_000L,
        100_000L,
        1_000_000L,
        10_000_000L,
        100_000_000L,
        1_000_000_000L,
        10_000_000_000L,
        100_000_000_000L,
        1_000_000_000_000L,
        10_000_000_000_000L
    };

    private FloatText() {}

    /// Writes the number from `into[at]`, where [#LONGEST] bytes are free.
    ///
    /// @return where it ends
    static int write(float value, byte[] into, int at) {
        float magnitude = Math.abs(value);
        if (magnitude >= SMALLEST && magnitude < LARGEST) {
            int whole = wholeDigits(magnitude);
            for (int digits = Math.max(FEWEST_DIGITS, whole); digits <= MOST_DIGITS; digits++) {
                int decimals = digits - whole;
                double power = POWERS[decimals];
                long scaled = (long) (magnitude * power + 0.5);
                double back = scaled / power;
                boolean clear = (Double.doubleToRawLongBits(back) & BELOW_FLOAT) != HALFWAY;
                if (clear && (float) back == magnitude) {
                    int start = at;
                    if (value < 0) {
                        into[start++] = '-';
                    }
                    return write(scaled, decimals, into, start);
                }
            }
        }
        if (magnitude == 0) {
            return text(1 / value < 0 ? "-0" : "0", into, at);
        }
        return text(Float.toString(value), into, at);
    }

    /// Digits before the point; zero or less for every zero after it.
    private static int wholeDigits(float magnitude) {
        int digits = 7;
        double bound = 1e6;
        while (magnitude < bound) {
            bound /= 10;
            digits--;
        }
        return digits;
    }

    private static int write(long scaled, int decimals, byte[] into, int from) {
        int at = from;
        long whole = scaled / POWERS[decimals];
        long fraction = scaled % POWERS[decimals];
        int left = decimals;
        while (left > 0 && fraction % 10 == 0) {
            fraction /= 10;
            left--;
        }
        at = writeDigits(whole, Math.max(1, length(whole)), into, at);
        if (left > 0) {
            into[at++] = '.';
            at = writeDigits(fraction, left, into, at);
        }
        return at;
    }

    private static int length(long number) {
        int length = 0;
        while (length < POWERS.length && number >= POWERS[length]) {
            length++;
        }
        return length;
    }

    private static int writeDigits(long number, int digits, byte[] into, int at) {
        long rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + digits;
    }

    private static int text(String number, byte[] into, int at) {
        byte[] ascii = number.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(ascii, 0, into, at, ascii.length);
        return at + ascii.length;
    }
}
