package dev.akin.items;

import dev.akin.algebra.Cholesky;
import dev.akin.algebra.Workers;
import dev.akin.table.EmbeddingTable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tastes among factors of items, which stay as they are: the least squares of Hu, Koren and Volinsky (2008, "Collaborative Filtering for
/// Implicit Feedback Datasets", equation 4) for one user. Every item that is not in the history is wanted 0 with confidence 1, one that is 1
/// with confidence 1 + α · times, an unliked one 0 with confidence 1 + α. A score is a sum over the history (their §5), which explains it.
final class FactorTastes implements Taste.Maker {
    private static final Workers ALONE = new Workers(1);

    private final EmbeddingTable items;
    private final double alpha;
    private final double regularization;
    private final double spread;
    private double @Nullable [][] gram;

    /// @param spread so much of the mean of the diagonal of all items' products is added to the regularization
    FactorTastes(EmbeddingTable items, double alpha, double regularization, double spread) {
        this.items = items;
        this.alpha = alpha;
        this.regularization = regularization;
        this.spread = spread;
    }

    @Override
    public Taste of(int[] liked, int[] unliked) {
        Map<Integer, Integer> times = new LinkedHashMap<>();
        for (int item : liked) {
            times.merge(item, 1, Integer::sum);
        }
        double[][] system = system();
        times.forEach((item, n) -> Exact.addOuter(system, items.row(item), alpha * n));
        for (int item : unliked) {
            Exact.addOuter(system, items.row(item), alpha);
        }
        return new Solved(this, times, Cholesky.shifted(system, 1e-12, ALONE));
    }

    private double[][] system() {
        double[][] whole = gram();
        double[][] copy = new double[whole.length][];
        double mean = 0;
        for (int d = 0; d < copy.length; d++) {
            mean += whole[d][d] / copy.length;
        }
        for (int d = 0; d < copy.length; d++) {
            copy[d] = whole[d].clone();
            copy[d][d] += regularization + spread * mean;
        }
        return copy;
    }

    private synchronized double[][] gram() {
        double[][] known = gram;
        if (known == null) {
            known = Exact.gram(items);
            gram = known;
        }
        return known;
    }

    private double confidence(int times) {
        return 1 + alpha * times;
    }

    private record Solved(FactorTastes tastes, Map<Integer, Integer> times, Cholesky system)
            implements Taste {
        @Override
        public float[] vector() {
            double[] right = new double[tastes.items.dimension()];
            times.forEach((item, n) -> {
                float[] row = tastes.items.row(item);
                for (int d = 0; d < right.length; d++) {
                    right[d] += tastes.confidence(n) * row[d];
                }
            });
            double[] solution = solve(right);
            float[] vector = new float[right.length];
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) solution[d];
            }
            return vector;
        }

        private double[] solve(double[] right) {
            double[][] sides = new double[right.length][1];
            for (int d = 0; d < right.length; d++) {
                sides[d][0] = right[d];
            }
            system.solve(sides);
            double[] solution = new double[right.length];
            for (int d = 0; d < right.length; d++) {
                solution[d] = sides[d][0];
            }
            return solution;
        }

        @Override
        public int[] history() {
            return times.keySet().stream().mapToInt(Integer::intValue).toArray();
        }

        /// The score is their sum.
        @Override
        public double[] contributions(int item) {
            float[] row = tastes.items.row(item);
            double[] wide = new double[row.length];
            for (int d = 0; d < row.length; d++) {
                wide[d] = row[d];
            }
            double[] near = solve(wide);
            return times.entrySet().stream()
                    .mapToDouble(one ->
                            tastes.confidence(one.getValue())
                                    * Exact.dot(tastes.items.row(one.getKey()), near))
                    .toArray();
        }
    }
}
