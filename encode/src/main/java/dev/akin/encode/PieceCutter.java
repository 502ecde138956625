package dev.akin.encode;

import dev.akin.encode.EncoderOptions.LongText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// Cuts the tokens of a text into pieces that the model can see, between words where it can.
///
/// @param specials around every piece
/// @param room tokens of a piece without the special ones, at least 1
/// @param continues whether a token goes on with the word before
record PieceCutter(SpecialTokens specials, int room, IntPredicate continues, LongText longText) {
    /// How far a cut goes back to find a word's beginning.
    private static final int LOOK_BACK = 32;

    /// @param prompt tokens before every piece
    /// @param promptCounts whether they are pooled
    /// @return at least one piece
    List<Piece> cut(int[] prompt, boolean promptCounts, int[] text) {
        int left = room - prompt.length;
        if (left < 1) {
            throw new IllegalArgumentException(
                    "the prompt has "
                            + prompt.length
                            + " tokens, but the model sees "
                            + room
                            + " in all");
        }
        List<Piece> pieces = new ArrayList<>(1);
        int from = 0;
        do {
            int to = end(text, from, left);
            int skipped = promptCounts || prompt.length == 0 ? 0 : skipped(prompt);
            pieces.add(
                    new Piece(
                            specials.around(prompt, text, from, to),
                            skipped,
                            Math.max(1, to - from)));
            from = to;
        } while (from < text.length && longText != LongText.TRUNCATE);
        return pieces;
    }

    /// As sentence-transformers has it, what stands before the prompt does not count either.
    private int skipped(int[] prompt) {
        return specials.before().length + prompt.length;
    }

    private int end(int[] text, int from, int most) {
        if (text.length - from <= most) {
            return text.length;
        }
        int end = from + most;
        int least = Math.max(from + 1, end - LOOK_BACK);
        for (int cut = end; longText != LongText.TRUNCATE && cut >= least; cut--) {
            if (!continues.test(text[cut])) {
                return cut;
            }
        }
        return end;
    }
}
