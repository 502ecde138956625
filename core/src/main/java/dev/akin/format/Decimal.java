package dev.akin.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Decimal text → the nearest float, ties to even, always exactly.
///
/// Up to 18 digits and a power of ten within 10²² are exact doubles (Clinger 1990), so one multiplication or division
/// gives the nearest double d. Rounding d again to float is wrong only if d lies exactly halfway between two floats:
/// rounding is monotone, so a number on one side of that halfway point cannot come out as a double on the other.
/// Halfway points, numbers below the smallest normal float, and everything longer go to [Float#parseFloat].
final class Decimal {
    /// Bytes that a caller must leave readable beyond the end of what is parsed.
    static final int SLACK = 16;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };
    private static final int[] SMALL_POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
    };
    private static final long ZEROS = 0x3030303030303030L;
    private static final int MOST_DIGITS = 18;
    private static final long EXACT = 1L << 53;
    private static final long BELOW_FLOAT = 0x1fffffffL;
    private static final long HALFWAY = 0x10000000L;

    private Decimal() {}

    /// Parses `count` numbers, each after one space or tab, into `into` from index `to`. The byte before each
    /// number's separator is not looked at; at least [#SLACK] bytes beyond the last number are readable.
    ///
    /// @return where the last number ends, or -1 where anything is unusual: [#parse] then says what it is
    static int parseAll(byte[] text, int at, float[] into, int to, int count) {
        for (int i = to; i < to + count; i++) {
            byte separator = text[at++];
            if (separator != ' ' && separator != '\t') {
                return -1;
            }
            int sign = isMinus(text[at]);
            at += sign;
            int first = text[at] - '0';
            if (first >= 0 && first <= 9 && text[at + 1] == '.') {
                long eight = (long) LONG.get(text, at + 2) ^ ZEROS;
                int run = digitsIn(eight);
                int end = at + 2 + run;
                if (run > 0 && text[end] <= ' ') {
                    int digits = first * SMALL_POWERS[run] + number(eight << (64 - 8 * run));
                    double value = digits / POWERS[run];
                    if ((Double.doubleToRawLongBits(value) & BELOW_FLOAT) == HALFWAY) {
                        return -1;
                    }
                    into[i] = signed(value, sign);
                    at = end;
                    continue;
                }
            }
            at = parseOne(text, at, sign, into, i);
            if (at < 0) {
                return -1;
            }
        }
        return at;
    }

    /// Parses one number of any shape, its sign read already.
    ///
    /// @return where it ends, or -1
    private static int parseOne(byte[] text, int from, int sign, float[] into, int to) {
        int at = from;
        long digits = 0;
        int point = -1;
        for (; ; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (text[at] == '.' && point < 0) {
                point = at;
            } else {
                break;
            }
        }
        int decimals = point < 0 ? 0 : at - point - 1;
        int length = point < 0 ? at - from : at - from - 1;
        if (length == 0 || length > MOST_DIGITS) {
            return -1;
        }
        int exponent = -decimals;
        if ((text[at] | 0x20) == 'e') {
            boolean down = text[++at] == '-';
            if (down || text[at] == '+') {
                at++;
            }
            int begin = at;
            int power = 0;
            for (int digit; (digit = text[at] - '0') >= 0 && digit <= 9 && at - begin < 4; at++) {
                power = power * 10 + digit;
            }
            if (at == begin) {
                return -1;
            }
            exponent += down ? -power : power;
        }
        if (digits >= EXACT || exponent < -22 || exponent > 22) {
            return -1;
        }
        double value = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
        if ((Double.doubleToRawLongBits(value) & BELOW_FLOAT) == HALFWAY
                || (value < Float.MIN_NORMAL && digits != 0)
                || value > Float.MAX_VALUE) {
            return -1;
        }
        into[to] = signed(value, sign);
        return at;
    }

    private static float signed(double magnitude, int sign) {
        return Float.intBitsToFloat(Float.floatToRawIntBits((float) magnitude) | sign << 31);
    }

    /// The float nearest to `text[from … to − 1]`; may be infinite or NaN where the text is too large or says so.
    ///
    /// @throws NumberFormatException if this is no decimal number
    static float parse(byte[] text, int from, int to) {
        String number = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
        boolean decimal = !number.isEmpty();
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            decimal &= (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0;
        }
        if (decimal) {
            return Float.parseFloat(number);
        }
        String word = number.replaceFirst("^[-+]", "");
        if (word.equalsIgnoreCase("nan")) {
            return Float.NaN;
        }
        if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
            return Float.POSITIVE_INFINITY;
        }
        throw new NumberFormatException(number);
    }

    /// 1 for a minus sign, else 0; no branch, because signs cannot be foretold.
    private static int isMinus(byte character) {
        return (((character & 0xff) ^ '-') - 1) >>> 31;
    }

    /// How many of eight characters, less '0', are digits before the first that is none.
    private static int digitsIn(long eight) {
        long others = (eight | (eight + 0x7676767676767676L)) & 0x8080808080808080L;
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    /// The value of eight decimal digits, the first in the lowest byte.
    private static int number(long eight) {
        long pairs = eight * 10 + (eight >>> 8);
        long upper = (pairs & 0x000000ff000000ffL) * (100 + (1_000_000L << 32));
        long lower = ((pairs >>> 16) & 0x000000ff000000ffL) * (1 + (10_000L << 32));
        return (int) ((upper + lower) >>> 32);
    }
}
