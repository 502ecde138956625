package dev.akin.encode;

import dev.akin.vocabulary.TokenizedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Takes all tokens of a text through the model, in overlapping windows if they are too many for one.
record Windows(Runner runner, PieceCutter cutter) {
    /// A window and the next share one part in so many.
    private static final int OVERLAP = 4;

    TokenVectors encode(TokenizedText text) {
        if (runner.model().pools()) {
            throw new IllegalStateException(
                    "the graph of this model pools by itself and gives no vectors of tokens;"
                            + " export it for feature extraction");
        }
        int room = cutter.room();
        int overlap = text.size() <= room ? 0 : room / OVERLAP;
        int[] ids = text.ids();
        List<Piece> pieces = new ArrayList<>();
        List<Integer> begins = new ArrayList<>();
        for (int from = 0; from == 0 || from + overlap < ids.length; from += room - overlap) {
            int to = Math.min(from + room, ids.length);
            pieces.add(
                    new Piece(cutter.specials().around(new int[0], ids, from, to), 0, to - from));
            begins.add(from);
        }
        if (ids.length == 0) {
            return new TokenVectors(text, new float[0][]);
        }
        return new TokenVectors(text, joined(begins, runner.tokens(pieces), ids.length, overlap));
    }

    /// The first half of what two windows share comes from the earlier one.
    private float[][] joined(List<Integer> begins, float[][] windows, int tokens, int overlap) {
        int before = cutter.specials().before().length;
        float[][] vectors = new float[tokens][];
        for (int window = 0; window < windows.length; window++) {
            int begin = begins.get(window);
            int first = window == 0 ? 0 : begin + overlap / 2;
            int end = window == windows.length - 1 ? tokens : begins.get(window + 1) + overlap / 2;
            int width = runner.model().width();
            for (int token = first; token < end; token++) {
                int at = (before + token - begin) * width;
                vectors[token] = Arrays.copyOfRange(windows[window], at, at + width);
            }
        }
        return vectors;
    }
}
