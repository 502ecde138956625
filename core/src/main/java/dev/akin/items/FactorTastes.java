package dev.akin.items;

import dev.akin.algebra.Cholesky;
import dev.akin.algebra.Workers;
import dev.akin.table.EmbeddingTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tastes among factors of items, which stay as they are: the least squares of Hu, Koren and Volinsky (2008, "Collaborative Filtering for
/// Implicit Feedback Datasets", equation 4) for one user. Every item that is not in the history is wanted 0 with confidence 1, one that is 1
/// with confidence 1 + α · times, an unliked one 0 with confidence 1 + α. A score is a sum over the history (their §5), which explains it.
final class FactorTastes implements Taste.Maker {
    private static final Workers ALONE = new Workers(1);

    /// As sure of a choice as Hu, Koren and Volinsky (2008) were, and so much of the mean square of all items as keeps a short history from
    /// reaching far: for factors that were not learned by least squares.
    private static final double ALPHA = 40;

    private static final double SPREAD = 0.01;

    /// Rows that say how long rows are.
    private static final int SAMPLE = 10_000;

    private final EmbeddingTable items;
    private final Weights weights;
    private double @Nullable [][] gram;

    /// @param spread so much of the mean of the diagonal of all items' products is added to the regularization
    /// @param length of a vector; 0 for what comes of the equation
    private record Weights(double alpha, double regularization, double spread, double length) {}

    private FactorTastes(EmbeddingTable items, Weights weights) {
        this.items = items;
        this.weights = weights;
    }

    /// Of factors that were learned so.
    static FactorTastes ofLeastSquares(EmbeddingTable items, double alpha, double regularization) {
        return new FactorTastes(items, new Weights(alpha, regularization, 0, 0));
    }

    /// Of factors that were learned by another loss: vectors as long as those of users are, whose scores stand beside biases.
    static FactorTastes ofOthers(EmbeddingTable items, EmbeddingTable users) {
        int sample = Math.min(SAMPLE, users.rows());
        float[] norms = new float[sample];
        users.norms(0, sample, norms, 0);
        double sum = 0;
        for (float norm : norms) {
            sum += norm;
        }
        return new FactorTastes(
                items, new Weights(ALPHA, 0, SPREAD, sample == 0 ? 0 : sum / sample));
    }

    @Override
    public Taste of(int[] liked, int[] unliked) {
        Map<Integer, Integer> times = new LinkedHashMap<>();
        for (int item : liked) {
            times.merge(item, 1, Integer::sum);
        }
        double[][] system = system();
        times.forEach((item, n) -> Exact.addOuter(system, items.row(item), weights.alpha() * n));
        for (int item : unliked) {
            Exact.addOuter(system, items.row(item), weights.alpha());
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
            copy[d][d] += weights.regularization() + weights.spread() * mean;
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
        return 1 + weights.alpha() * times;
    }

    private float[] scaled(double[] solution) {
        double squares = Arrays.stream(solution).map(x -> x * x).sum();
        boolean free = weights.length() == 0 || squares == 0;
        double factor = free ? 1 : weights.length() / Math.sqrt(squares);
        float[] vector = new float[solution.length];
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (float) (factor * solution[d]);
        }
        return vector;
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
            return tastes.scaled(solve(right));
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

        /// The score is their sum, or where vectors have a length of their own, in proportion to it.
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
