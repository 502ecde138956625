package dev.akin.embeddings;

import java.util.Arrays;
import java.util.List;

/// How rows are scored against one query: blocks of them fast in floats, and the few found once more in doubles, so
/// that scores depend neither on the kernels nor on how the work was split. Immutable and thread-safe.
sealed interface Scoring {

    /// Scores the rows at places `first` to `first + count - 1`.
    ///
    /// @param scratch at least `2 · count` numbers, overwritten
    void score(Rows rows, int first, int count, float[] into, float[] scratch);

    /// The score of one row, exactly.
    double exact(float[] row);

    static Scoring of(Similarity similarity, float[] query) {
        return switch (similarity) {
            case COSINE -> new Cosine(query, Exact.norm(query));
            case DOT -> new Dot(query);
            case EUCLIDEAN -> new Euclidean(query);
        };
    }

    /// Rows of norm 0 have cosine 0, and so has everything where the query's norm is 0.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Cosine(float[] query, double norm) implements Scoring {
        @Override
        public void score(Rows rows, int first, int count, float[] into, float[] scratch) {
            rows.dots(query, first, count, into);
            rows.norms(first, count, scratch, 0);
            divide(into, scratch, count);
        }

        static void divide(float[] dots, float[] norms, int count) {
            for (int i = 0; i < count; i++) {
                float norm = norms[i];
                dots[i] = norm == 0 ? 0 : dots[i] / norm;
            }
        }

        @Override
        public double exact(float[] row) {
            return Exact.cosine(row, Exact.norm(row), query, norm);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Dot(float[] query) implements Scoring {
        @Override
        public void score(Rows rows, int first, int count, float[] into, float[] scratch) {
            rows.dots(query, first, count, into);
        }

        @Override
        public double exact(float[] row) {
            return Exact.dot(row, query);
        }
    }

    /// Ranks by 2·x·q − ‖x‖², which falls as the distance grows: ‖x − q‖² = ‖x‖² − 2·x·q + ‖q‖².
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Euclidean(float[] query) implements Scoring {
        @Override
        public void score(Rows rows, int first, int count, float[] into, float[] scratch) {
            rows.dots(query, first, count, into);
            rows.norms(first, count, scratch, 0);
            for (int i = 0; i < count; i++) {
                into[i] = 2 * into[i] - scratch[i] * scratch[i];
            }
        }

        @Override
        public double exact(float[] row) {
            return 0 - Exact.distance(row, query);
        }
    }

    /// 3CosMul for any number of unit vectors.
    record Product(List<float[]> positive, List<float[]> negative) implements Scoring {
        private static final float EPSILON = 1e-6f;

        @Override
        public void score(Rows rows, int first, int count, float[] into, float[] scratch) {
            float[] norms = new float[count];
            rows.norms(first, count, norms, 0);
            float[] below = new float[count];
            fillProduct(negative, rows, first, norms, below, scratch);
            fillProduct(positive, rows, first, norms, into, scratch);
            for (int i = 0; i < count; i++) {
                into[i] /= below[i] + EPSILON;
            }
        }

        private static void fillProduct(
                List<float[]> terms,
                Rows rows,
                int first,
                float[] norms,
                float[] into,
                float[] scratch) {
            int count = norms.length;
            Arrays.fill(into, 0, count, 1);
            for (float[] term : terms) {
                rows.dots(term, first, count, scratch);
                Cosine.divide(scratch, norms, count);
                for (int i = 0; i < count; i++) {
                    into[i] *= (1 + scratch[i]) / 2;
                }
            }
        }

        @Override
        public double exact(float[] row) {
            double norm = Exact.norm(row);
            return product(positive, row, norm) / (product(negative, row, norm) + EPSILON);
        }

        private static double product(List<float[]> terms, float[] row, double norm) {
            double product = 1;
            for (float[] term : terms) {
                product *= (1 + Exact.cosine(row, norm, term, Exact.norm(term))) / 2;
            }
            return product;
        }
    }
}
