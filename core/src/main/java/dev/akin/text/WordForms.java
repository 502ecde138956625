package dev.akin.text;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Passes on words in the form that [Tokens#WORDS] promises: NFC, no format characters, lower case if asked; and cuts
/// runs without spaces. Not thread-safe.
final class WordForms {
    /// Longer runs are cut into pieces first, so that no segmenter sees a book at once.
    private static final int LONGEST_RUN = 4096;

    private final boolean lowercase;
    private final CaseFolder folder = new CaseFolder();
    private final @Nullable WordSegmenter segmenter = WordSegmenter.load().orElse(null);
    private int[] ends = new int[LONGEST_RUN];
    private byte[] scratch = new byte[256];

    WordForms(boolean lowercase) {
        this.lowercase = lowercase;
    }

    void ascii(byte[] utf8, int from, int to, WordSink sink) {
        if (lowercase) {
            folder.fold(utf8, from, to, sink);
        } else {
            sink.word(utf8, from, to);
        }
    }

    /// @param changes false only if the word is surely in NFC, in lower case, and without format characters
    void word(byte[] utf8, int from, int to, boolean changes, WordSink sink) {
        if (changes) {
            emit(form(new String(utf8, from, to - from, StandardCharsets.UTF_8)), sink);
        } else {
            sink.word(utf8, from, to);
        }
    }

    /// A run of letters of scripts without spaces.
    void unspaced(byte[] utf8, int from, int to, WordSink sink) {
        String run = form(new String(utf8, from, to - from, StandardCharsets.UTF_8));
        int start = 0;
        while (run.length() - start > LONGEST_RUN) {
            int end = characterEnd(run, start + LONGEST_RUN);
            split(run.substring(start, end), sink);
            start = end;
        }
        split(run.substring(start), sink);
    }

    private void split(String run, WordSink sink) {
        if (ends.length < run.length()) {
            ends = new int[run.length()];
        }
        int words = segmenter == null ? splitCharacters(run) : segmenter.split(run, ends);
        int start = 0;
        for (int i = 0; i < words; i++) {
            emit(run.substring(start, ends[i]), sink);
            start = ends[i];
        }
    }

    private int splitCharacters(String run) {
        int words = 0;
        for (int i = 0; i < run.length(); words++) {
            i = characterEnd(run, i + 1);
            ends[words] = i;
        }
        return words;
    }

    /// The first place from `at` on that lies before neither a mark nor half of a pair.
    private static int characterEnd(String run, int at) {
        int end = at;
        while (end < run.length() && !startsCharacter(run, end)) {
            end++;
        }
        return end;
    }

    private static boolean startsCharacter(String run, int at) {
        return !Character.isLowSurrogate(run.charAt(at))
                && CodePoints.kind(run.codePointAt(at)) != CodePoints.EXTEND;
    }

    private String form(String word) {
        String normal = Normalizer.normalize(withoutFormat(word), Normalizer.Form.NFC);
        return lowercase
                ? Normalizer.normalize(normal.toLowerCase(Locale.ROOT), Normalizer.Form.NFC)
                : normal;
    }

    private static String withoutFormat(String word) {
        StringBuilder kept = new StringBuilder(word.length());
        word.codePoints()
                .filter(codePoint -> CodePoints.kind(codePoint) != CodePoints.FORMAT)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private void emit(String word, WordSink sink) {
        int most = 3 * word.length() + Utf8.SLACK;
        if (scratch.length < most) {
            scratch = Arrays.copyOf(scratch, most + (most >> 1));
        }
        sink.word(scratch, 0, Utf8.encode(word, scratch, 0));
    }
}
