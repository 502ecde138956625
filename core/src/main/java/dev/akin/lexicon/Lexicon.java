package dev.akin.lexicon;

import dev.akin.MalformedFileException;
import dev.akin.text.PlainLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What is known of words: which mean the same, the opposite, or something near. Immutable.
public final class Lexicon {
    private final List<LexiconPair> pairs;

    private Lexicon(List<LexiconPair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    /// @throws IllegalArgumentException if there is no pair
    public static Lexicon of(List<LexiconPair> pairs) {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("a lexicon without pairs");
        }
        return new Lexicon(pairs);
    }

    /// Reads a file of UTF-8 with a pair on each line: two words that mean the same, with a tab or spaces between, and as a third column, if
    /// there is one, `synonym`, `antonym`, `related` or the weight of a pair of synonyms. On a line with tabs words may hold spaces. Lines that
    /// begin with `#` and empty ones are passed over.
    ///
    /// @throws MalformedFileException for any other line, or if there is no pair
    public static Lexicon read(Path file) throws IOException {
        List<LexiconPair> pairs = new ArrayList<>();
        List<String> lines = PlainLines.read(file);
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                pairs.add(pair(file, number, line));
            }
        }
        if (pairs.isEmpty()) {
            throw MalformedFileException.atLine(file, 1, "there are no pairs of words");
        }
        return new Lexicon(pairs);
    }

    private static LexiconPair pair(Path file, int number, String line)
            throws MalformedFileException {
        String[] fields =
                Arrays.stream(line.split(line.indexOf('\t') < 0 ? "\\s+" : "\t", -1))
                        .map(String::strip)
                        .toArray(String[]::new);
        if (fields.length < 2 || fields.length > 3) {
            throw MalformedFileException.atLine(
                    file,
                    number,
                    "a line is two words and perhaps synonym, antonym, related or a weight, not "
                            + fields.length
                            + " columns");
        }
        try {
            return pair(fields);
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.atLine(file, number, String.valueOf(e.getMessage()));
        }
    }

    private static LexiconPair pair(String[] fields) {
        String third = fields.length < 3 ? "synonym" : fields[2].toLowerCase(Locale.ROOT);
        return switch (third) {
            case "synonym", "antonym", "related" ->
                    LexiconPair.of(
                            fields[0], fields[1], Relation.valueOf(third.toUpperCase(Locale.ROOT)));
            default -> new LexiconPair(fields[0], fields[1], Relation.SYNONYM, weight(third));
        };
    }

    private static double weight(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is none of synonym, antonym, related and a weight", e);
        }
    }

    /// Both together.
    public Lexicon and(Lexicon other) {
        List<LexiconPair> all = new ArrayList<>(pairs);
        all.addAll(other.pairs);
        return new Lexicon(all);
    }

    /// In the order they were given.
    public List<LexiconPair> pairs() {
        return pairs;
    }

    /// Whether it tells any two words that mean the opposite.
    public boolean hasAntonyms() {
        return pairs.stream().anyMatch(pair -> pair.relation() == Relation.ANTONYM);
    }
}
