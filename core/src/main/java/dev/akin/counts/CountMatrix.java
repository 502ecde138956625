package dev.akin.counts;

import dev.akin.kernel.Kernels;
import java.util.concurrent.CancellationException;

/// The weighted counts as a matrix that multiplies columns. The same numbers with any number of threads.
final class CountMatrix {
    private final Cooccurrences counts;
    private final CountWeights weights;
    private final int threads;
    private final TileRounds rounds;

    CountMatrix(Cooccurrences counts, CountWeights weights, int threads) {
        this.counts = counts;
        this.weights = weights;
        this.threads = threads;
        rounds = new TileRounds(counts.blocks().count(), 0);
    }

    /// into = M · from, or Mᵀ · from.
    ///
    /// @param into another matrix of the same width
    /// @throws CancellationException if the meter's listener asks to stop
    void multiply(boolean transposed, WordColumns from, WordColumns into, Meter meter) {
        into.clear();
        int done =
                new TileRun(rounds, 0, meter::stopRequested)
                        .run(threads, () -> task(transposed, from, into, meter));
        if (done < rounds.tiles()) {
            throw new CancellationException("stopped while the matrix was factored");
        }
    }

    private TileRun.Task task(boolean transposed, WordColumns from, WordColumns into, Meter meter) {
        Tile tile = new Tile();
        return (number, block, other) -> {
            counts.read(block, other, tile);
            add(tile, block, other, transposed, from, into);
            meter.add(tile.size());
        };
    }

    private void add(
            Tile tile,
            int block,
            int other,
            boolean transposed,
            WordColumns from,
            WordColumns into) {
        WordBlocks blocks = counts.blocks();
        int width = from.width();
        for (int p = 0; p < tile.size(); p++) {
            int first = Tile.first(tile.pair(p));
            int second = Tile.second(tile.pair(p));
            int i = blocks.id(block, first);
            int j = blocks.id(other, second);
            float forward = weights.of(i, j, tile.forward(p));
            float backward = i == j ? 0 : weights.of(j, i, tile.backward(p));
            float one = transposed ? backward : forward;
            float two = transposed ? forward : backward;
            if (i == j) {
                one = forward;
                two = 0;
            }
            if (one != 0) {
                axpy(
                        one,
                        from.block(other),
                        second * width,
                        into.block(block),
                        first * width,
                        width);
            }
            if (two != 0) {
                axpy(
                        two,
                        from.block(block),
                        first * width,
                        into.block(other),
                        second * width,
                        width);
            }
        }
    }

    private static void axpy(float a, float[] x, int xFrom, float[] y, int yFrom, int width) {
        Kernels.best().axpy(a, x, xFrom, y, yFrom, width);
    }
}
