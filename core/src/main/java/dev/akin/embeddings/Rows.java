package dev.akin.embeddings;

import dev.akin.table.EmbeddingTable;

/// The rows that may answer a query, by place 0 … size − 1, in rising order of their ids. Thread-safe.
sealed interface Rows {

    int size();

    int id(int place);

    /// The dot product of `query` with the rows at places `first` to `first + count - 1`.
    void dots(float[] query, int first, int count, float[] into);

    /// Their norms, from index `from`.
    void norms(int first, int count, float[] into, int from);

    /// The first rows of a table.
    record First(EmbeddingTable table, Norms norms, int size) implements Rows {
        @Override
        public int id(int place) {
            return place;
        }

        @Override
        public void dots(float[] query, int first, int count, float[] into) {
            table.dots(query, first, count, into, 0);
        }

        @Override
        public void norms(int first, int count, float[] into, int from) {
            norms.read(first, count, into, from);
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
        public void dots(float[] query, int first, int count, float[] into) {
            int dimension = table.dimension();
            float[] rows = new float[Math.min(count, GATHERED) * dimension];
            EmbeddingTable gathered = EmbeddingTable.of(rows, rows.length / dimension, dimension);
            int[] wanted = new int[gathered.rows()];
            for (int done = 0; done < count; done += GATHERED) {
                int now = Math.min(GATHERED, count - done);
                System.arraycopy(ids, first + done, wanted, 0, now);
                table.gather(wanted, now, rows, 0);
                gathered.dots(query, 0, now, into, done);
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
