package dev.akin.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Sums over the lanes of many vectors, in one order whatever the machine has compiled so far.
final class LaneSums {
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();

    private static final VectorMask<Float> M8 = upper(8);
    private static final VectorMask<Float> M4 = upper(4);
    private static final VectorMask<Float> M2 = upper(2);
    private static final VectorMask<Float> M1 = upper(1);
    private static final VectorShuffle<Float> S8 = swap(8);
    private static final VectorShuffle<Float> S4 = swap(4);
    private static final VectorShuffle<Float> S2 = swap(2);
    private static final VectorShuffle<Float> S1 = swap(1);

    private LaneSums() {}

    /// Sixteen vectors of sixteen partial sums → one vector of sixteen sums, halving four times: in each step two
    /// vectors give each other the half of their lanes that the other one's sum needs.
    static void sixteen(float[] partials, float[] sums, int pairs) {
        for (int p = 0, at = 0; p < pairs; p += 16, at += 256) {
            FloatVector p0 = load(partials, at + 0);
            FloatVector p1 = load(partials, at + 16);
            FloatVector p2 = load(partials, at + 32);
            FloatVector p3 = load(partials, at + 48);
            FloatVector p4 = load(partials, at + 64);
            FloatVector p5 = load(partials, at + 80);
            FloatVector p6 = load(partials, at + 96);
            FloatVector p7 = load(partials, at + 112);
            FloatVector p8 = load(partials, at + 128);
            FloatVector p9 = load(partials, at + 144);
            FloatVector p10 = load(partials, at + 160);
            FloatVector p11 = load(partials, at + 176);
            FloatVector p12 = load(partials, at + 192);
            FloatVector p13 = load(partials, at + 208);
            FloatVector p14 = load(partials, at + 224);
            FloatVector p15 = load(partials, at + 240);
            FloatVector q0 = p0.blend(p8, M8).add(p8.blend(p0, M8).rearrange(S8));
            FloatVector q1 = p1.blend(p9, M8).add(p9.blend(p1, M8).rearrange(S8));
            FloatVector q2 = p2.blend(p10, M8).add(p10.blend(p2, M8).rearrange(S8));
            FloatVector q3 = p3.blend(p11, M8).add(p11.blend(p3, M8).rearrange(S8));
            FloatVector q4 = p4.blend(p12, M8).add(p12.blend(p4, M8).rearrange(S8));
            FloatVector q5 = p5.blend(p13, M8).add(p13.blend(p5, M8).rearrange(S8));
            FloatVector q6 = p6.blend(p14, M8).add(p14.blend(p6, M8).rearrange(S8));
            FloatVector q7 = p7.blend(p15, M8).add(p15.blend(p7, M8).rearrange(S8));
            FloatVector r0 = q0.blend(q4, M4).add(q4.blend(q0, M4).rearrange(S4));
            FloatVector r1 = q1.blend(q5, M4).add(q5.blend(q1, M4).rearrange(S4));
            FloatVector r2 = q2.blend(q6, M4).add(q6.blend(q2, M4).rearrange(S4));
            FloatVector r3 = q3.blend(q7, M4).add(q7.blend(q3, M4).rearrange(S4));
            FloatVector s0 = r0.blend(r2, M2).add(r2.blend(r0, M2).rearrange(S2));
            FloatVector s1 = r1.blend(r3, M2).add(r3.blend(r1, M2).rearrange(S2));
            s0.blend(s1, M1).add(s1.blend(s0, M1).rearrange(S1)).intoArray(sums, p);
        }
    }

    /// The lanes of one vector, halving: `reduceLanes` adds in another order before compilation than after.
    static float sum(FloatVector lanes) {
        FloatVector sums = lanes;
        if (LANES >= 16) {
            sums = sums.add(sums.rearrange(S8));
        }
        if (LANES >= 8) {
            sums = sums.add(sums.rearrange(S4));
        }
        if (LANES >= 4) {
            sums = sums.add(sums.rearrange(S2));
        }
        return sums.add(sums.rearrange(S1)).lane(0);
    }

    /// Halving, number by number: `reduceLanes` adds in another order before compilation than after.
    static void any(float[] partials, float[] sums, int pairs) {
        for (int p = 0, at = 0; p < pairs; p++, at += LANES) {
            for (int half = LANES / 2; half > 0; half /= 2) {
                for (int lane = at; lane < at + half; lane++) {
                    partials[lane] += partials[lane + half];
                }
            }
            sums[p] = partials[at];
        }
    }

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(F, a, at);
    }

    private static VectorMask<Float> upper(int distance) {
        boolean[] lanes = new boolean[LANES];
        for (int i = 0; i < LANES; i++) {
            lanes[i] = (i & distance) != 0;
        }
        return VectorMask.fromArray(F, lanes, 0);
    }

    private static VectorShuffle<Float> swap(int distance) {
        return VectorShuffle.fromOp(F, i -> (i ^ distance) % LANES);
    }
}
