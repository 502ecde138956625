package dev.akin.project;

import dev.akin.algebra.Fft;
import dev.akin.algebra.Workers;
import java.util.Arrays;

/// Numbers on a square grid, each replaced by a sum of all, weighted by how far they are: a convolution without wrapping around, by
/// Fourier transforms of twice the size.
///
/// The weights are 1 / (1 + r²)² and 1 / (1 + r²), of points that are spread on the grid by cubic B-splines and gathered from it by
/// the same.
final class GridConvolution {
    /// Columns that are transformed together, while they are in the cache.
    private static final int COLUMNS = 16;

    private final int size;
    private final int twice;
    private final Fft fft;
    private final Workers workers;

    /// The transforms of the weights, which are real: of 1 / (1 + r²)², and of 1 / (1 + r²).
    private final float[] square;

    private final float[] single;
    private final float[] turnedRe;
    private final float[] turnedIm;
    private final ThreadLocal<Buffers> buffers;

    /// @param size points of the grid along a side
    /// @param spacing from one to the next
    GridConvolution(int size, float spacing, Workers workers) {
        this.size = size;
        this.twice = Fft.atLeast(2 * size);
        this.fft = new Fft(twice);
        this.workers = workers;
        this.buffers = ThreadLocal.withInitial(() -> new Buffers(twice * COLUMNS));
        this.turnedRe = new float[twice * twice];
        this.turnedIm = new float[twice * twice];
        this.square = new float[twice * twice];
        this.single = new float[twice * twice];
        prepare(spacing);
    }

    int size() {
        return size;
    }

    private void prepare(float spacing) {
        for (int i = 0; i < twice; i++) {
            for (int j = 0; j < twice; j++) {
                double di = spacing * Math.min(i, twice - i);
                double dj = spacing * Math.min(j, twice - j);
                double weight = 1 / (1 + di * di + dj * dj);
                square[i * twice + j] = (float) (weight * weight);
                single[i * twice + j] = (float) weight;
            }
        }
        // Both are real and even, and so are their transforms: one goes as the imaginary part.
        forward(square, single, twice);
        eachColumns(
                twice,
                (b, first, columns) -> {
                    b.load(turnedRe, turnedIm, twice, twice, first, columns);
                    fft.transform(b.re, b.im, columns, b.spareRe, b.spareIm);
                    b.store(square, single, twice, twice, first, columns);
                });
        for (int i = 0; i < twice; i++) {
            for (int j = 0; j < twice; j++) {
                double scale = gain(i) * gain(j) / ((double) twice * twice);
                square[i * twice + j] *= (float) scale;
                single[i * twice + j] *= (float) scale;
            }
        }
    }

    /// What makes up for what spreading and gathering by cubic splines do to a frequency, so that the mean square error over all
    /// places between the grid's points is least (Hockney, Eastwood 1988, section 8).
    private double gain(int k) {
        double angle = 2 * Math.PI * Math.min(k, twice - k) / twice;
        double sinc = angle == 0 ? 1 : Math.sin(angle / 2) / (angle / 2);
        // The squares of the spline's transform, summed over all frequencies that the grid takes
        // for this one.
        double aliases =
                (2416
                                + 2382 * Math.cos(angle)
                                + 240 * Math.cos(2 * angle)
                                + 2 * Math.cos(3 * angle))
                        / 5040;
        return Math.pow(sinc, 8) / (aliases * aliases);
    }

    /// Convolves a grid of ones (or masses) with both weights.
    ///
    /// @param masses `size × size`; becomes the sums by 1 / (1 + r²)²
    /// @param sums becomes the sums by 1 / (1 + r²)
    void both(float[] masses, float[] sums) {
        Arrays.fill(sums, 0);
        convolve(masses, sums, true);
    }

    /// Convolves two grids with 1 / (1 + r²)², each in its place.
    void square(float[] one, float[] other) {
        convolve(one, other, false);
    }

    private void convolve(float[] re, float[] im, boolean both) {
        forward(re, im, size);
        eachColumns(
                twice,
                (b, first, columns) -> {
                    b.load(turnedRe, turnedIm, size, twice, first, columns);
                    b.clear(size * columns, twice * columns);
                    fft.transform(b.re, b.im, columns, b.spareRe, b.spareIm);
                    weigh(b, first, columns, both);
                    fft.transform(b.im, b.re, columns, b.spareRe, b.spareIm);
                    b.store(turnedRe, turnedIm, size, twice, first, columns);
                });
        eachColumns(
                size,
                (b, first, columns) -> {
                    b.loadTurned(turnedRe, turnedIm, twice, twice, first, columns);
                    fft.transform(b.im, b.re, columns, b.spareRe, b.spareIm);
                    b.store(re, im, size, size, first, columns);
                });
    }

    /// The transform along the columns of a grid, its columns as rows in `turned`.
    private void forward(float[] re, float[] im, int side) {
        eachColumns(
                side,
                (b, first, columns) -> {
                    b.load(re, im, side, side, first, columns);
                    b.clear(side * columns, twice * columns);
                    fft.transform(b.re, b.im, columns, b.spareRe, b.spareIm);
                    b.storeTurned(turnedRe, turnedIm, twice, twice, first, columns);
                });
    }

    private void weigh(Buffers b, int first, int columns, boolean both) {
        for (int i = 0; i < twice; i++) {
            for (int c = 0; c < columns; c++) {
                int at = i * columns + c;
                float weight = square[i * twice + first + c];
                float re = b.re[at];
                float im = b.im[at];
                if (both) {
                    float other = single[i * twice + first + c];
                    b.re[at] = re * weight - im * other;
                    b.im[at] = re * other + im * weight;
                } else {
                    b.re[at] = re * weight;
                    b.im[at] = im * weight;
                }
            }
        }
    }

    private interface ColumnAction {
        void accept(Buffers buffers, int first, int columns);
    }

    private void eachColumns(int columns, ColumnAction action) {
        workers.each(
                Math.ceilDiv(columns, COLUMNS),
                part -> {
                    int first = part * COLUMNS;
                    action.accept(buffers.get(), first, Math.min(COLUMNS, columns - first));
                });
    }

    /// A thread's columns.
    private static final class Buffers {
        final float[] re;
        final float[] im;
        final float[] spareRe;
        final float[] spareIm;

        Buffers(int numbers) {
            re = new float[numbers];
            im = new float[numbers];
            spareRe = new float[numbers];
            spareIm = new float[numbers];
        }

        void load(float[] fromRe, float[] fromIm, int rows, int width, int first, int columns) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(fromRe, i * width + first, re, i * columns, columns);
                System.arraycopy(fromIm, i * width + first, im, i * columns, columns);
            }
        }

        void store(float[] toRe, float[] toIm, int rows, int width, int first, int columns) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(re, i * columns, toRe, i * width + first, columns);
                System.arraycopy(im, i * columns, toIm, i * width + first, columns);
            }
        }

        void loadTurned(
                float[] fromRe, float[] fromIm, int rows, int width, int first, int columns) {
            for (int c = 0; c < columns; c++) {
                for (int i = 0; i < rows; i++) {
                    re[i * columns + c] = fromRe[(first + c) * width + i];
                    im[i * columns + c] = fromIm[(first + c) * width + i];
                }
            }
        }

        void storeTurned(float[] toRe, float[] toIm, int rows, int width, int first, int columns) {
            for (int c = 0; c < columns; c++) {
                for (int i = 0; i < rows; i++) {
                    toRe[(first + c) * width + i] = re[i * columns + c];
                    toIm[(first + c) * width + i] = im[i * columns + c];
                }
            }
        }

        void clear(int from, int to) {
            Arrays.fill(re, from, to, 0);
            Arrays.fill(im, from, to, 0);
        }
    }
}
