package dev.akin.project;

import dev.akin.algebra.Fft;
import dev.akin.algebra.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Points in a plane, spread on a grid, so that Fourier transforms sum over all pairs at once, as Linderman and others 2019 do
/// (FIt-SNE). What pushes a point is half the slope of one field, Σⱼ 1 / (1 + |yᵢ − yⱼ|²), so that one field is enough: its slope is
/// that of the B-splines of degree five by which it is gathered, as in the smooth particle mesh of Essmann and others 1995.
final class GridRepulsion implements Repulsion {
    private static final int SMALLEST = 16;

    /// A map of millions of points is some hundreds wide; what is wider by far is none.
    private static final float WIDEST = 1200;

    /// Parts of the points, whatever the number of threads, so that sums are the same.
    private static final int PARTS = 4;

    private final Workers workers;
    private @Nullable GridConvolution grid;

    /// Of each part: how much of its points lies where.
    private float[][] spread = new float[0][];

    GridRepulsion(Workers workers) {
        this.workers = workers;
    }

    @Override
    public double compute(float[][] y, float[][] forces) {
        return gather(y, prepare(y), forces);
    }

    /// Sums over all points on the grid, which is then `spread[0]`.
    private GridSpline.Place prepare(float[][] y) {
        float left = least(y[0]);
        float low = least(y[1]);
        float side = Math.max(most(y[0]) - left, most(y[1]) - low);
        GridConvolution fit = gridFor(side);
        // The points lie in the middle of the grid.
        float middleX = left + (most(y[0]) - left) / 2;
        float middleY = low + (most(y[1]) - low) / 2;
        GridSpline.Place place = new GridSpline.Place(middleX, middleY, fit.size());
        spread(y, place);
        fit.convolve(spread[0]);
        return place;
    }

    /// What these points do to others, which need not be among them.
    Field field(float[][] y) {
        GridSpline.Place place = prepare(y);
        return new GridField(spread[0], place, new ExactRepulsion.Field(y));
    }

    /// What fixed points do to others. Thread-safe.
    ///
    /// @param exact where the grid ends
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record GridField(float[] sums, GridSpline.Place place, ExactRepulsion.Field exact)
            implements Field {
        @Override
        public double at(double[] y, double[] force) {
            float x = (float) y[0];
            float up = (float) y[1];
            if (!place.covers(x, up)) {
                return exact.at(y, force);
            }
            GridSpline spline = new GridSpline(place);
            spline.gather(x, up, sums);
            force[0] = spline.slopeX * -0.5f;
            force[1] = spline.slopeY * -0.5f;
            return spline.value;
        }
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
        int needed =
                Math.max(
                        SMALLEST,
                        (int) Math.ceil(side / GridSpline.SPACING) + 2 * GridSpline.MARGIN + 1);
        GridConvolution now = grid;
        if (now == null || now.size() < needed || now.size() > 2 * needed) {
            // A little more, so that a map that grows does not need a new one at each step.
            int size = Fft.atLeast(needed + needed / 16);
            now = new GridConvolution(size, GridSpline.SPACING, workers);
            grid = now;
            spread = new float[PARTS][size * size];
        }
        return now;
    }

    private void spread(float[][] y, GridSpline.Place place) {
        float[] xs = y[0];
        float[] ys = y[1];
        workers.each(
                PARTS,
                part -> {
                    Arrays.fill(spread[part], 0);
                    GridSpline spline = new GridSpline(place);
                    int to = (int) ((long) xs.length * (part + 1) / PARTS);
                    for (int i = (int) ((long) xs.length * part / PARTS); i < to; i++) {
                        spline.spread(xs[i], ys[i], spread[part]);
                    }
                });
        int length = spread[0].length;
        workers.each(
                PARTS,
                share -> {
                    int to = (int) ((long) length * (share + 1) / PARTS);
                    for (int part = 1; part < PARTS; part++) {
                        add(spread[part], (int) ((long) length * share / PARTS), to, spread[0]);
                    }
                });
    }

    private static void add(float[] more, int from, int to, float[] sum) {
        for (int i = from; i < to; i++) {
            sum[i] += more[i];
        }
    }

    private double gather(float[][] y, GridSpline.Place place, float[][] forces) {
        float[] xs = y[0];
        float[] ys = y[1];
        float[] field = spread[0];
        double[] sums = new double[PARTS];
        workers.each(
                PARTS,
                part -> {
                    GridSpline spline = new GridSpline(place);
                    int to = (int) ((long) xs.length * (part + 1) / PARTS);
                    for (int i = (int) ((long) xs.length * part / PARTS); i < to; i++) {
                        spline.gather(xs[i], ys[i], field);
                        forces[0][i] = spline.slopeX * -0.5f;
                        forces[1][i] = spline.slopeY * -0.5f;
                        // Without the point itself.
                        sums[part] += spline.value - 1;
                    }
                });
        double z = 0;
        for (double sum : sums) {
            z += sum;
        }
        return z;
    }
}
