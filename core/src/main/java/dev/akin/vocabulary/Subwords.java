package dev.akin.vocabulary;

import dev.akin.text.Json;
import dev.akin.text.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which parts of a word share vectors with other words, by fastText's rules (Bojanowski et al. 2017, "Enriching Word
/// Vectors with Subword Information"; `src/dictionary.cc` of fastText 0.9.2). Immutable and thread-safe.
///
/// The word is put between `<` and `>`. Its n-grams are the runs of [#minNgram] to [#maxNgram] characters (code points of
/// its UTF-8), but never `<` or `>` alone. Each n-gram falls into one of [#buckets()] by the 32-bit FNV-1a hash of its
/// bytes, where a byte above 127 is widened with its sign, as fastText's first models did. The word `</s>`, a line's end,
/// has none.
///
/// @param minNgram fewest characters of an n-gram; 0 counts as 1
/// @param maxNgram most characters of an n-gram; 0 for no n-grams at all
/// @param buckets how many buckets there are, at least 1 where there are n-grams
/// @param pruned what a bucket without a row does in the mean of a word's vectors: false, it counts as zeros; true, it is
///     left out, as in a fastText model that was cut off when it was quantised
public record Subwords(int minNgram, int maxNgram, int buckets, boolean pruned) {
    /// The name under which files keep this, as [#toJson()].
    public static final String METADATA = "akin.subwords";

    private static final String HASH = "fasttext";
    private static final String LINE_END = "</s>";
    private static final int LONGEST = 255;
    private static final int FNV_BASIS = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    /// @throws IllegalArgumentException if a number is negative, the bounds are reversed or above 255, or there is no bucket
    public Subwords {
        if (minNgram < 0 || maxNgram < 0 || buckets < 0) {
            throw new IllegalArgumentException(
                    "n-grams need numbers of at least 0, not from "
                            + minNgram
                            + " to "
                            + maxNgram
                            + " characters in "
                            + buckets
                            + " buckets");
        }
        if (maxNgram > LONGEST) {
            throw new IllegalArgumentException(
                    "n-grams have at most " + LONGEST + " characters, not " + maxNgram);
        }
        if (maxNgram > 0 && minNgram > maxNgram) {
            throw new IllegalArgumentException(
                    "n-grams go from "
                            + minNgram
                            + " to "
                            + maxNgram
                            + " characters: the bounds are reversed; exchange them");
        }
        if (maxNgram > 0 && buckets == 0) {
            throw new IllegalArgumentException(
                    "n-grams of up to " + maxNgram + " characters need at least 1 bucket");
        }
    }

    /// Buckets without a row count as zeros. Throws what the constructor throws.
    public static Subwords of(int minNgram, int maxNgram, int buckets) {
        return new Subwords(minNgram, maxNgram, buckets, false);
    }

    /// What [#toJson()] wrote.
    ///
    /// @throws IllegalArgumentException if it is something else; the message says what is missing or wrong
    public static Subwords ofJson(String json) {
        try {
            if (Json.parse(json) instanceof Json.Obj object) {
                return ofJson(object);
            }
        } catch (JsonException | NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(METADATA + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(METADATA + " is no JSON object");
    }

    private static Subwords ofJson(Json.Obj object) {
        if (!(object.get("hash") instanceof Json.Str(String hash)) || !hash.equals(HASH)) {
            throw new IllegalArgumentException(
                    METADATA
                            + " has the hash "
                            + object.get("hash")
                            + ", but this version of Akin knows only \""
                            + HASH
                            + "\"; use a newer Akin");
        }
        return new Subwords(
                number(object, "minNgram"),
                number(object, "maxNgram"),
                number(object, "buckets"),
                object.get("pruned") instanceof Json.Bool(boolean pruned) && pruned);
    }

    private static int number(Json.Obj object, String name) {
        if (object.get(name) instanceof Json.Num number) {
            return Math.toIntExact(number.asLong());
        }
        throw new IllegalArgumentException(METADATA + " has no number \"" + name + "\"");
    }

    /// One line of JSON: `{"minNgram":3,"maxNgram":6,"buckets":2000000,"hash":"fasttext"}`.
    public String toJson() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("minNgram", Json.Num.of((long) minNgram));
        members.put("maxNgram", Json.Num.of((long) maxNgram));
        members.put("buckets", Json.Num.of((long) buckets));
        members.put("hash", new Json.Str(HASH));
        if (pruned) {
            members.put("pruned", new Json.Bool(true));
        }
        return new Json.Obj(members).toString();
    }

    /// fastText's 32-bit hash of a run of bytes, as of a whole word where words form n-grams.
    public static int hash(byte[] utf8, int from, int to) {
        int hash = FNV_BASIS;
        for (int i = from; i < to; i++) {
            hash = (hash ^ utf8[i]) * FNV_PRIME;
        }
        return hash;
    }

    /// The bucket, from 0 to `buckets - 1`, of each n-gram of the word, by the place where it begins, short ones first. An
    /// n-gram that comes twice is there twice.
    public int[] buckets(String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        return buckets(utf8, 0, utf8.length);
    }

    /// As [#buckets(String)], of the word whose UTF-8 is `utf8[from … to − 1]`.
    public int[] buckets(byte[] utf8, int from, int to) {
        int[] found = new int[room(to - from)];
        return Arrays.copyOf(found, buckets(utf8, from, to, found, 0));
    }

    /// How many n-grams a word of so many bytes has at most.
    public int room(int bytes) {
        return maxNgram == 0 ? 0 : Math.multiplyExact(bytes + 2, maxNgram - minNgram + 1);
    }

    /// As [#buckets(byte\[\], int, int)], written into an array that has [#room(int)] from index `at` on.
    ///
    /// @return the index after the last bucket
    public int buckets(byte[] utf8, int from, int to, int[] into, int at) {
        if (maxNgram == 0 || isLineEnd(utf8, from, to)) {
            return at;
        }
        long inverse = Long.divideUnsigned(-1, buckets) + 1;
        int end = at;
        for (int start = from - 1; start <= to; start++) {
            if (start < from || start == to || !continues(utf8[start])) {
                end = ngramsFrom(start, utf8, from, to, inverse, into, end);
            }
        }
        return end;
    }

    /// The n-grams that begin at `start`, where `from - 1` is the `<` and `to` the `>`.
    private int ngramsFrom(
            int start, byte[] utf8, int from, int to, long inverse, int[] into, int at) {
        int hash = FNV_BASIS;
        int end = at;
        int next = start;
        for (int n = 1; next <= to && n <= maxNgram; n++) {
            do {
                int letter = next < from ? '<' : next == to ? '>' : utf8[next];
                hash = (hash ^ letter) * FNV_PRIME;
                next++;
            } while (next < to && continues(utf8[next]));
            boolean alone = n == 1 && (start < from || next > to);
            if (n >= minNgram && !alone) {
                into[end++] = remainder(hash, inverse);
            }
        }
        return end;
    }

    /// The hash modulo the buckets, by two multiplications with 2⁶⁴ / buckets (Lemire, Kaser, Kurz 2019, "Faster Remainder
    /// by Direct Computation").
    private int remainder(int hash, long inverse) {
        long fraction = inverse * (hash & 0xffffffffL);
        return (int) Math.unsignedMultiplyHigh(fraction, buckets);
    }

    private static boolean continues(byte b) {
        return (b & 0xc0) == 0x80;
    }

    private static boolean isLineEnd(byte[] utf8, int from, int to) {
        return to - from == LINE_END.length()
                && utf8[from] == '<'
                && utf8[from + 1] == '/'
                && utf8[from + 2] == 's'
                && utf8[from + 3] == '>';
    }
}
