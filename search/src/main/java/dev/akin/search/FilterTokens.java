package dev.akin.search;

import java.util.Locale;
import java.util.Set;

/// Cuts a filter into words, texts, numbers and signs, one ahead. Not thread-safe.
final class FilterTokens {
    enum Kind {
        NAME,
        WORD,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    private static final Set<String> WORDS =
            Set.of("and", "or", "not", "in", "exists", "true", "false");

    private final String filter;
    private int end;
    private Kind kind = Kind.END;
    private String value = "";
    private int place;

    FilterTokens(String filter) {
        this.filter = filter;
        advance();
    }

    Kind kind() {
        return kind;
    }

    /// The name, the word in lower case, the text without quotation marks, the number or the sign.
    String value() {
        return value;
    }

    /// Where the token begins.
    int place() {
        return place;
    }

    boolean is(Kind wanted, String text) {
        return kind == wanted && value.equals(text);
    }

    /// Passes the token if it is this one.
    boolean take(Kind wanted, String text) {
        boolean found = is(wanted, text);
        if (found) {
            advance();
        }
        return found;
    }

    void advance() {
        while (end < filter.length() && Character.isWhitespace(filter.codePointAt(end))) {
            end += Character.charCount(filter.codePointAt(end));
        }
        place = end;
        if (end == filter.length()) {
            kind = Kind.END;
            value = "";
            return;
        }
        int c = filter.codePointAt(end);
        if (c == '"' || c == '\'' || c == '`') {
            quoted((char) c);
        } else if (Character.isLetter(c) || c == '_') {
            name();
        } else if (isDigit(c) || ((c == '-' || c == '+' || c == '.') && digitFollows())) {
            number();
        } else {
            sign(c);
        }
    }

    FilterException error(int where, String reason) {
        return new FilterException(filter, where, reason);
    }

    /// What the token is, for a message.
    String found() {
        return switch (kind) {
            case END -> "the filter ends";
            case TEXT -> "found a text";
            case NUMBER -> "found the number " + value;
            case NAME, WORD, SIGN -> "found " + value;
        };
    }

    private void quoted(char quote) {
        StringBuilder text = new StringBuilder();
        int at = place + 1;
        while (at < filter.length() && filter.charAt(at) != quote) {
            char c = filter.charAt(at);
            if (c == '\\') {
                at++;
                if (at == filter.length() || "\\\"'`".indexOf(filter.charAt(at)) < 0) {
                    throw error(
                            at - 1, "a backslash stands before a quotation mark or a backslash");
                }
                c = filter.charAt(at);
            }
            text.append(c);
            at++;
        }
        if (at == filter.length()) {
            throw error(place, "the text that begins here has no closing " + quote);
        }
        end = at + 1;
        kind = quote == '`' ? Kind.NAME : Kind.TEXT;
        value = text.toString();
    }

    private void name() {
        while (end < filter.length() && isNamePart(filter.codePointAt(end))) {
            end += Character.charCount(filter.codePointAt(end));
        }
        String name = filter.substring(place, end);
        String word = name.toLowerCase(Locale.ROOT);
        kind = WORDS.contains(word) ? Kind.WORD : Kind.NAME;
        value = kind == Kind.WORD ? word : name;
    }

    private void number() {
        end++;
        while (end < filter.length()
                && (isNamePart(filter.codePointAt(end))
                        || (filter.charAt(end) == '+' && isExponent(filter.charAt(end - 1))))) {
            end += Character.charCount(filter.codePointAt(end));
        }
        value = filter.substring(place, end);
        kind = Kind.NUMBER;
        if (!value.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?")) {
            throw error(place, value + " is no number; put a text in quotation marks");
        }
    }

    private void sign(int c) {
        int length = Character.charCount(c);
        String two = filter.substring(end, Math.min(filter.length(), end + 2));
        if (Set.of("!=", "<=", ">=", "==", "<>").contains(two)) {
            length = 2;
        } else if ("=<>(),".indexOf(c) < 0) {
            throw error(place, "unexpected " + Character.toString(c));
        }
        end += length;
        kind = Kind.SIGN;
        value = filter.substring(place, end);
    }

    private boolean digitFollows() {
        int next = end + 1;
        return next < filter.length()
                && (isDigit(filter.charAt(next))
                        || (filter.charAt(next) == '.'
                                && next + 1 < filter.length()
                                && isDigit(filter.charAt(next + 1))));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isExponent(char c) {
        return c == 'e' || c == 'E';
    }

    private static boolean isNamePart(int c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK
                || c == '_'
                || c == '-'
                || c == '.'
                || c == '/';
    }
}
