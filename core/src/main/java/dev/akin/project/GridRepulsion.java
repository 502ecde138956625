package dev.akin.project;

import dev.akin.algebra.Fft;
import dev.akin.algebra.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Points in a plane, spread on a grid, so that a few Fourier transforms sum over all pairs at once, as Linderman and others 2019
/// do (FIt-SNE); here with cubic B-splines in place of polynomials, which are smoother for the same grid.
final class GridRepulsion implements Repulsion {
    /// Three points of the grid to a unit, as far as the weights are from flat.
    static final float SPACING = 1 / 3f;

    /// Points of the grid that a spline reaches beyond the first and the last.
    private static final int MARGIN = 2;

    private static final int SMALLEST = 16;

    /// A map of millions of points is some hundreds wide; what is wider by far is none.
    private static final float WIDEST = 1200;

    /// Parts of the points, whatever the number of threads, so that sums are the same.
    private static final int PARTS = 4;

    private final Workers workers;
    private @Nullable GridConvolution grid;

    /// Of each part: masses, and masses times each coordinate.
    private float[][] spread = new float[0][];

    private float[] weights = new float[0];

    GridRepulsion(Workers workers) {
        this.workers = workers;
    }

    @Override
    public double compute(float[][] y, float[][] forces) {
        float left = least(y[0]);
        float low = least(y[1]);
        float side = Math.max(most(y[0]) - left, most(y[1]) - low);
        GridConvolution fit = gridFor(side);
        int size = fit.size();
        // The points lie in the middle of the grid, and coordinates count from there, so that they
        // are small.
        float middleX = left + (most(y[0]) - left) / 2;
        float middleY = low + (most(y[1]) - low) / 2;
        Places places = new Places(y[0], y[1], middleX, middleY, size);
        spread(places);
        float[] masses = spread[0];
        float[] byX = spread[1];
        float[] byY = spread[2];
        fit.both(masses, weights);
        fit.square(byX, byY);
        return gather(places, new float[][] {masses, byX, byY, weights}, forces);
    }

    private static float least(float[] values) {
        float least = Float.POSITIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static float most(float[] values) {
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            most = Math.max(most, value);
        }
        return most;
    }

    /// @throws IllegalStateException if the map flies apart
    private GridConvolution gridFor(float side) {
        if (!(side <= WIDEST)) {
            throw new IllegalStateException(
                    "the map flies apart: it is " + side + " wide; take a lower rate");
        }
        int needed = Math.max(SMALLEST, (int) Math.ceil(side / SPACING) + 2 * MARGIN + 1);
        GridConvolution now = grid;
        if (now == null || now.size() < needed || now.size() > 2 * needed) {
            // A little more, so that a map that grows does not need a new one at each step.
            int size = Fft.atLeast(2 * (needed + needed / 16)) / 2;
            now = new GridConvolution(size, SPACING, workers);
            grid = now;
            spread = new float[3 * PARTS][size * size];
            weights = new float[size * size];
        }
        return now;
    }

    private void spread(Places places) {
        int count = places.xs.length;
        workers.each(
                PARTS,
                part -> {
                    float[][] into = Arrays.copyOfRange(spread, 3 * part, 3 * part + 3);
                    for (float[] one : into) {
                        Arrays.fill(one, 0);
                    }
                    Spline spline = new Spline(places);
                    int to = (int) ((long) count * (part + 1) / PARTS);
                    for (int i = (int) ((long) count * part / PARTS); i < to; i++) {
                        spline.spread(i, into[0], into[1], into[2]);
                    }
                });
        workers.each(
                3,
                which -> {
                    float[] sum = spread[which];
                    for (int part = 1; part < PARTS; part++) {
                        float[] more = spread[3 * part + which];
                        for (int i = 0; i < sum.length; i++) {
                            sum[i] += more[i];
                        }
                    }
                });
    }

    private double gather(Places places, float[][] fields, float[][] forces) {
        int count = places.xs.length;
        double[] sums = new double[PARTS];
        workers.each(
                PARTS,
                part -> {
                    Spline spline = new Spline(places);
                    int to = (int) ((long) count * (part + 1) / PARTS);
                    for (int i = (int) ((long) count * part / PARTS); i < to; i++) {
                        spline.gather(i, fields);
                        forces[0][i] = spline.x * spline.mass - spline.byX;
                        forces[1][i] = spline.y * spline.mass - spline.byY;
                        // Without the point itself.
                        sums[part] += spline.weight - 1;
                    }
                });
        double z = 0;
        for (double sum : sums) {
            z += sum;
        }
        return z;
    }

    /// Where points lie on a grid.
    ///
    /// @param middleX where the middle of the grid is
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Places(float[] xs, float[] ys, float middleX, float middleY, int size) {}

    /// The cubic B-splines around one point. For one thread.
    private static final class Spline {
        private final Places places;
        private final float half;
        private int at;
        private final float[] wx = new float[4];
        private final float[] wy = new float[4];

        float x;
        float y;
        float mass;
        float byX;
        float byY;
        float weight;

        Spline(Places places) {
            this.places = places;
            this.half = (places.size - 1) / 2f;
        }

        private void locate(int i) {
            x = places.xs[i] - places.middleX;
            y = places.ys[i] - places.middleY;
            float u = x / SPACING + half;
            float v = y / SPACING + half;
            int column = (int) u;
            int row = (int) v;
            at = (row - 1) * places.size + column - 1;
            weights(u - column, wx);
            weights(v - row, wy);
        }

        private static void weights(float t, float[] into) {
            float rest = 1 - t;
            into[0] = rest * rest * rest / 6;
            into[1] = (3 * t * t * t - 6 * t * t + 4) / 6;
            into[2] = (3 * rest * rest * rest - 6 * rest * rest + 4) / 6;
            into[3] = t * t * t / 6;
        }

        void spread(int i, float[] masses, float[] byX, float[] byY) {
            locate(i);
            for (int r = 0; r < 4; r++) {
                int row = at + r * places.size;
                for (int c = 0; c < 4; c++) {
                    float share = wy[r] * wx[c];
                    masses[row + c] += share;
                    byX[row + c] += share * x;
                    byY[row + c] += share * y;
                }
            }
        }

        void gather(int i, float[][] fields) {
            locate(i);
            mass = gathered(fields[0]);
            byX = gathered(fields[1]);
            byY = gathered(fields[2]);
            weight = gathered(fields[3]);
        }

        private float gathered(float[] field) {
            float sum = 0;
            for (int r = 0; r < 4; r++) {
                int row = at + r * places.size;
                float across = 0;
                for (int c = 0; c < 4; c++) {
                    across += wx[c] * field[row + c];
                }
                sum += wy[r] * across;
            }
            return sum;
        }
    }
}
