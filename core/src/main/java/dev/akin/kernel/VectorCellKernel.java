package dev.akin.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Four rows at a time share the vector that they are multiplied with, and four vectors of the sum stay in registers while all rows pass.
enum VectorCellKernel implements CellKernel {
    INSTANCE;

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();

    @Override
    public void products(CellTile tile, float[] rows, int count, float[] vector, int at) {
        int k = 0;
        for (; k <= count - 4; k += 4) {
            four(tile, rows, k, vector, at);
        }
        for (; k < count; k++) {
            one(tile, rows, k, vector, at);
        }
        if (LANES == 16) {
            LaneSums.sixteen(tile.partials, tile.values, count);
        } else {
            LaneSums.any(tile.partials, tile.values, count);
        }
    }

    private static void four(CellTile tile, float[] rows, int k, float[] vector, int at) {
        int width = tile.width;
        int a = tile.starts[k];
        int b = tile.starts[k + 1];
        int c = tile.starts[k + 2];
        int e = tile.starts[k + 3];
        FloatVector sa = FloatVector.zero(F);
        FloatVector sb = sa;
        FloatVector sc = sa;
        FloatVector se = sa;
        for (int d = 0; d < width; d += LANES) {
            FloatVector v = load(vector, at + d);
            sa = load(rows, a + d).fma(v, sa);
            sb = load(rows, b + d).fma(v, sb);
            sc = load(rows, c + d).fma(v, sc);
            se = load(rows, e + d).fma(v, se);
        }
        float[] partials = tile.partials;
        sa.intoArray(partials, k * LANES);
        sb.intoArray(partials, (k + 1) * LANES);
        sc.intoArray(partials, (k + 2) * LANES);
        se.intoArray(partials, (k + 3) * LANES);
    }

    private static void one(CellTile tile, float[] rows, int k, float[] vector, int at) {
        int a = tile.starts[k];
        FloatVector sum = FloatVector.zero(F);
        for (int d = 0; d < tile.width; d += LANES) {
            sum = load(rows, a + d).fma(load(vector, at + d), sum);
        }
        sum.intoArray(tile.partials, k * LANES);
    }

    @Override
    public void add(CellTile tile, float[] rows, int count, float[] into, int at) {
        int d = 0;
        for (; d <= tile.width - 4 * LANES; d += 4 * LANES) {
            addFour(tile, rows, count, into, at, d);
        }
        for (; d < tile.width; d += LANES) {
            FloatVector sum = load(into, at + d);
            for (int k = 0; k < count; k++) {
                sum = load(rows, tile.starts[k] + d).fma(weight(tile, k), sum);
            }
            sum.intoArray(into, at + d);
        }
    }

    private static void addFour(
            CellTile tile, float[] rows, int count, float[] into, int at, int d) {
        int to = at + d;
        FloatVector a = load(into, to);
        FloatVector b = load(into, to + LANES);
        FloatVector c = load(into, to + 2 * LANES);
        FloatVector e = load(into, to + 3 * LANES);
        for (int k = 0; k < count; k++) {
            int row = tile.starts[k] + d;
            FloatVector weight = weight(tile, k);
            a = load(rows, row).fma(weight, a);
            b = load(rows, row + LANES).fma(weight, b);
            c = load(rows, row + 2 * LANES).fma(weight, c);
            e = load(rows, row + 3 * LANES).fma(weight, e);
        }
        a.intoArray(into, to);
        b.intoArray(into, to + LANES);
        c.intoArray(into, to + 2 * LANES);
        e.intoArray(into, to + 3 * LANES);
    }

    private static FloatVector weight(CellTile tile, int k) {
        return FloatVector.broadcast(F, tile.values[k]);
    }

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(F, a, at);
    }
}
