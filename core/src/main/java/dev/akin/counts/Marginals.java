package dev.akin.counts;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/// How much each word was counted as a word and as a context. Immutable.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Marginals(double[] words, double[] contexts) {

    /// The same with any number of threads.
    static Marginals of(Cooccurrences counts, int threads, BooleanSupplier stop) {
        Marginals sums = new Marginals(new double[counts.words()], new double[counts.words()]);
        TileRounds rounds = new TileRounds(counts.blocks().count(), 0);
        new TileRun(rounds, 0, stop)
                .run(
                        threads,
                        () -> {
                            Tile tile = new Tile();
                            return (number, block, other) -> {
                                counts.read(block, other, tile);
                                sums.add(counts.blocks(), tile, block, other);
                            };
                        });
        return sums;
    }

    private void add(WordBlocks blocks, Tile tile, int block, int other) {
        for (int p = 0; p < tile.size(); p++) {
            int i = blocks.id(block, Tile.first(tile.pair(p)));
            int j = blocks.id(other, Tile.second(tile.pair(p)));
            words[i] += tile.forward(p);
            contexts[j] += tile.forward(p);
            if (i != j) {
                words[j] += tile.backward(p);
                contexts[i] += tile.backward(p);
            }
        }
    }

    /// Every number to this power, added up.
    static double sum(double[] numbers, double power) {
        return Arrays.stream(numbers).map(n -> Math.pow(n, power)).sum();
    }
}
