package dev.akin.counts;

import dev.akin.kernel.FactorTile;
import java.util.SplittableRandom;

/// Learns tile after tile. One for each thread.
final class GloveWorker {
    private final Cooccurrences counts;
    private final GloveRows rows;
    private final CountCurve curve;
    private final FactorTile factors;
    private final Tile tile = new Tile();
    private int[] order = new int[0];

    GloveWorker(Cooccurrences counts, GloveRows rows, GloveSettings settings) {
        this.counts = counts;
        this.rows = rows;
        curve = new CountCurve(settings.most, settings.power);
        factors = new FactorTile(rows.width(), (float) settings.learningRate);
    }

    /// Learns the pairs of two blocks in an order drawn by chance.
    ///
    /// @return the sum of the pairs' loss
    double learn(int block, int other, long seed) {
        counts.read(block, other, tile);
        shuffle(new SplittableRandom(seed));
        float[] a = rows.block(block);
        float[] b = rows.block(other);
        double loss = 0;
        for (int from = 0; from < tile.size(); from += FactorTile.BATCH) {
            int count = Math.min(FactorTile.BATCH, tile.size() - from);
            for (int k = 0; k < count; k++) {
                set(k, order[from + k], block == other);
            }
            loss += factors.learn(a, b, count);
        }
        return loss;
    }

    private void set(int k, int i, boolean diagonal) {
        int pair = tile.pair(i);
        float forward = tile.forward(i);
        float backward = tile.backward(i);
        factors.first()[k] = Tile.first(pair) * rows.stride();
        factors.second()[k] = Tile.second(pair) * rows.stride();
        factors.targets()[2 * k] = curve.log(forward);
        factors.weights()[2 * k] = curve.weight(forward);
        factors.targets()[2 * k + 1] = curve.log(backward);
        // A word beside itself is one number of the matrix, not two.
        boolean twice = diagonal && Tile.first(pair) == Tile.second(pair);
        factors.weights()[2 * k + 1] = twice ? 0 : curve.weight(backward);
    }

    private void shuffle(SplittableRandom random) {
        if (order.length < tile.size()) {
            order = new int[tile.size()];
        }
        for (int i = 0; i < tile.size(); i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
    }
}
