package dev.akin.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The bags on the Vector API: a column of a mean stays in a register while the rows of its bag pass by. Rows are
/// multiples of sixteen numbers wide, so there are no remainders at any vector width.
final class VectorBagKernel implements BagKernel {
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();

    @Override
    public void gather(BagRows bags, int count) {
        for (int b = 0; b < count; b++) {
            gather(bags, bags.from[b], bags.to[b], bags.centres[b], bags.scales[b], b * bags.width);
        }
    }

    private static void gather(BagRows bags, int from, int to, int centre, float scale, int into) {
        float[] rows = bags.rows;
        int[] offsets = bags.offsets;
        float[] shares = bags.shares;
        for (int d = 0; d < bags.width; d += LANES) {
            FloatVector sum = FloatVector.zero(F);
            for (int j = from; j < centre; j++) {
                sum = load(rows, offsets[j] + d).fma(FloatVector.broadcast(F, shares[j]), sum);
            }
            for (int j = centre + 1; j <= to; j++) {
                sum = load(rows, offsets[j] + d).fma(FloatVector.broadcast(F, shares[j]), sum);
            }
            sum.mul(scale).intoArray(bags.hidden, into + d);
        }
    }

    @Override
    public void subtract(float[] after, float[] before, int count) {
        for (int i = 0; i < count; i += LANES) {
            load(after, i).sub(load(before, i)).intoArray(before, i);
        }
    }

    @Override
    public void add(BagRows bags, int at, int count) {
        float[] rows = bags.rows;
        float[] changes = bags.before;
        int[] members = bags.members;
        for (int d = 0; d < bags.width; d += LANES) {
            FloatVector row = load(rows, at + d);
            for (int m = 0; m < count; m++) {
                row = row.add(load(changes, members[m] + d));
            }
            row.intoArray(rows, at + d);
        }
    }

    @Override
    public void addProduct(
            float[] a, int aAt, float[] b, int bAt, float scale, float[] into, int at, int width) {
        for (int d = 0; d < width; d += LANES) {
            load(a, aAt + d)
                    .mul(scale)
                    .fma(load(b, bAt + d), load(into, at + d))
                    .intoArray(into, at + d);
        }
    }

    @Override
    public void moveBoth(
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float scale,
            float[] change,
            int at,
            int width) {
        for (int d = 0; d < width; d += LANES) {
            FloatVector x = load(a, aAt + d);
            FloatVector y = load(b, bAt + d);
            FloatVector g = load(change, at + d);
            y.fma(g, x).intoArray(a, aAt + d);
            x.mul(scale).fma(g, y).intoArray(b, bAt + d);
        }
    }

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(F, a, at);
    }
}
