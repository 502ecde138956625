package dev.akin.algebra;

import dev.akin.kernel.Kernels;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Logistic regression of two classes with an L2 penalty: the weights w and the offset b that make
/// ½ ‖w‖² + C · Σ ln(1 + exp(−y · (w · x + b))) least, y being ±1. That is scikit-learn's `LogisticRegression` as it comes, where C is 1.
/// The offset is not penalised. Immutable.
///
/// The minimum is looked for by L-BFGS (Liu and Nocedal 1989) with ten pairs of changes and a search along the line until the descent
/// suffices (Armijo 1966).
public final class LogisticRegression {
    private static final int MEMORY = 10;
    private static final int MOST_STEPS = 200;
    private static final double TOLERANCE = 1e-4;
    private static final double DESCENT = 1e-4;
    private static final int MOST_HALVINGS = 40;

    /// Far below where numbers end: the next factor is at most 2.
    private static final double MOST_PRODUCT = 1e200;

    private final float[] weights;
    private final double offset;

    private LogisticRegression(float[] weights, double offset) {
        this.weights = weights;
        this.offset = offset;
    }

    /// Learns from rows.
    ///
    /// @param rows one behind the other, [row][dimension]; not kept
    /// @param positive of each row, whether it is of the class
    /// @param c how much the rows count against the penalty, above 0
    /// @throws IllegalArgumentException if there are not as many rows as classes, or c is not above 0
    public static LogisticRegression fit(
            float[] rows, int dimension, boolean[] positive, double c) {
        if (dimension < 1 || rows.length != (long) dimension * positive.length) {
            throw new IllegalArgumentException(
                    rows.length + " numbers are not " + positive.length + " rows of " + dimension);
        }
        if (!(c > 0)) {
            throw new IllegalArgumentException("c must be above 0, not " + c);
        }
        double[] found = new Search(new Loss(rows, dimension, positive, c)).run();
        float[] weights = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            weights[i] = (float) found[i];
        }
        return new LogisticRegression(weights, found[dimension]);
    }

    /// How far on the side of the class a row is: above 0 where it is the more likely one; ln(p / (1 − p)).
    public double score(float[] rows, int from) {
        return Kernels.best().dot(rows, from, weights, 0, weights.length) + offset;
    }

    /// The weights w, [dimension]. A copy.
    public float[] weights() {
        return weights.clone();
    }

    /// The offset b.
    public double offset() {
        return offset;
    }

    /// The penalty and what the rows cost.
    private static final class Loss {
        private final Kernels kernels = Kernels.best();
        private final float[] rows;
        private final int dimension;
        private final boolean[] positive;
        private final double c;
        private final float[] weights;
        private final float[] slopes;

        Loss(float[] rows, int dimension, boolean[] positive, double c) {
            this.rows = rows;
            this.dimension = dimension;
            this.positive = positive;
            this.c = c;
            weights = new float[dimension];
            slopes = new float[dimension];
        }

        int unknowns() {
            return dimension + 1;
        }

        /// ln(1 + exp(−margin)) is max(0, −margin) + ln(1 + exp(−|margin|)), and the logarithms of many rows are one of their
        /// product: a row takes one exponential and mostly no logarithm.
        ///
        /// @param gradient takes the slope
        double at(double[] point, double[] gradient) {
            double loss = 0;
            for (int i = 0; i < dimension; i++) {
                weights[i] = (float) point[i];
                loss += point[i] * point[i] / 2;
            }
            Arrays.fill(slopes, 0);
            double offsetSlope = 0;
            double lost = 0;
            double product = 1;
            for (int row = 0; row < positive.length; row++) {
                int from = row * dimension;
                double score = kernels.dot(rows, from, weights, 0, dimension) + point[dimension];
                double margin = positive[row] ? score : -score;
                double small = Math.exp(-Math.abs(margin));
                lost += Math.max(0, -margin);
                product *= 1 + small;
                if (product > MOST_PRODUCT) {
                    lost += Math.log(product);
                    product = 1;
                }
                double share = (margin > 0 ? small : 1) / (1 + small);
                double slope = positive[row] ? -c * share : c * share;
                kernels.axpy((float) slope, rows, from, slopes, 0, dimension);
                offsetSlope += slope;
            }
            for (int i = 0; i < dimension; i++) {
                gradient[i] = point[i] + slopes[i];
            }
            gradient[dimension] = offsetSlope;
            return loss + c * (lost + Math.log(product));
        }
    }

    /// A step that was made, and how the slope changed by it.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Change(double[] step, double[] slope, double product) {}

    private static final class Search {
        private final Loss loss;
        private final Deque<Change> changes = new ArrayDeque<>();
        private double[] point;
        private double[] gradient;
        private double value;

        Search(Loss loss) {
            this.loss = loss;
            point = new double[loss.unknowns()];
            gradient = new double[point.length];
            value = loss.at(point, gradient);
        }

        double[] run() {
            for (int step = 0; step < MOST_STEPS && steepest() > TOLERANCE; step++) {
                if (!advance(direction())) {
                    break;
                }
            }
            return point;
        }

        private double steepest() {
            double most = 0;
            for (double slope : gradient) {
                most = Math.max(most, Math.abs(slope));
            }
            return most;
        }

        /// The two loops of L-BFGS: newest change first, then oldest first.
        private double[] direction() {
            double[] way = new double[gradient.length];
            for (int i = 0; i < way.length; i++) {
                way[i] = -gradient[i];
            }
            if (changes.isEmpty()) {
                scale(way, Math.min(1, 1 / norm(way)));
                return way;
            }
            double[] alphas = new double[changes.size()];
            int place = 0;
            for (Change change : changes) {
                alphas[place] = dot(change.step(), way) / change.product();
                add(-alphas[place++], change.slope(), way);
            }
            Change newest = changes.getFirst();
            scale(way, newest.product() / dot(newest.slope(), newest.slope()));
            for (Change change : changes.reversed()) {
                double beta = dot(change.slope(), way) / change.product();
                add(alphas[--place] - beta, change.step(), way);
            }
            return way;
        }

        /// Halves the step until the loss falls enough.
        ///
        /// @return whether it did
        private boolean advance(double[] way) {
            double fall = dot(way, gradient);
            double[] next = new double[point.length];
            double[] slope = new double[point.length];
            double length = 1;
            for (int halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
                for (int i = 0; i < next.length; i++) {
                    next[i] = point[i] + length * way[i];
                }
                double reached = loss.at(next, slope);
                if (reached <= value + DESCENT * length * fall) {
                    remember(next, slope);
                    value = reached;
                    return true;
                }
            }
            return false;
        }

        private void remember(double[] next, double[] slope) {
            double[] step = next.clone();
            double[] change = slope.clone();
            add(-1, point, step);
            add(-1, gradient, change);
            double product = dot(step, change);
            if (product > 1e-12) {
                changes.addFirst(new Change(step, change, product));
                if (changes.size() > MEMORY) {
                    changes.removeLast();
                }
            }
            point = next;
            gradient = slope;
        }

        private static double norm(double[] x) {
            return Math.sqrt(Math.max(Double.MIN_NORMAL, dot(x, x)));
        }

        private static void scale(double[] x, double by) {
            for (int i = 0; i < x.length; i++) {
                x[i] *= by;
            }
        }

        private static void add(double times, double[] x, double[] into) {
            for (int i = 0; i < x.length; i++) {
                into[i] += times * x[i];
            }
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }
    }
}
