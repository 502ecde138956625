package dev.akin.search;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the sentences of a text, in any language.
///
/// Source: Unicode Standard Annex #29, sentence boundaries, by ICU.
final class Sentences {
    /// A line feed within a paragraph: no empty line, and no item of a list follows.
    private static final Pattern WRAP =
            Pattern.compile("(?<=\\S)[ \\t]*\\r?\\n(?=[ \\t]*[^\\s#>|*+•-])(?![ \\t]*\\d+[.)])");

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
            if (span.from() < span.to()) {
                sentences.add(span);
            }
        }
        return sentences;
    }

    /// Lines that an editor broke are one again; each break is as long as it was.
    private static String unwrapped(String text) {
        Matcher wraps = WRAP.matcher(text);
        StringBuilder flowing = new StringBuilder(text);
        while (wraps.find()) {
            for (int i = wraps.start(); i < wraps.end(); i++) {
                flowing.setCharAt(i, ' ');
            }
        }
        return flowing.toString();
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
