package dev.akin.knowledge;

/// What the scores of a query cost, and the slopes of that. Not thread-safe.
final class Costs {
    private final KnowledgeOptions options;

    /// The slope of the right entity's score.
    float slope;

    Costs(KnowledgeOptions options) {
        this.options = options;
    }

    /// @param right the right entity's score
    /// @param scores of drawn entities, from `at` on; −∞ where one is right too
    /// @param factors receives their slopes
    /// @param stands how many entities each of the drawn ones stands for
    double of(float right, float[] scores, int at, int count, double stands, float[] factors) {
        return options.softmax()
                ? softmax(right, scores, at, count, stands, factors)
                : sigmoids(right, scores, at, count, factors);
    }

    /// −log softmax: the drawn entities stand for all (Lacroix, Usunier and Obozinski 2018, with all of them).
    private double softmax(
            float right, float[] scores, int at, int count, double stands, float[] factors) {
        double highest = right;
        for (int j = at; j < at + count; j++) {
            highest = Math.max(highest, scores[j]);
        }
        double own = Math.exp(right - highest);
        double sum = own;
        for (int j = at; j < at + count; j++) {
            double share = stands * Math.exp(scores[j] - highest);
            factors[j] = (float) share;
            sum += share;
        }
        for (int j = at; j < at + count; j++) {
            factors[j] /= (float) sum;
        }
        slope = (float) (own / sum - 1);
        return Math.log(sum) - (right - highest);
    }

    /// −log σ(γ + s) − Σ w log σ(−γ − s′), w the softmax of α s′ (Sun and others 2019, equation 5).
    private double sigmoids(float right, float[] scores, int at, int count, float[] factors) {
        double margin = options.margin();
        double sum = weights(scores, at, count, factors);
        double cost = softplus(-(margin + right));
        slope = (float) -sigmoid(-(margin + right));
        for (int j = at; j < at + count; j++) {
            if (factors[j] > 0) {
                double weight = factors[j] / sum;
                cost += weight * softplus(scores[j] + margin);
                factors[j] = (float) (weight * sigmoid(scores[j] + margin));
            }
        }
        return cost;
    }

    private double weights(float[] scores, int at, int count, float[] weights) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int j = at; j < at + count; j++) {
            highest = Math.max(highest, scores[j]);
        }
        double sum = 0;
        for (int j = at; j < at + count; j++) {
            double weight =
                    scores[j] == Float.NEGATIVE_INFINITY
                            ? 0
                            : Math.exp(options.temperature() * (scores[j] - highest));
            weights[j] = (float) weight;
            sum += weights[j];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double softplus(double x) {
        return x > 30 ? x : Math.log1p(Math.exp(x));
    }
}
