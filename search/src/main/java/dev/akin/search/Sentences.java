package dev.akin.search;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds the sentences of a text, in any language.
///
/// Source: Unicode Standard Annex #29, sentence boundaries, by ICU.
final class Sentences {
    /// Begins a line that does not go on the one before: an item of a list, a heading, a quotation, a row of a table.
    private static final Pattern BEGINS =
            Pattern.compile("\\s*([#>|*+•=-]|\\d+[.)]\\s).*", Pattern.DOTALL);

    /// A line that ends by itself: a heading, or what underlines one.
    private static final Pattern ENDS = Pattern.compile("\\s*(#|[=-]+\\s*$).*", Pattern.DOTALL);

    /// The number of an item, whose full stop ends no sentence.
    private static final Pattern NUMBER = Pattern.compile("\\(?\\d{1,3}[.)]");

    /// Part of a text.
    ///
    /// @param from in `char`s
    /// @param to exclusive
    record Span(int from, int to) {
        String of(String text) {
            return text.substring(from, to);
        }
    }

    private Sentences() {}

    /// The sentences of `text[from … to − 1]`, without white space at their ends; what is only white space is none.
    static List<Span> of(String text, int from, int to) {
        String flowing = unwrapped(text.substring(from, to));
        BreakIterator breaks = BreakIterator.getSentenceInstance(ULocale.ROOT);
        breaks.setText(flowing);
        List<Span> sentences = new ArrayList<>();
        int start = breaks.first();
        for (int end; (end = breaks.next()) != BreakIterator.DONE; start = end) {
            Span span = strip(text, from + start, from + end);
            boolean numbered =
                    !sentences.isEmpty() && NUMBER.matcher(sentences.getLast().of(text)).matches();
            if (span.from() < span.to() && numbered) {
                sentences.add(new Span(sentences.removeLast().from(), span.to()));
            } else if (span.from() < span.to()) {
                sentences.add(span);
            }
        }
        return sentences;
    }

    /// Lines that an editor broke are one again; each break is as long as it was.
    private static String unwrapped(String text) {
        StringBuilder flowing = new StringBuilder(text);
        int start = 0;
        for (int end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            int nextEnd = text.indexOf('\n', end + 1);
            String line = text.substring(start, end);
            String next = text.substring(end + 1, nextEnd < 0 ? text.length() : nextEnd);
            if (goesOn(line, next)) {
                flowing.setCharAt(end, ' ');
                if (line.endsWith("\r")) {
                    flowing.setCharAt(end - 1, ' ');
                }
            }
        }
        return flowing.toString();
    }

    private static boolean goesOn(String line, String next) {
        return !line.isBlank()
                && !next.isBlank()
                && !ENDS.matcher(line).matches()
                && !BEGINS.matcher(next).matches();
    }

    static Span strip(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return new Span(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }
}
