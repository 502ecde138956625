package dev.akin.learn;

/// Two tiles in turn: one is filled, and its rows are fetched, before the one in front of it is computed.
final class TilePair {
    /// The loss is measured on every tile whose number is a multiple of this: logarithms cost more than the learning.
    private static final int LOSS_EVERY = 64;

    private final LossSum loss;
    private Tile filling;
    private Tile filled;
    private boolean waiting;
    private long tiles;

    TilePair(Tile tile, LossSum loss) {
        this.loss = loss;
        filling = tile;
        filled = tile.twin();
    }

    /// From here on what is learned depends on the generator alone.
    void restart() {
        filling.restart();
        tiles = 0;
    }

    /// Learns a sentence, but for its last tile.
    void learn(int[] sentence, int length, float rate, FastRandom random) {
        int centres = filling.centres();
        for (int first = 0; first < length; first += centres) {
            int count = Math.min(centres, length - first);
            if (filling.fill(sentence, first, count, length, rate, random)) {
                filling.touch();
                finish();
                Tile next = filled;
                filled = filling;
                filling = next;
                waiting = true;
            }
        }
    }

    /// Learns what was filled.
    void finish() {
        if (waiting) {
            filled.step(tiles++ % LOSS_EVERY == 0 ? loss : null);
            waiting = false;
        }
    }
}
