package dev.akin.knowledge;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// 0 … count − 1 in an order by chance.
final class Shuffle {
    private Shuffle() {}

    static int[] of(int count, SplittableRandom random) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }
}
