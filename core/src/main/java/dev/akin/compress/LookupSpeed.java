package dev.akin.compress;

import dev.akin.table.EmbeddingTable;
import java.util.SplittableRandom;

/// How quickly rows are read here and there, one after the other, by one thread.
public final class LookupSpeed {
    private static final int AT_ONCE = 1000;

    /// The shortest time that is told.
    private static final long NANOS = 50_000_000;

    /// After so many times without a better one there is none to come: what reads rows was compiled.
    private static final int PATIENCE = 6;

    private static final int MOST = 60;

    private LookupSpeed() {}

    /// Rows a second: the best of several times a twentieth of a second, until none is better, three seconds at the most.
    ///
    /// @param table of at least one row
    public static double of(EmbeddingTable table) {
        SplittableRandom random = new SplittableRandom(1);
        double best = 0;
        int since = 0;
        for (int i = 0; i < MOST && since < PATIENCE; i++) {
            double now = run(table, random);
            since = now > best ? 0 : since + 1;
            best = Math.max(best, now);
        }
        return best;
    }

    private static double run(EmbeddingTable table, SplittableRandom random) {
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
        } while (passed < NANOS);
        return read * 1e9 / passed;
    }
}
