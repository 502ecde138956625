package dev.akin.learn;

import dev.akin.kernel.PairTile;

/// How many windows learn together, and how many words are drawn for all of them.
///
/// More windows a tile are faster, fewer draws a window are less exact. On 17 million words of Wikipedia, four windows with
/// eight draws score as one window with five does, at twice the speed.
///
/// @param centres windows a tile
/// @param draws words drawn a tile, at least `negatives`
record TileShape(int centres, int draws) {
    private static final int CENTRES = Integer.getInteger("C", 3);

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
