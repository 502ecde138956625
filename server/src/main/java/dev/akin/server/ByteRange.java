package dev.akin.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The bytes of a file that a request asks for (RFC 9110, 14.2): one stretch. Several at once, and what cannot be read, mean all.
///
/// @param length how many there are in all
/// @param part whether only these were asked for
record ByteRange(long from, long to, long length, boolean part) {
    private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /// @param header `Range`; "" where there is none
    static ByteRange of(String header, long length) {
        Matcher matcher = ONE.matcher(header);
        if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return new ByteRange(0, length, length, false);
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            long count = Math.min(length, Long.parseLong(last));
            return new ByteRange(length - count, length, length, true);
        }
        long end = last.isEmpty() ? length : Math.min(length, Long.parseLong(last) + 1);
        return new ByteRange(Long.parseLong(first), end, length, true);
    }

    /// Whether there are such bytes.
    boolean isThere() {
        return !part || from < to;
    }

    long count() {
        return to - from;
    }

    /// As a header `Content-Range` has it.
    String described() {
        return isThere() ? "bytes " + from + "-" + (to - 1) + "/" + length : "bytes */" + length;
    }
}
