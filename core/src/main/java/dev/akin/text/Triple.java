package dev.akin.text;

import java.io.IOException;
import java.util.Locale;

/// A line of N-Triples (W3C Recommendation, 25 February 2014), read from left to right.
final class Triple {
    private final String line;
    private int at;

    Triple(String line) {
        this.line = line;
    }

    /// @throws IllegalArgumentException if the line is no triple
    void read(FactLines.Sink sink) throws IOException {
        String subject = thing("subject");
        skipSpace();
        if (peek() != '<') {
            throw wrong("the predicate must be an IRI in angle brackets");
        }
        String predicate = iri();
        skipSpace();
        boolean literal = peek() == '"';
        String object = "";
        if (literal) {
            literal();
        } else {
            object = thing("object");
        }
        end();
        if (literal) {
            sink.literal();
        } else {
            sink.fact(subject, predicate, object);
        }
    }

    private String thing(String role) {
        skipSpace();
        if (peek() == '<') {
            return iri();
        }
        if (line.startsWith("_:", at)) {
            return blank();
        }
        throw wrong(
                "the "
                        + role
                        + (role.equals("object")
                                ? " must be an IRI, a blank node or a literal"
                                : " must be an IRI in angle brackets or a blank node, _:name"));
    }

    private String iri() {
        int from = ++at;
        StringBuilder text = new StringBuilder();
        for (char c; (c = next("an IRI without its >")) != '>'; ) {
            if (c <= ' ' || "<\"{}|^`".indexOf(c) >= 0) {
                throw wrong("an IRI with " + Json.quote(String.valueOf(c)));
            }
            if (c == '\\') {
                escape(text, false);
            } else {
                text.append(c);
            }
        }
        if (at == from + 1) {
            throw wrong("an empty IRI");
        }
        return text.toString();
    }

    private String blank() {
        int from = at;
        at += 2;
        while (at < line.length() && isLabel(line.charAt(at))) {
            at++;
        }
        // A label may hold a dot, but not end with one: that ends the triple.
        while (line.charAt(at - 1) == '.') {
            at--;
        }
        if (at <= from + 2) {
            throw wrong("a blank node without a name");
        }
        return line.substring(from, at);
    }

    private static boolean isLabel(char c) {
        return Character.isLetterOrDigit(c)
                || Character.isSurrogate(c)
                || c == '_'
                || c == '-'
                || c == '.'
                || c == ':'
                || c == '\u00B7'
                || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private void literal() {
        at++;
        StringBuilder text = new StringBuilder();
        for (char c; (c = next("a literal without its closing quotation mark")) != '"'; ) {
            if (c == '\\') {
                escape(text, true);
            }
        }
        if (line.startsWith("^^<", at)) {
            at += 2;
            iri();
        } else if (peek() == '@') {
            at++;
            language();
        }
    }

    private void language() {
        int from = at;
        while (at < line.length()
                && (Character.isLetterOrDigit(line.charAt(at)) || line.charAt(at) == '-')) {
            at++;
        }
        if (at == from) {
            throw wrong("an @ without a language");
        }
    }

    private void escape(StringBuilder into, boolean characters) {
        char kind = next("a line that ends in a backslash");
        if (kind == 'u' || kind == 'U') {
            into.appendCodePoint(codePoint(kind == 'u' ? 4 : 8));
        } else if (!characters || "tbnrf\"'\\".indexOf(kind) < 0) {
            throw wrong("the escape " + Json.quote("\\" + kind));
        }
    }

    private int codePoint(int digits) {
        if (at + digits > line.length()) {
            throw wrong("an escape cut short");
        }
        String hex = line.substring(at, at + digits);
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(hex.charAt(i), 16);
            if (digit < 0) {
                throw wrong("the escape of the code point " + Json.quote(hex));
            }
            value = 16 * value + digit;
        }
        if (value > Character.MAX_CODE_POINT || (value >= 0xD800 && value < 0xE000)) {
            throw wrong("the code point " + hex + ", which is no character");
        }
        at += digits;
        return (int) value;
    }

    private void end() {
        skipSpace();
        if (peek() != '.') {
            throw wrong("the line must end with a full stop");
        }
        at++;
        skipSpace();
        if (at < line.length() && line.charAt(at) != '#') {
            throw wrong("something stands behind the full stop");
        }
    }

    private void skipSpace() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
    }

    /// The character that comes next, or 0 at the end.
    private char peek() {
        return at < line.length() ? line.charAt(at) : 0;
    }

    private char next(String missing) {
        if (at >= line.length()) {
            throw wrong(missing);
        }
        return line.charAt(at++);
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                String.format(Locale.ROOT, "is no N-Triples, at character %d: %s", at + 1, what));
    }
}
