package dev.akin.counts;

import dev.akin.ProgressListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One run of GloVe over counts: how far it is, and how wrong.
final class GloveTraining {
    /// The loss of rows that learn at all stays far below.
    private static final double ABSURD_LOSS = 1e6;

    private final GloveSettings settings;
    private final Cooccurrences counts;
    private final GloveRows rows;
    private final ProgressListener listener;
    private final List<Double> losses = new ArrayList<>();
    private int epochsDone;
    private int tilesDone;

    GloveTraining(
            GloveSettings settings,
            Cooccurrences counts,
            GloveRows rows,
            ProgressListener listener) {
        this.settings = settings;
        this.counts = counts;
        this.rows = rows;
        this.listener = listener;
    }

    /// @param epochs done already
    /// @param tiles done already of the next epoch
    void begin(int epochs, int tiles) {
        epochsDone = epochs;
        tilesDone = tiles;
    }

    int epochsDone() {
        return epochsDone;
    }

    /// Tiles of the epoch that is not done.
    int tilesDone() {
        return tilesDone;
    }

    boolean finished() {
        return epochsDone == settings.epochs;
    }

    /// The mean loss of a pair in each epoch of this run that was learned from beginning to end.
    List<Double> losses() {
        return List.copyOf(losses);
    }

    GloveRows rows() {
        return rows;
    }

    Cooccurrences counts() {
        return counts;
    }

    /// Learns until the end, or until the listener asks to stop.
    ///
    /// @throws IllegalStateException if the vectors grow beyond all bounds
    void run() {
        Meter meter = new Meter(listener, "training", counts.pairs() * settings.epochs, "pairs");
        meter.add(pairsDone());
        while (!finished() && !meter.stopRequested()) {
            epoch(meter);
        }
        meter.end();
    }

    /// Pairs learned, all epochs together.
    long pairsDone() {
        long pairs = counts.pairs() * epochsDone;
        TileRounds rounds = rounds();
        for (int tile = 0; tile < tilesDone; tile++) {
            int one = rounds.one(tile);
            int other = rounds.other(tile);
            pairs += counts.size(Math.max(one, other), Math.min(one, other));
        }
        return pairs;
    }

    private long seed() {
        return settings.seed * 1_000_003 + epochsDone;
    }

    private TileRounds rounds() {
        return new TileRounds(counts.blocks().count(), seed());
    }

    private void epoch(Meter meter) {
        long seed = seed();
        TileRounds rounds = rounds();
        double[] lossOfTile = new double[rounds.tiles()];
        int from = tilesDone;
        tilesDone =
                new TileRun(rounds, from, meter::stopRequested)
                        .run(settings.threads, () -> task(seed, lossOfTile, meter));
        if (tilesDone == rounds.tiles()) {
            epochsDone++;
            tilesDone = 0;
            if (from == 0) {
                note(Arrays.stream(lossOfTile).sum() / Math.max(1, counts.pairs()), meter);
            }
        }
    }

    private TileRun.Task task(long seed, double[] lossOfTile, Meter meter) {
        GloveWorker worker = new GloveWorker(counts, rows, settings);
        return (tile, block, other) -> {
            lossOfTile[tile] = worker.learn(block, other, seed ^ ((long) tile << Integer.SIZE));
            meter.add(counts.size(block, other));
        };
    }

    /// A pair is learned both ways, and its loss is that of one.
    private void note(double lossOfBoth, Meter meter) {
        double loss = lossOfBoth / 2;
        if (!(loss < ABSURD_LOSS)) {
            throw new IllegalStateException(
                    "the vectors grew beyond all bounds, and the loss to "
                            + loss
                            + ": learn again with a smaller learning rate than "
                            + settings.learningRate);
        }
        losses.add(loss);
        meter.loss(loss);
    }
}
