package dev.akin.align;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Pairs of vectors at length 1, and which of them share one.
///
/// @param from pairs × inputs
/// @param to pairs × outputs
/// @param sources of each pair, which vector it goes out from: the first pair that has it
/// @param targets of each pair, to which vector it goes
@SuppressWarnings("ArrayRecordComponent") // never compared
record BridgePairs(
        int count,
        int inputs,
        int outputs,
        float[] from,
        float[] to,
        int[] sources,
        int[] targets) {

    static BridgePairs of(float[][] from, float[][] to) {
        return new BridgePairs(
                from.length,
                from[0].length,
                to[0].length,
                UnitRows.of(from),
                UnitRows.of(to),
                firsts(from),
                firsts(to));
    }

    private static int[] firsts(float[][] vectors) {
        Map<FloatBuffer, Integer> seen = new HashMap<>();
        int[] firsts = new int[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            int place = i;
            firsts[i] = seen.computeIfAbsent(FloatBuffer.wrap(vectors[i]), _ -> place);
        }
        return firsts;
    }

    /// Whether two pairs say nothing against each other.
    boolean alike(int a, int b) {
        return sources[a] == sources[b] || targets[a] == targets[b];
    }

    /// Draws the pairs to hold back: all those of a target, or none.
    ///
    /// @return of each pair, whether it is held back
    boolean[] held(double share, SplittableRandom random) {
        int[] kinds = IntStream.range(0, count).filter(i -> targets[i] == i).toArray();
        shuffle(kinds, random);
        boolean[] heldTargets = new boolean[count];
        Arrays.stream(kinds)
                .limit(Math.round(share * kinds.length))
                .forEach(target -> heldTargets[target] = true);
        boolean[] held = new boolean[count];
        for (int i = 0; i < count; i++) {
            held[i] = heldTargets[targets[i]];
        }
        return held;
    }

    static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int place = order[i];
            order[i] = order[other];
            order[other] = place;
        }
    }

    float[] sources(int[] places) {
        return gathered(from, inputs, places);
    }

    float[] targets(int[] places) {
        return gathered(to, outputs, places);
    }

    private static float[] gathered(float[] rows, int dimension, int[] places) {
        float[] some = new float[places.length * dimension];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(rows, places[i] * dimension, some, i * dimension, dimension);
        }
        return some;
    }
}
