package dev.akin.learn;

import dev.akin.kernel.PairTile;
import org.jspecify.annotations.Nullable;

/// A few neighbouring centres of a sentence, to be learned together. Filled, then stepped; not thread-safe.
abstract sealed class Tile
        permits WindowTile, PathTile, BagTile, BagPathTile, DocumentTile, DocumentPathTile {

    /// The most centres that a tile takes.
    abstract int centres();

    /// Takes the centres `first … first + count − 1` of a sentence of `length` words.
    ///
    /// @return whether there is anything to learn
    abstract boolean fill(
            int[] sentence, int first, int count, int length, float rate, FastRandom random);

    /// Fetches rows that the tile before this one did not have while that one is computed.
    abstract void touch();

    /// Learns what the tile was filled with.
    ///
    /// @param loss receives the loss from before the step; null where it is not wanted
    abstract void step(@Nullable LossSum loss);

    /// Another tile of the kind, over the same rows: one is filled while the other waits to be stepped.
    abstract Tile twin();

    /// Forgets what was drawn in advance: from here on the tile depends on the generator alone.
    void restart() {}

    /// −log σ(a·b) for pairs seen, −log σ(−a·b) for pairs drawn, by their weights.
    static void measure(PairTile tile, int cells, float rate, int pairs, LossSum loss) {
        float[] logits = tile.logits();
        float[] weights = tile.weights();
        double sum = 0;
        for (int cell = 0; cell < cells; cell++) {
            float weight = weights[cell];
            if (weight != 0) {
                double x = weight < 0 ? -logits[cell] : logits[cell];
                double softplus = Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
                sum += Math.abs(weight) / rate * softplus;
            }
        }
        loss.add(sum, pairs);
    }

    /// Fills outputs up to a multiple of [PairTile#STEP] with a row of zeros.
    ///
    /// @return how many there are then
    static int pad(PairTile tile, int outputs, int spare) {
        int padded = Math.ceilDiv(outputs, PairTile.STEP) * PairTile.STEP;
        for (int slot = outputs; slot < padded; slot++) {
            tile.outputs()[slot] = spare;
        }
        return padded;
    }
}
