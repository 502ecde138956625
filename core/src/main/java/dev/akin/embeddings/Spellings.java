package dev.akin.embeddings;

import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The known keys that are spelt most like an unknown one, letter case aside.
///
/// The distance is Damerau-Levenshtein in its restricted form (optimal string alignment, Boytsov 2011, "Indexing
/// Methods for Approximate Dictionary Searching"): insertions, deletions, substitutions and swaps of neighbours, over
/// code points. Keys are scanned in the order of their ids, frequent ones first; as soon as three are known, only what
/// is nearer than the third is looked at. A set of the key's letters as 64 bits rules most keys out without a table:
/// one edit changes at most two of them.
final class Spellings {
    private static final int SUGGESTIONS = 3;
    private static final int CHUNK = 1024;

    /// Rarer keys than these are not searched: whoever mistypes means a frequent one.
    private static final int SCANNED = 1_000_000;

    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private record Found(int id, int distance) {}

    private final Vocabulary vocabulary;
    private final int[] wanted;
    private final long letters;
    private final List<Found> found = new ArrayList<>();
    private int bound;
    private byte[] bytes = new byte[1 << 14];

    private Spellings(Vocabulary vocabulary, String key) {
        this.vocabulary = vocabulary;
        this.wanted = folded(key);
        this.letters = letters(wanted);
        this.bound = wanted.length <= 2 ? 1 : wanted.length <= 4 ? 2 : 3;
    }

    /// At most three keys, the nearest first, ties by id.
    static List<String> near(Vocabulary vocabulary, String key) {
        return new Spellings(vocabulary, key).scan();
    }

    private List<String> scan() {
        MemorySegment utf8 = vocabulary.bytes();
        MemorySegment offsets = vocabulary.offsets();
        int last = Math.min(vocabulary.size(), SCANNED);
        for (int first = 0; first < last && bound >= 0; first += CHUNK) {
            int count = Math.min(CHUNK, last - first);
            long[] at = offsets.asSlice(8L * first, 8L * (count + 1)).toArray(LONG);
            int length = Math.toIntExact(at[count] - at[0]);
            if (length > bytes.length) {
                bytes = new byte[length];
            }
            MemorySegment.copy(utf8, ValueLayout.JAVA_BYTE, at[0], bytes, 0, length);
            scanChunk(first, at, count);
        }
        return found.stream().map(f -> vocabulary.key(f.id)).toList();
    }

    private void scanChunk(int first, long[] at, int count) {
        for (int i = 0; i < count; i++) {
            int from = (int) (at[i] - at[0]);
            int to = (int) (at[i + 1] - at[0]);
            if (possible(from, to)) {
                consider(first + i, new String(bytes, from, to - from, StandardCharsets.UTF_8));
            }
        }
    }

    /// Whether a key of these bytes could be near enough, by its length and its ASCII letters. Never wrong when false:
    /// bytes beyond ASCII are left to [#consider].
    private boolean possible(int from, int to) {
        int length = to - from;
        if (length < wanted.length - bound || length > 4 * (wanted.length + bound)) {
            return false;
        }
        long have = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return true;
            }
            have |= 1L << foldedAscii(bytes[i]);
        }
        return length <= wanted.length + bound && Long.bitCount(have ^ letters) <= 2 * bound;
    }

    private void consider(int id, String key) {
        int distance = distance(wanted, folded(key), bound);
        if (distance > bound) {
            return;
        }
        found.add(new Found(id, distance));
        found.sort(Comparator.comparingInt(Found::distance).thenComparingInt(Found::id));
        if (found.size() > SUGGESTIONS) {
            found.removeLast();
        }
        if (found.size() == SUGGESTIONS) {
            bound = found.getLast().distance - 1;
        }
    }

    /// Lower-cased code points.
    private static int[] folded(String key) {
        return key.codePoints().map(Character::toLowerCase).toArray();
    }

    private static int foldedAscii(int letter) {
        return (letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) & 63;
    }

    private static long letters(int[] points) {
        long set = 0;
        for (int point : points) {
            set |= 1L << (point & 63);
        }
        return set;
    }

    /// The distance, or any number above `bound` where it is above that.
    static int distance(int[] a, int[] b, int bound) {
        if (Math.abs(a.length - b.length) > bound) {
            return bound + 1;
        }
        int[] beforeLast = new int[b.length + 1];
        int[] last = new int[b.length + 1];
        int[] row = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            if (fill(a, b, i, beforeLast, last, row) > bound) {
                return bound + 1;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length];
    }

    /// One row of the table; returns its least number, below which nothing later can fall but by a swap, which never
    /// costs less than the row before.
    private static int fill(int[] a, int[] b, int i, int[] beforeLast, int[] last, int[] row) {
        row[0] = i;
        int least = i;
        for (int j = 1; j <= b.length; j++) {
            int changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            int cost = Math.min(changed, 1 + Math.min(last[j], row[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                cost = Math.min(cost, beforeLast[j - 2] + 1);
            }
            row[j] = cost;
            least = Math.min(least, cost);
        }
        return least;
    }
}
