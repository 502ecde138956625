package dev.akin.embeddings;

import dev.akin.format.SubwordTable;
import dev.akin.kernel.Kernels;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a key gets that has no row of its own. Thread-safe.
sealed interface Unseen {

    static Unseen of(@Nullable SubwordTable subwords) {
        return subwords == null ? new Nothing() : new FromSubwords(subwords);
    }

    /// A vector of the caller's, or null.
    float @Nullable [] vector(String key);

    record Nothing() implements Unseen {
        @Override
        public float @Nullable [] vector(String key) {
            return null;
        }
    }

    /// The mean of the rows of the key's n-grams, summed as fastText sums them; nothing where no n-gram has a row.
    record FromSubwords(SubwordTable subwords) implements Unseen {
        @Override
        public float @Nullable [] vector(String key) {
            byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
            int[] rows = subwords.rows(utf8, 0, utf8.length);
            float[] sum = new float[subwords.rows().dimension()];
            float[] part = new float[sum.length];
            int found = 0;
            for (int row : rows) {
                if (row >= 0) {
                    subwords.rows().read(row, 1, part, 0);
                    Kernels.best().axpy(1, part, 0, sum, 0, sum.length);
                    found++;
                }
            }
            Kernels.best().scale((float) (1.0 / rows.length), sum, 0, sum.length);
            return found == 0 ? null : sum;
        }
    }
}
