package dev.akin.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The definition of words, as plainly as it can be said: the rules of Unicode Standard Annex #29 one by one.
final class SlowWords {
    private static final String UNSPACED_SCRIPTS =
            "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}"
                    + "\\u30fc\\uff70\\u3006\\u3031-\\u3035";
    private static final Pattern EXTEND = Pattern.compile("[\\p{M}\\u200c\\u200d]");
    private static final Pattern FORMAT = Pattern.compile("[\\p{Cf}&&[^\\u200b\\u200c\\u200d]]");
    private static final Pattern UNSPACED =
            Pattern.compile("[\\p{IsAlphabetic}&&[" + UNSPACED_SCRIPTS + "]&&[^\\p{M}\\p{Nd}]]");
    private static final Pattern HEBREW =
            Pattern.compile("[\\p{IsHebrew}&&\\p{IsAlphabetic}&&[^\\p{M}]]");
    private static final Pattern LETTER =
            Pattern.compile("[\\p{IsAlphabetic}\\u05f3&&[^\\p{M}\\p{Nd}\\p{Pc}\\p{Cf}]]");
    private static final Pattern DIGIT = Pattern.compile("[\\p{Nd}\\u066b]");
    private static final Pattern CONNECTOR = Pattern.compile("\\p{Pc}");
    private static final String MID_LETTER = "\u00b7\u0387\u055f\u05f4\u2027";
    private static final String MID_BOTH = "'.\u2018\u2019\u2024\ufe52\uff07\uff0e";
    private static final String MID_NUMBER =
            ",;\u037e\u0589\u060c\u060d\u066c\u07f8\u2044\ufe10\ufe14\ufe50\ufe54\uff0c\uff1b";

    private SlowWords() {}

    static List<List<String>> lines(String text, Tokens tokens, boolean lowercase) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines.stream()
                .map(line ->
                        tokens == Tokens.WORDS ? words(line, lowercase) : pieces(line, lowercase))
                .toList();
    }

    private static List<String> pieces(String line, boolean lowercase) {
        return Arrays.stream(line.split("\\p{IsWhite_Space}+"))
                .filter(piece -> !piece.isEmpty())
                .map(piece -> lowercase ? piece.toLowerCase(Locale.ROOT) : piece)
                .toList();
    }

    static List<String> words(String line, boolean lowercase) {
        List<String> points = line.codePoints().mapToObj(Character::toString).toList();
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            word.append(points.get(i));
            if (breaksAfter(points, i)) {
                if (isWord(word.toString())) {
                    words.add(form(word.toString(), lowercase));
                }
                word.setLength(0);
            }
        }
        return words;
    }

    private static boolean isWord(String segment) {
        String first = Character.toString(segment.codePointAt(0));
        boolean unspaced = UNSPACED.matcher(first).matches();
        boolean starts = letter(first) || digit(first) || connector(first);
        return unspaced
                || (starts
                        && segment.codePoints()
                                .mapToObj(Character::toString)
                                .anyMatch(c -> letter(c) || digit(c)));
    }

    private static String form(String word, boolean lowercase) {
        String form =
                Normalizer.normalize(FORMAT.matcher(word).replaceAll(""), Normalizer.Form.NFC);
        return lowercase
                ? Normalizer.normalize(form.toLowerCase(Locale.ROOT), Normalizer.Form.NFC)
                : form;
    }

    private static boolean breaksAfter(List<String> points, int i) {
        if (i + 1 == points.size()) {
            return true;
        }
        if (extension(points.get(i + 1))) {
            return false;
        }
        int b = before(points, i);
        if (b < 0) {
            return true;
        }
        String left = points.get(b);
        String right = points.get(i + 1);
        int beforeLeft = before(points, b - 1);
        int afterRight = after(points, i + 2);
        String left2 = beforeLeft < 0 ? " " : points.get(beforeLeft);
        String right2 = afterRight < 0 ? " " : points.get(afterRight);
        boolean joins =
                (letter(left) && letter(right))
                        || (letter(left) && midLetter(right) && letter(right2))
                        || (letter(left2) && midLetter(left) && letter(right))
                        || (hebrew(left) && right.equals("'"))
                        || (hebrew(left) && right.equals("\"") && hebrew(right2))
                        || (hebrew(left2) && left.equals("\"") && hebrew(right))
                        || (digit(left) && digit(right))
                        || (letter(left) && digit(right))
                        || (digit(left) && letter(right))
                        || (digit(left2) && midNumber(left) && digit(right))
                        || (digit(left) && midNumber(right) && digit(right2))
                        || ((letter(left) || digit(left) || connector(left)) && connector(right))
                        || (connector(left) && (letter(right) || digit(right)));
        return !joins;
    }

    private static int before(List<String> points, int from) {
        int i = from;
        while (i >= 0 && extension(points.get(i))) {
            i--;
        }
        return i;
    }

    private static int after(List<String> points, int from) {
        int i = from;
        while (i < points.size() && extension(points.get(i))) {
            i++;
        }
        return i < points.size() ? i : -1;
    }

    private static boolean extension(String c) {
        return EXTEND.matcher(c).matches() || FORMAT.matcher(c).matches();
    }

    private static boolean letter(String c) {
        return LETTER.matcher(c).matches() && !UNSPACED.matcher(c).matches();
    }

    private static boolean hebrew(String c) {
        return HEBREW.matcher(c).matches();
    }

    private static boolean digit(String c) {
        return DIGIT.matcher(c).matches();
    }

    private static boolean connector(String c) {
        return CONNECTOR.matcher(c).matches();
    }

    private static boolean midLetter(String c) {
        return MID_LETTER.contains(c) || MID_BOTH.contains(c);
    }

    private static boolean midNumber(String c) {
        return MID_NUMBER.contains(c) || MID_BOTH.contains(c);
    }
}
