package dev.akin.items;

import dev.akin.table.EmbeddingTable;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tastes of item2vec: means of the vectors by which items foretell others.
///
/// @param items by which they are foretold
/// @param middle the mean of these
@SuppressWarnings("ArrayRecordComponent") // never compared
record SequenceTastes(EmbeddingTable items, EmbeddingTable history, double decay, double[] middle)
        implements Taste.Maker {

    static SequenceTastes of(EmbeddingTable items, EmbeddingTable history, double decay) {
        return new SequenceTastes(items, history, decay, Exact.mean(items));
    }

    @Override
    public Taste of(int[] liked, int[] unliked) {
        Map<Integer, Double> weights = new LinkedHashMap<>();
        double[] byPlace = SequenceModel.weights(liked.length, decay);
        for (int i = 0; i < liked.length; i++) {
            weights.merge(liked[i], byPlace[i], Double::sum);
        }
        for (int item : unliked) {
            weights.put(item, -1.0 / Math.max(unliked.length, liked.length));
        }
        return new Mean(this, weights);
    }

    private record Mean(SequenceTastes tastes, Map<Integer, Double> weights) implements Taste {
        @Override
        public float[] vector() {
            float[] vector = new float[tastes.history.dimension()];
            double[] sum = new double[vector.length];
            weights.forEach((item, weight) -> {
                tastes.history.read(item, 1, vector, 0);
                for (int d = 0; d < sum.length; d++) {
                    sum[d] += weight * vector[d];
                }
            });
            for (int d = 0; d < sum.length; d++) {
                vector[d] = (float) sum[d];
            }
            return vector;
        }

        @Override
        public int[] history() {
            return weights.keySet().stream().mapToInt(Integer::intValue).toArray();
        }

        /// What is said for the item rather than for items in general, for which negative sampling leaves less than 0: the score is
        /// their sum and the mean score.
        @Override
        public double[] contributions(int item) {
            double[] apart = apart(tastes.items.row(item));
            return weights.entrySet().stream()
                    .mapToDouble(one ->
                            one.getValue() * Exact.dot(tastes.history.row(one.getKey()), apart))
                    .toArray();
        }

        private double[] apart(float[] row) {
            double[] apart = new double[row.length];
            for (int d = 0; d < row.length; d++) {
                apart[d] = row[d] - tastes.middle[d];
            }
            return apart;
        }
    }
}
