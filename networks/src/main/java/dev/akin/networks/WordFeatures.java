package dev.akin.networks;

import dev.akin.text.Json;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a network sees of a word: its own row, if it has one, and those of its parts: its n-grams of characters, and how it is
/// written (`Xx`, `X9`, `#x`). Immutable.
///
/// @param lowercase whether a word's row is that of its lower-case form; if not, it is looked up as it stands, then in lower case
/// @param ngrams which parts
record WordFeatures(Vocabulary words, boolean lowercase, Subwords ngrams) {
    /// Row 0 is nothing, row 1 stands for words without a row.
    static final int RESERVED = 2;

    private static final int UNKNOWN = 1;

    /// How many rows words have.
    int rows() {
        return RESERVED + words.size();
    }

    /// How many rows parts have; 0 is nothing.
    int partRows() {
        return 1 + ngrams.buckets();
    }

    /// The row of each word.
    int[] ids(List<String> sentence) {
        return sentence.stream().mapToInt(this::id).toArray();
    }

    private int id(String word) {
        int exact = lowercase ? -1 : words.id(word);
        int id = exact >= 0 ? exact : words.id(word.toLowerCase(Locale.ROOT));
        return id < 0 ? UNKNOWN : RESERVED + id;
    }

    /// The rows of the parts of each word, sentence by sentence.
    int[][][] parts(List<List<String>> sentences) {
        Map<String, int[]> known = new HashMap<>();
        int[][][] parts = new int[sentences.size()][][];
        for (int i = 0; i < parts.length; i++) {
            parts[i] =
                    sentences.get(i).stream()
                            .map(word -> known.computeIfAbsent(word, this::parts))
                            .toArray(int[][]::new);
        }
        return parts;
    }

    private int[] parts(String word) {
        int[] buckets = ngrams.buckets(word);
        int[] parts = Arrays.copyOf(buckets, buckets.length + 1);
        // An n-gram never holds a line feed, so that no form falls together with one but by chance.
        byte[] form = ("\n" + form(word)).getBytes(StandardCharsets.UTF_8);
        int hash = Subwords.hash(form, 0, form.length);
        parts[buckets.length] = Integer.remainderUnsigned(hash, ngrams.buckets());
        for (int i = 0; i < parts.length; i++) {
            parts[i]++;
        }
        return parts;
    }

    /// `X` for capitals, `x` for other letters, `9` for digits, runs as one, the rest as it stands.
    static String form(String word) {
        StringBuilder form = new StringBuilder();
        int before = -1;
        for (int c : word.codePoints().toArray()) {
            int kind = kind(c);
            if (kind != before) {
                form.appendCodePoint(kind);
            }
            before = kind;
        }
        return form.toString();
    }

    private static int kind(int c) {
        if (Character.isUpperCase(c) || Character.isTitleCase(c)) {
            return 'X';
        }
        return Character.isLetter(c) ? 'x' : Character.isDigit(c) ? '9' : c;
    }

    Json toJson() {
        return Json.object("lowercase", lowercase, "ngrams", Json.parse(ngrams.toJson()));
    }

    /// @throws IllegalArgumentException if it describes none
    static WordFeatures parse(Json json, Vocabulary words) {
        JsonMembers members = JsonMembers.of("the features of words", json);
        Subwords ngrams = Subwords.ofJson(members.get("ngrams").toString());
        if (ngrams.buckets() < 1) {
            throw new IllegalArgumentException("the features of words have no buckets");
        }
        return new WordFeatures(words, members.flag("lowercase"), ngrams);
    }
}
