package dev.akin.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The product of two small matrices on the Vector API.
///
/// Tiles of four rows of A by two vectors of B's columns: eight sums in registers, which hide the latency of the
/// multiply-add, and no reduction over lanes.
final class VectorProduct {
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();
    private static final int EIGHT = 8;

    private VectorProduct() {}

    /// As [Kernels#multiply] has it.
    static void multiply(
            float[] a,
            int aFrom,
            int rows,
            int inner,
            float[] b,
            int width,
            float[] into,
            int from) {
        int eights = rows < 4 ? width - width % (EIGHT * LANES) : 0;
        for (int j = 0; j < eights; j += EIGHT * LANES) {
            for (int r = 0; r < rows; r++) {
                tile1x8(a, aFrom + r * inner, inner, b, j, width, into, from + r * width + j);
            }
        }
        int wide = width - (width - eights) % (2 * LANES);
        for (int j = eights; j < wide; j += 2 * LANES) {
            int r = 0;
            for (; r <= rows - 4; r += 4) {
                tile4x2(a, aFrom + r * inner, inner, b, j, width, into, from + r * width + j);
            }
            for (; r < rows; r++) {
                tile1x2(a, aFrom + r * inner, inner, b, j, width, into, from + r * width + j);
            }
        }
        for (int j = wide; j < width; j += LANES) {
            VectorMask<Float> mask = F.indexInRange(j, width);
            int r = 0;
            for (; r <= rows - 4; r += 4) {
                int to = from + r * width + j;
                tile4x1(a, aFrom + r * inner, inner, b, j, width, into, to, mask);
            }
            for (; r < rows; r++) {
                int to = from + r * width + j;
                tile1x1(a, aFrom + r * inner, inner, b, j, width, into, to, mask);
            }
        }
    }

    private static void tile4x2(
            float[] a, int at, int inner, float[] b, int column, int width, float[] into, int to) {
        FloatVector s00 = FloatVector.zero(F);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        for (int i = 0; i < inner; i++) {
            FloatVector b0 = load(b, column + i * width);
            FloatVector b1 = load(b, column + i * width + LANES);
            FloatVector a0 = FloatVector.broadcast(F, a[at + i]);
            FloatVector a1 = FloatVector.broadcast(F, a[at + inner + i]);
            FloatVector a2 = FloatVector.broadcast(F, a[at + 2 * inner + i]);
            FloatVector a3 = FloatVector.broadcast(F, a[at + 3 * inner + i]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
        }
        store2(s00, s01, into, to);
        store2(s10, s11, into, to + width);
        store2(s20, s21, into, to + 2 * width);
        store2(s30, s31, into, to + 3 * width);
    }

    /// At most one vector of columns, the last.
    private static void tile4x1(
            float[] a,
            int at,
            int inner,
            float[] b,
            int column,
            int width,
            float[] into,
            int to,
            VectorMask<Float> mask) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int i = 0; i < inner; i++) {
            FloatVector columns = FloatVector.fromArray(F, b, column + i * width, mask);
            s0 = columns.fma(FloatVector.broadcast(F, a[at + i]), s0);
            s1 = columns.fma(FloatVector.broadcast(F, a[at + inner + i]), s1);
            s2 = columns.fma(FloatVector.broadcast(F, a[at + 2 * inner + i]), s2);
            s3 = columns.fma(FloatVector.broadcast(F, a[at + 3 * inner + i]), s3);
        }
        s0.intoArray(into, to, mask);
        s1.intoArray(into, to + width, mask);
        s2.intoArray(into, to + 2 * width, mask);
        s3.intoArray(into, to + 3 * width, mask);
    }

    /// For few rows: they give no sums enough to hide the latency by.
    private static void tile1x8(
            float[] a, int at, int inner, float[] b, int column, int width, float[] into, int to) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        for (int i = 0; i < inner; i++) {
            FloatVector value = FloatVector.broadcast(F, a[at + i]);
            int row = column + i * width;
            s0 = value.fma(load(b, row), s0);
            s1 = value.fma(load(b, row + LANES), s1);
            s2 = value.fma(load(b, row + 2 * LANES), s2);
            s3 = value.fma(load(b, row + 3 * LANES), s3);
            s4 = value.fma(load(b, row + 4 * LANES), s4);
            s5 = value.fma(load(b, row + 5 * LANES), s5);
            s6 = value.fma(load(b, row + 6 * LANES), s6);
            s7 = value.fma(load(b, row + 7 * LANES), s7);
        }
        store2(s0, s1, into, to);
        store2(s2, s3, into, to + 2 * LANES);
        store2(s4, s5, into, to + 4 * LANES);
        store2(s6, s7, into, to + 6 * LANES);
    }

    private static void tile1x2(
            float[] a, int at, int inner, float[] b, int column, int width, float[] into, int to) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        for (int i = 0; i < inner; i++) {
            FloatVector value = FloatVector.broadcast(F, a[at + i]);
            s0 = value.fma(load(b, column + i * width), s0);
            s1 = value.fma(load(b, column + i * width + LANES), s1);
        }
        store2(s0, s1, into, to);
    }

    /// At most one vector of columns, the last.
    private static void tile1x1(
            float[] a,
            int at,
            int inner,
            float[] b,
            int column,
            int width,
            float[] into,
            int to,
            VectorMask<Float> mask) {
        FloatVector sum = FloatVector.zero(F);
        for (int i = 0; i < inner; i++) {
            FloatVector columns = FloatVector.fromArray(F, b, column + i * width, mask);
            sum = columns.fma(FloatVector.broadcast(F, a[at + i]), sum);
        }
        sum.intoArray(into, to, mask);
    }

    private static void store2(FloatVector first, FloatVector second, float[] into, int to) {
        first.intoArray(into, to);
        second.intoArray(into, to + LANES);
    }

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(F, a, at);
    }
}
