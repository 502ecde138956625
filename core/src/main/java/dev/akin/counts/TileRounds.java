package dev.akin.counts;

import java.util.Random;

/// The order in which tiles are gone through: in rounds, in each of which a block stands in one tile. First every block
/// alone, then pairs as in a tournament where everyone meets everyone once; which block and which round is which is drawn by
/// chance. Immutable.
final class TileRounds {
    private final int blocks;
    private final int[] labels;
    private final int[] turns;

    /// @param blocks an even number
    TileRounds(int blocks, long seed) {
        this.blocks = blocks;
        Random random = new Random(seed);
        labels = shuffled(blocks, random);
        turns = shuffled(blocks - 1, random);
    }

    private static int[] shuffled(int count, Random random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// Tiles: each block with itself and with every other.
    int tiles() {
        return tiles(blocks);
    }

    static int tiles(int blocks) {
        return blocks * (blocks + 1) / 2;
    }

    int rounds() {
        return blocks;
    }

    int round(int tile) {
        return tile < blocks ? 0 : 1 + (tile - blocks) / (blocks / 2);
    }

    /// One block of the tile.
    int one(int tile) {
        if (tile < blocks) {
            return labels[tile];
        }
        int turn = turns[round(tile) - 1];
        int table = (tile - blocks) % (blocks / 2);
        return labels[(turn + table) % (blocks - 1)];
    }

    /// The other; the same in the first round.
    int other(int tile) {
        if (tile < blocks) {
            return labels[tile];
        }
        int turn = turns[round(tile) - 1];
        int table = (tile - blocks) % (blocks / 2);
        return labels[table == 0 ? blocks - 1 : (turn - table + blocks - 1) % (blocks - 1)];
    }
}
