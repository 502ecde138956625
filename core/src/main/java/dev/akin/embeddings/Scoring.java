package dev.akin.embeddings;

import dev.akin.table.RowScorer;
import java.util.Arrays;
import java.util.List;

/// How rows are scored against one query: blocks of them fast in floats, and the few found once more in doubles, so
/// that scores depend neither on the kernels nor on how the work was split. Immutable and thread-safe.
sealed interface Scoring {

    /// Makes the query ready for these rows. What it gives is thread-safe.
    Scores over(Rows rows);

    /// Scores of rows, in blocks.
    @FunctionalInterface
    interface Scores {
        /// Scores the rows at places `first` to `first + count - 1`.
        ///
        /// @param scratch at least `2 · count` numbers, overwritten
        void read(int first, int count, float[] into, float[] scratch);
    }

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
        public Scores over(Rows rows) {
            RowScorer dots = rows.scorer(query);
            return (first, count, into, scratch) -> {
                dots.dots(first, count, into, 0);
                rows.norms(first, count, scratch, 0);
                divide(into, scratch, count);
            };
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
        public Scores over(Rows rows) {
            RowScorer dots = rows.scorer(query);
            return (first, count, into, scratch) -> dots.dots(first, count, into, 0);
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
        public Scores over(Rows rows) {
            RowScorer dots = rows.scorer(query);
            return (first, count, into, scratch) -> {
                dots.dots(first, count, into, 0);
                rows.norms(first, count, scratch, 0);
                for (int i = 0; i < count; i++) {
                    into[i] = 2 * into[i] - scratch[i] * scratch[i];
                }
            };
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
        public Scores over(Rows rows) {
            List<RowScorer> above = positive.stream().map(rows::scorer).toList();
            List<RowScorer> under = negative.stream().map(rows::scorer).toList();
            return (first, count, into, scratch) -> {
                float[] norms = new float[count];
                rows.norms(first, count, norms, 0);
                float[] below = new float[count];
                fillProduct(under, first, norms, below, scratch);
                fillProduct(above, first, norms, into, scratch);
                for (int i = 0; i < count; i++) {
                    into[i] /= below[i] + EPSILON;
                }
            };
        }

        private static void fillProduct(
                List<RowScorer> terms, int first, float[] norms, float[] into, float[] scratch) {
            int count = norms.length;
            Arrays.fill(into, 0, count, 1);
            for (RowScorer term : terms) {
                term.dots(first, count, scratch, 0);
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
