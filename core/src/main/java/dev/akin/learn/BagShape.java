package dev.akin.learn;

import dev.akin.kernel.PairTile;

/// How many means learn together, and how many words are drawn for all of them.
///
/// @param centres means a tile
/// @param draws words drawn a tile, at least `negatives`
record BagShape(int centres, int draws) {
    private static final int CENTRES = 6;
    private static final int EXTRA = 5;

    static BagShape of(int negatives) {
        int wanted = negatives + EXTRA;
        int outputs = Math.ceilDiv(CENTRES + wanted, PairTile.STEP) * PairTile.STEP;
        return new BagShape(CENTRES, outputs - CENTRES);
    }

    /// The most outputs of a tile, a multiple of [PairTile#STEP].
    int outputs() {
        return centres + draws;
    }
}
