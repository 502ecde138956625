package dev.akin.cluster;

import java.util.SplittableRandom;

/// Rows drawn by chance, each at the most once.
final class Sample {
    private Sample() {}

    static int[] all(int count) {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = i;
        }
        return rows;
    }

    /// Ascending.
    ///
    /// @param size at the most `count`
    static int[] of(int count, int size, SplittableRandom random) {
        int[] drawn = new int[size];
        int found = 0;
        for (int row = 0; found < size; row++) {
            if (random.nextInt(count - row) < size - found) {
                drawn[found++] = row;
            }
        }
        return drawn;
    }

    /// All rows, in disorder.
    static int[] shuffled(int count, SplittableRandom random) {
        int[] rows = all(count);
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[other];
            rows[other] = row;
        }
        return rows;
    }
}
