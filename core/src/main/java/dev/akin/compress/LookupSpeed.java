package dev.akin.compress;

import dev.akin.table.EmbeddingTable;
import java.util.SplittableRandom;

/// How quickly rows are read here and there, one after the other, by one thread.
public final class LookupSpeed {
    private static final int AT_ONCE = 1000;
    private static final long NANOS = 100_000_000;
    private static final long WARM_UP_NANOS = 100_000_000;

    private LookupSpeed() {}

    /// Rows a second, measured for a fifth of a second.
    ///
    /// @param table of at least one row
    public static double of(EmbeddingTable table) {
        SplittableRandom random = new SplittableRandom(1);
        run(table, random, WARM_UP_NANOS);
        return run(table, random, NANOS);
    }

    private static double run(EmbeddingTable table, SplittableRandom random, long nanos) {
        float[] rows = new float[table.dimension()];
        long begin = System.nanoTime();
        long read = 0;
        long passed;
        do {
            for (int i = 0; i < AT_ONCE; i++) {
                table.read(random.nextInt(table.rows()), 1, rows, 0);
            }
            read += AT_ONCE;
            passed = System.nanoTime() - begin;
        } while (passed < nanos);
        return read * 1e9 / passed;
    }
}
