package dev.akin.learn;

import dev.akin.kernel.PairTile;

/// How many windows learn together, and how many words are drawn for all of them.
///
/// More windows a tile are faster, fewer draws a window are less exact: a row that is drawn is used by every context of
/// the tile. With three windows and nine draws for five negatives, scores on 17 million words of Wikipedia are those of
/// windows learned one by one.
///
/// @param centres windows a tile
/// @param draws words drawn a tile, at least `negatives`
record TileShape(int centres, int draws) {
    private static final int CENTRES = 3;

    static TileShape of(int negatives) {
        int wanted = negatives + Math.ceilDiv(negatives, 2);
        int outputs = Math.ceilDiv(CENTRES + wanted, PairTile.STEP) * PairTile.STEP;
        return new TileShape(CENTRES, outputs - CENTRES);
    }

    /// The most outputs of a tile, a multiple of [PairTile#STEP].
    int outputs() {
        return centres + draws;
    }
}
