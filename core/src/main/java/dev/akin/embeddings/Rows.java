package dev.akin.embeddings;

import dev.akin.table.EmbeddingTable;
import dev.akin.table.RescoredTable;
import dev.akin.table.RowScorer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The rows that may answer a query, by place 0 … size − 1, in rising order of their ids. Thread-safe.
sealed interface Rows {
    /// Candidates beyond k, for what rounding may have put in the wrong order.
    long SPARE = 16;

    /// The first rows of a table.
    static Rows of(Embeddings embeddings, Norms norms, int size) {
        return switch (embeddings.table()) {
            case RescoredTable table ->
                    new Coarse(
                            table,
                            embeddings.similarity() == Similarity.COSINE ? null : norms,
                            size);
            case EmbeddingTable table -> new First(table, norms, size);
        };
    }

    int size();

    int id(int place);

    /// How many of the best to look at once more for the best k.
    default long candidates(int k) {
        return k + SPARE;
    }

    /// The dot product of a query with rows, by their places.
    RowScorer scorer(float[] query);

    /// Their norms, from index `from`.
    void norms(int first, int count, float[] into, int from);

    /// The first rows of a table.
    record First(EmbeddingTable table, Norms norms, int size) implements Rows {
        @Override
        public int id(int place) {
            return place;
        }

        @Override
        public RowScorer scorer(float[] query) {
            return table.scorer(query);
        }

        @Override
        public void norms(int first, int count, float[] into, int from) {
            norms.read(first, count, into, from);
        }
    }

    /// The first rows of a table by the bits in front of them.
    ///
    /// @param norms null where only directions count: all are 1 then
    record Coarse(RescoredTable table, @Nullable Norms norms, int size) implements Rows {
        /// Of word vectors of dimension 300, 98 in 100 of the ten nearest are among the 640 best by their bits.
        private static final long CANDIDATES = 64;

        private static final int FEWEST = 256;

        @Override
        public int id(int place) {
            return place;
        }

        @Override
        public long candidates(int k) {
            return Math.max(FEWEST, CANDIDATES * k);
        }

        @Override
        public RowScorer scorer(float[] query) {
            RowScorer bits = table.bits().scorer(query);
            if (norms == null) {
                return bits;
            }
            return (first, count, into, from) -> {
                bits.dots(first, count, into, from);
                for (int i = 0; i < count; i++) {
                    into[from + i] *= norms.at(first + i);
                }
            };
        }

        @Override
        public void norms(int first, int count, float[] into, int from) {
            if (norms == null) {
                Arrays.fill(into, from, from + count, 1);
            } else {
                norms.read(first, count, into, from);
            }
        }
    }

    /// Some rows of a table, gathered as they are needed.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Some(EmbeddingTable table, Norms norms, int[] ids) implements Rows {
        private static final int GATHERED = 64;

        @Override
        public int size() {
            return ids.length;
        }

        @Override
        public int id(int place) {
            return ids[place];
        }

        @Override
        public RowScorer scorer(float[] query) {
            return (first, count, into, from) -> dots(query, first, count, into, from);
        }

        private void dots(float[] query, int first, int count, float[] into, int from) {
            int dimension = table.dimension();
            float[] rows = new float[Math.min(count, GATHERED) * dimension];
            EmbeddingTable gathered = EmbeddingTable.of(rows, rows.length / dimension, dimension);
            int[] wanted = new int[gathered.rows()];
            for (int done = 0; done < count; done += GATHERED) {
                int now = Math.min(GATHERED, count - done);
                System.arraycopy(ids, first + done, wanted, 0, now);
                table.gather(wanted, now, rows, 0);
                gathered.dots(query, 0, now, into, from + done);
            }
        }

        @Override
        public void norms(int first, int count, float[] into, int from) {
            for (int i = 0; i < count; i++) {
                into[from + i] = norms.at(ids[first + i]);
            }
        }
    }
}
