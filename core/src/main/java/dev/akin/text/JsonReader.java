package dev.akin.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Pulls JSON (RFC 8259, strict) out of UTF-8, value by value, holding nothing but its place. Not thread-safe.
///
/// The caller says what it expects: `beginObject`, then for each member `nextName` and a value, until `nextName` gives
/// null; `beginArray`, then `nextElement` and a value, until `nextElement` gives false. Values that do not matter are
/// [skipped][#skip()]. At the end, [#end()]. Every method throws [JsonException] where the text is something else,
/// also for nesting deeper than 512, bytes that are no UTF-8, and escapes that are half of a surrogate pair.
/// Repeated names are the caller's business; [Json] refuses them.
public final class JsonReader {
    /// What comes next.
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        TRUE_OR_FALSE,
        NULL
    }

    private static final int DEEPEST = 512;

    private final byte[] utf8;
    private final int origin;
    private final int to;
    private int at;
    private int depth;
    private boolean[] begun = new boolean[16];
    private final StringBuilder unescaped = new StringBuilder();

    /// Reads a text.
    public JsonReader(String json) {
        this(json.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads UTF-8, which is not copied.
    public JsonReader(byte[] utf8) {
        this(utf8, 0, utf8.length);
    }

    /// Reads `utf8[from … to − 1]`, which is not copied; offsets in errors count from `from`.
    public JsonReader(byte[] utf8, int from, int to) {
        this.utf8 = utf8;
        this.origin = from;
        this.at = from;
        this.to = to;
    }

    /// Bytes read so far, counted from where reading began.
    public int offset() {
        return at - origin;
    }

    /// What comes next, which stays to be read.
    ///
    /// @throws JsonException if no value follows
    public Kind peek() {
        return switch (next()) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"' -> Kind.STRING;
            case 't', 'f' -> Kind.TRUE_OR_FALSE;
            case 'n' -> Kind.NULL;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
            default -> throw expected("a value");
        };
    }

    public void beginObject() {
        begin('{', "an object");
    }

    /// The next member's name, or null where the object ends.
    public @Nullable String nextName() {
        if (closes('}', "a member")) {
            return null;
        }
        String name = string();
        if (next() != ':') {
            throw expected("':' after a name");
        }
        at++;
        return name;
    }

    public void beginArray() {
        begin('[', "an array");
    }

    /// Whether another element follows; false where the array ends.
    public boolean nextElement() {
        return !closes(']', "an element");
    }

    public String string() {
        if (next() != '"') {
            throw expected("a string");
        }
        int start = ++at;
        while (at < to) {
            byte b = utf8[at];
            if (b == '"') {
                return decode(start, at++);
            }
            if (b == '\\') {
                return escaped(start);
            }
            if (b >= 0 && b < ' ') {
                throw error("a control character inside a string must be written as an escape");
            }
            at++;
        }
        throw error("the text ends inside a string");
    }

    /// A number, as it is written.
    public String number() {
        next();
        int start = at;
        if (at < to && utf8[at] == '-') {
            at++;
        }
        if (at < to && utf8[at] == '0') {
            at++;
        } else {
            digits();
        }
        if (at < to && utf8[at] == '.') {
            at++;
            digits();
        }
        if (at < to && (utf8[at] | 0x20) == 'e') {
            at++;
            if (at < to && (utf8[at] == '+' || utf8[at] == '-')) {
                at++;
            }
            digits();
        }
        return new String(utf8, start, at - start, StandardCharsets.ISO_8859_1);
    }

    /// A number that is written as a whole one and fits a `long`.
    public long integer() {
        next();
        int start = at;
        String literal = number();
        try {
            return Long.parseLong(literal);
        } catch (NumberFormatException e) {
            throw withCause(
                    start, "expected a whole number of at most 64 bits, found " + literal, e);
        }
    }

    public boolean trueOrFalse() {
        boolean value = next() == 't';
        literal(value ? "true" : "false");
        return value;
    }

    public void nothing() {
        next();
        literal("null");
    }

    /// Passes over one value of any kind.
    public void skip() {
        switch (peek()) {
            case OBJECT -> {
                beginObject();
                while (nextName() != null) {
                    skip();
                }
            }
            case ARRAY -> {
                beginArray();
                while (nextElement()) {
                    skip();
                }
            }
            case STRING -> string();
            case NUMBER -> number();
            case TRUE_OR_FALSE -> trueOrFalse();
            case NULL -> nothing();
        }
    }

    /// Checks that nothing but white space is left.
    public void end() {
        passWhiteSpace();
        if (at < to) {
            throw expected("nothing more");
        }
    }

    private void begin(char bracket, String what) {
        if (next() != bracket) {
            throw expected(what);
        }
        if (depth == DEEPEST) {
            throw error("nested deeper than " + DEEPEST);
        }
        at++;
        if (depth == begun.length) {
            begun = Arrays.copyOf(begun, 2 * depth);
        }
        begun[depth++] = false;
    }

    private boolean closes(char bracket, String what) {
        if (depth == 0) {
            throw new IllegalStateException("no object or array is open");
        }
        byte b = next();
        if (b == bracket) {
            at++;
            depth--;
            return true;
        }
        if (begun[depth - 1]) {
            if (b != ',') {
                throw expected("',' or '" + bracket + "' after " + what);
            }
            at++;
        }
        begun[depth - 1] = true;
        return false;
    }

    private String decode(int from, int end) {
        for (int i = from; i < end; i++) {
            if (utf8[i] < 0) {
                return decodeUtf8(from, end);
            }
        }
        return new String(utf8, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private String decodeUtf8(int from, int end) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8, from, end - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw withCause(from, "the string is not UTF-8", e);
        }
    }

    private String escaped(int start) {
        unescaped.setLength(0);
        int run = start;
        while (at < to) {
            byte b = utf8[at];
            if (b == '"') {
                unescaped.append(decode(run, at++));
                return unescaped.toString();
            }
            if (b == '\\') {
                unescaped.append(decode(run, at));
                escape();
                run = at;
            } else if (b >= 0 && b < ' ') {
                throw error("a control character inside a string must be written as an escape");
            } else {
                at++;
            }
        }
        throw error("the text ends inside a string");
    }

    private void escape() {
        int start = at++;
        byte b = at < to ? utf8[at++] : 0;
        switch (b) {
            case '"', '\\', '/' -> unescaped.append((char) b);
            case 'b' -> unescaped.append('\b');
            case 'f' -> unescaped.append('\f');
            case 'n' -> unescaped.append('\n');
            case 'r' -> unescaped.append('\r');
            case 't' -> unescaped.append('\t');
            case 'u' -> codeUnits(start);
            default -> {
                at = start;
                throw error("no such escape");
            }
        }
    }

    private void codeUnits(int start) {
        char unit = fourHexDigits();
        unescaped.append(unit);
        if (!Character.isSurrogate(unit)) {
            return;
        }
        boolean escapeFollows = at + 1 < to && utf8[at] == '\\' && utf8[at + 1] == 'u';
        if (Character.isHighSurrogate(unit) && escapeFollows) {
            at += 2;
            char low = fourHexDigits();
            if (Character.isLowSurrogate(low)) {
                unescaped.append(low);
                return;
            }
        }
        at = start;
        throw error("half of a surrogate pair");
    }

    private char fourHexDigits() {
        int value = 0;
        for (int i = 0; i < 4; i++, at++) {
            int digit = at < to ? Character.digit((char) (utf8[at] & 0xff), 16) : -1;
            if (digit < 0 || utf8[at] < 0) {
                throw error("expected four hexadecimal digits");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    private void digits() {
        int start = at;
        while (at < to && utf8[at] >= '0' && utf8[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw expected("a digit");
        }
    }

    private void literal(String word) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (at == to || utf8[at] != word.charAt(i)) {
                throw expected("'" + word + "'");
            }
        }
    }

    private void passWhiteSpace() {
        while (at < to
                && (utf8[at] == ' ' || utf8[at] == '\n' || utf8[at] == '\r' || utf8[at] == '\t')) {
            at++;
        }
    }

    /// The next byte that is no white space, not consumed; 0 at the end.
    private byte next() {
        passWhiteSpace();
        return at < to ? utf8[at] : 0;
    }

    private JsonException expected(String what) {
        if (at >= to) {
            return error("expected " + what + ", but the text ends");
        }
        byte b = utf8[at];
        String found = b > ' ' && b < 127 ? "'" + (char) b + "'" : "byte " + (b & 0xff);
        return error("expected " + what + ", found " + found);
    }

    private JsonException error(String reason) {
        return new JsonException(at - origin, reason);
    }

    private JsonException withCause(int where, String reason, Exception cause) {
        JsonException e = new JsonException(where - origin, reason);
        e.initCause(cause);
        return e;
    }
}
