package dev.akin.project;

import dev.akin.algebra.Fft;
import dev.akin.algebra.Workers;
import dev.akin.kernel.FftKernel;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Real numbers on a square grid, each replaced by a sum of all, weighted by how far they are: a convolution without wrapping around,
/// by Fourier transforms of twice the size.
///
/// The weight is 1 / (1 + r²), of points that are spread on the grid by B-splines of degree five and gathered from it by the same.
final class GridConvolution {
    private static final FftKernel KERNEL = FftKernel.best();

    /// Columns that are transformed together, while they are in the cache.
    private static final int COLUMNS = 16;

    private final int size;
    private final int twice;

    /// Frequencies along a side that say all: real numbers have the others as conjugates.
    private final int half;

    private final Fft fft;
    private final Workers workers;

    /// Blocks of so many frequencies, which lie together.
    private final int blocks;

    /// The transform of the weights, which is real, by blocks of frequencies: `twice × COLUMNS` each.
    private final float[] influence;

    /// For each column of the grid its frequencies, by blocks.
    private final float[] turnedRe;

    private final float[] turnedIm;
    private final Queue<Buffers> idle = new ConcurrentLinkedQueue<>();

    /// @param size points of the grid along a side; even
    /// @param spacing from one to the next
    GridConvolution(int size, float spacing, Workers workers) {
        this.size = size;
        this.twice = Fft.atLeast(2 * size);
        this.half = twice / 2 + 1;
        this.fft = new Fft(twice);
        this.workers = workers;
        this.blocks = Math.ceilDiv(half, COLUMNS);
        this.turnedRe = new float[blocks * twice * COLUMNS];
        this.turnedIm = new float[blocks * twice * COLUMNS];
        this.influence = new float[blocks * twice * COLUMNS];
        prepare(spacing);
    }

    int size() {
        return size;
    }

    private void prepare(float spacing) {
        float[] weights = new float[twice * twice];
        for (int i = 0; i < twice; i++) {
            for (int j = 0; j < twice; j++) {
                double di = spacing * Math.min(i, twice - i);
                double dj = spacing * Math.min(j, twice - j);
                weights[i * twice + j] = (float) (1 / (1 + di * di + dj * dj));
            }
        }
        forward(weights, twice);
        double[] gains = IntStream.range(0, twice).mapToDouble(this::gain).toArray();
        double scale = 1 / ((double) twice * twice);
        eachBlock((b, base) -> {
            b.load(turnedRe, turnedIm, base, twice);
            b.transform();
            for (int i = 0; i < twice * COLUMNS; i++) {
                // Even weights have a real transform.
                int k = Math.min(base / twice + i % COLUMNS, twice - 1);
                influence[base + i] = (float) (b.re[i] * gains[i / COLUMNS] * gains[k] * scale);
            }
        });
    }

    /// What makes up for what spreading and gathering by the splines do to a frequency, so that the mean square error over all
    /// places between the grid's points is least (Hockney, Eastwood 1988, section 8).
    private double gain(int k) {
        double angle = 2 * Math.PI * Math.min(k, twice - k) / twice;
        double sinc = angle == 0 ? 1 : Math.sin(angle / 2) / (angle / 2);
        // The squares of the spline's transform, summed over all frequencies that the grid takes
        // for this one.
        double aliases =
                (15724248
                                + 2
                                        * (9738114 * Math.cos(angle)
                                                + 2203488 * Math.cos(2 * angle)
                                                + 152637 * Math.cos(3 * angle)
                                                + 2036 * Math.cos(4 * angle)
                                                + Math.cos(5 * angle)))
                        / 39916800;
        return Math.pow(sinc, 12) / (aliases * aliases);
    }

    /// @param grid `size × size`; becomes the sums
    void convolve(float[] grid) {
        forward(grid, size);
        eachBlock((b, base) -> {
            b.load(turnedRe, turnedIm, base, size);
            b.transform();
            KERNEL.weigh(b.columns, influence, base);
            b.transformBack();
            b.store(turnedRe, turnedIm, base, size);
        });
        backward(grid);
    }

    /// The transform along the columns of a grid. Two columns go as the real and the imaginary part of one.
    private void forward(float[] grid, int side) {
        int pairs = side / 2;
        eachPairs(
                pairs,
                (b, first, count) -> {
                    b.loadPairs(grid, side, first, count);
                    b.transform();
                    for (int c = 0; c < count; c++) {
                        part(b, c, first + c, first + c + pairs);
                    }
                });
    }

    /// Takes the transforms of two real columns apart.
    private void part(Buffers b, int c, int one, int other) {
        for (int block = 0; block < blocks; block++) {
            int toOne = (block * twice + one) * COLUMNS;
            int toOther = (block * twice + other) * COLUMNS;
            int first = block * COLUMNS;
            int many = Math.min(COLUMNS, half - first);
            for (int k = 0; k < many; k++) {
                int at = (first + k) * COLUMNS + c;
                int mirror = mirror(first + k) * COLUMNS + c;
                float re = b.re[at];
                float im = b.im[at];
                float mirrorRe = b.re[mirror];
                float mirrorIm = b.im[mirror];
                turnedRe[toOne + k] = (re + mirrorRe) * 0.5f;
                turnedIm[toOne + k] = (im - mirrorIm) * 0.5f;
                turnedRe[toOther + k] = (im + mirrorIm) * 0.5f;
                turnedIm[toOther + k] = (mirrorRe - re) * 0.5f;
            }
        }
    }

    /// Of a real column, the frequency that has the conjugate of this one.
    private int mirror(int k) {
        return k == 0 ? 0 : twice - k;
    }

    private void backward(float[] grid) {
        int pairs = size / 2;
        eachPairs(
                pairs,
                (b, first, count) -> {
                    for (int c = 0; c < count; c++) {
                        join(b, c, first + c, first + c + pairs);
                    }
                    b.transformBack();
                    b.storePairs(grid, size, first, count);
                });
    }

    private void join(Buffers b, int c, int one, int other) {
        for (int block = 0; block < blocks; block++) {
            int ofOne = (block * twice + one) * COLUMNS;
            int ofOther = (block * twice + other) * COLUMNS;
            int first = block * COLUMNS;
            int many = Math.min(COLUMNS, half - first);
            for (int k = 0; k < many; k++) {
                int at = (first + k) * COLUMNS + c;
                int mirror = mirror(first + k) * COLUMNS + c;
                float re = turnedRe[ofOne + k];
                float im = turnedIm[ofOne + k];
                float otherRe = turnedRe[ofOther + k];
                float otherIm = turnedIm[ofOther + k];
                b.re[mirror] = re + otherIm;
                b.im[mirror] = otherRe - im;
                b.re[at] = re - otherIm;
                b.im[at] = im + otherRe;
            }
        }
    }

    private interface BlockAction {
        /// @param base where the block begins
        void accept(Buffers buffers, int base);
    }

    private void eachBlock(BlockAction action) {
        workers.each(
                blocks, block -> with(buffers -> action.accept(buffers, block * twice * COLUMNS)));
    }

    private interface PairsAction {
        void accept(Buffers buffers, int first, int count);
    }

    private void eachPairs(int pairs, PairsAction action) {
        workers.each(
                Math.ceilDiv(pairs, COLUMNS),
                part -> {
                    int first = part * COLUMNS;
                    int count = Math.min(COLUMNS, pairs - first);
                    with(buffers -> action.accept(buffers, first, count));
                });
    }

    private void with(Consumer<Buffers> action) {
        Buffers found = idle.poll();
        Buffers buffers = found == null ? new Buffers(fft) : found;
        action.accept(buffers);
        idle.add(buffers);
    }

    /// A thread's columns: `twice × COLUMNS`.
    private static final class Buffers {
        final Fft fft;
        final float[] re;
        final float[] im;
        final float[] spareRe;
        final float[] spareIm;
        final FftKernel.Columns columns;

        Buffers(Fft fft) {
            int numbers = fft.length() * COLUMNS;
            this.fft = fft;
            re = new float[numbers];
            im = new float[numbers];
            spareRe = new float[numbers];
            spareIm = new float[numbers];
            columns = new FftKernel.Columns(re, im);
        }

        void transform() {
            fft.transform(re, im, COLUMNS, spareRe, spareIm);
        }

        /// Not divided by the length.
        void transformBack() {
            fft.transform(im, re, COLUMNS, spareRe, spareIm);
        }

        void load(float[] fromRe, float[] fromIm, int base, int rows) {
            System.arraycopy(fromRe, base, re, 0, rows * COLUMNS);
            System.arraycopy(fromIm, base, im, 0, rows * COLUMNS);
            clear(rows);
        }

        void store(float[] toRe, float[] toIm, int base, int rows) {
            System.arraycopy(re, 0, toRe, base, rows * COLUMNS);
            System.arraycopy(im, 0, toIm, base, rows * COLUMNS);
        }

        /// Columns of a square, and those half a side farther as imaginary parts.
        void loadPairs(float[] grid, int side, int first, int count) {
            if (count < COLUMNS) {
                clear(0);
            }
            for (int i = 0; i < side; i++) {
                int at = i * side + first;
                System.arraycopy(grid, at, re, i * COLUMNS, count);
                System.arraycopy(grid, at + side / 2, im, i * COLUMNS, count);
            }
            clear(side);
        }

        void storePairs(float[] grid, int side, int first, int count) {
            for (int i = 0; i < side; i++) {
                int at = i * side + first;
                System.arraycopy(re, i * COLUMNS, grid, at, count);
                System.arraycopy(im, i * COLUMNS, grid, at + side / 2, count);
            }
        }

        private void clear(int fromRow) {
            Arrays.fill(re, fromRow * COLUMNS, re.length, 0);
            Arrays.fill(im, fromRow * COLUMNS, im.length, 0);
        }
    }
}
