package dev.akin.algebra;

import dev.akin.kernel.FftKernel;
import dev.akin.kernel.FftKernel.Columns;
import dev.akin.kernel.FftKernel.Shape;
import java.util.Arrays;

/// The discrete Fourier transform of many columns at a time, along the rows of a matrix: Stockham's self-sorting form (1966) with
/// factors 4, 2, 3 and 5.
///
/// Immutable and thread-safe; the caller owns the arrays.
public final class Fft {
    private static final FftKernel KERNEL = FftKernel.best();

    private final int length;
    private final int[] factors;

    /// cos and sin of 2π i / length.
    private final float[] cos;

    private final float[] sin;

    /// @param length a product of twos, threes and fives: [#atLeast(int)] finds one
    /// @throws IllegalArgumentException if it is not
    public Fft(int length) {
        this.length = length;
        this.factors = factors(length);
        this.cos = new float[length];
        this.sin = new float[length];
        for (int i = 0; i < length; i++) {
            cos[i] = (float) Math.cos(2 * Math.PI * i / length);
            sin[i] = (float) Math.sin(2 * Math.PI * i / length);
        }
    }

    /// The smallest length that can be transformed and is no less than this; even.
    public static int atLeast(int least) {
        int length = Math.max(2, least + (least & 1));
        while (rest(length) != 1) {
            length += 2;
        }
        return length;
    }

    private static int rest(int length) {
        int rest = length;
        for (int factor : new int[] {2, 3, 5}) {
            while (rest > 1 && rest % factor == 0) {
                rest /= factor;
            }
        }
        return rest;
    }

    private static int[] factors(int length) {
        if (length < 1 || rest(length) != 1) {
            throw new IllegalArgumentException(
                    "a length of " + length + ", which is no product of 2, 3 and 5");
        }
        int[] factors = new int[32];
        int count = 0;
        int rest = length;
        for (int factor : new int[] {4, 2, 3, 5}) {
            while (rest % factor == 0) {
                factors[count++] = factor;
                rest /= factor;
            }
        }
        return Arrays.copyOf(factors, count);
    }

    public int length() {
        return length;
    }

    /// Transforms each column of a complex matrix of `length` rows: X[k] = Σ x[i] e^(−2πi·ik/length). The inverse, without division
    /// by the length, is the same with `re` and `im` exchanged.
    ///
    /// @param re `length × columns` numbers, real parts in and out; `im` the imaginary ones
    /// @param spareRe room of the same size; `spareIm` the same
    public void transform(float[] re, float[] im, int columns, float[] spareRe, float[] spareIm) {
        Columns x = new Columns(re, im);
        Columns y = new Columns(spareRe, spareIm);
        int n = length;
        int run = columns;
        for (int factor : factors) {
            int m = n / factor;
            KERNEL.stage(factor, x, y, new Shape(run, m, length / n, cos, sin));
            n = m;
            run *= factor;
            Columns other = x;
            x = y;
            y = other;
        }
        if (factors.length % 2 == 1) {
            System.arraycopy(x.re(), 0, re, 0, length * columns);
            System.arraycopy(x.im(), 0, im, 0, length * columns);
        }
    }
}
