package dev.akin.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileRoundsTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 16, 64})
    void everyTileComesOnceAndABlockOnceInARound(int blocks) {
        TileRounds rounds = new TileRounds(blocks, 7);
        Set<Set<Integer>> seen = new HashSet<>();
        BitSet busy = new BitSet();
        int round = 0;
        for (int tile = 0; tile < rounds.tiles(); tile++) {
            if (rounds.round(tile) != round) {
                assertThat(busy.cardinality()).isEqualTo(blocks);
                busy.clear();
                round = rounds.round(tile);
            }
            int one = rounds.one(tile);
            int other = rounds.other(tile);
            assertThat(busy.get(one) || busy.get(other)).isFalse();
            busy.set(one);
            busy.set(other);
            assertThat(seen.add(new HashSet<>(Arrays.asList(one, other)))).isTrue();
        }
        assertThat(seen).hasSize(blocks * (blocks + 1) / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aBlockGoesThroughItsTilesInOrder(int threads) {
        TileRounds rounds = new TileRounds(16, 1);
        int[] last = new int[16];
        Arrays.fill(last, -1);
        int done =
                new TileRun(rounds, 0, () -> false)
                        .run(
                                threads,
                                () -> (tile, block, other) -> follow(last, tile, block, other));
        assertThat(done).isEqualTo(rounds.tiles());
    }

    private static void follow(int[] last, int tile, int block, int other) {
        assertThat(last[block]).isLessThan(tile);
        assertThat(last[other]).isLessThan(tile);
        last[block] = tile;
        last[other] = tile;
    }

    @Test
    void whatIsDoneWhenItStopsIsABeginning() {
        TileRounds rounds = new TileRounds(16, 1);
        BitSet seen = new BitSet();
        AtomicInteger count = new AtomicInteger();
        TileRun first = new TileRun(rounds, 0, () -> count.get() >= 50);
        int done =
                first.run(
                        3,
                        () ->
                                (tile, block, other) -> {
                                    note(seen, tile);
                                    count.incrementAndGet();
                                });
        assertThat(seen.nextClearBit(0)).isEqualTo(done);
        new TileRun(rounds, done, () -> false)
                .run(2, () -> (tile, block, other) -> note(seen, tile));
        assertThat(seen.cardinality()).isEqualTo(rounds.tiles());
    }

    private static void note(BitSet seen, int tile) {
        synchronized (seen) {
            assertThat(seen.get(tile)).isFalse();
            seen.set(tile);
        }
    }

    @Test
    void aFailureEndsAllThreads() {
        TileRun run = new TileRun(new TileRounds(16, 1), 0, () -> false);
        assertThatThrownBy(() ->
                        run.run(
                                3,
                                () ->
                                        (tile, block, other) -> {
                                            if (tile == 20) {
                                                throw new IllegalStateException("it fails");
                                            }
                                        }))
                .isInstanceOf(IllegalStateException.class);
    }
}
