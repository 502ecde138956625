package dev.akin.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// A vector of numbers at a time. Vectors never cross a method's edge: the JIT would allocate them.
enum VectorFactorKernel implements FactorKernel {
    INSTANCE;

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = F.length();

    @Override
    public void products(FactorTile tile, float[] a, float[] b, int count) {
        float[] partials = tile.partials;
        int width = tile.width;
        for (int k = 0; k < count; k++) {
            int first = tile.first[k];
            int second = tile.second[k];
            FloatVector one = FloatVector.zero(F);
            FloatVector two = FloatVector.zero(F);
            for (int d = 0; d < width; d += LANES) {
                one = load(a, first + d).fma(load(b, second + width + d), one);
                two = load(b, second + d).fma(load(a, first + width + d), two);
            }
            one.intoArray(partials, 2 * k * LANES);
            two.intoArray(partials, (2 * k + 1) * LANES);
        }
        if (LANES == 16) {
            LaneSums.sixteen(partials, tile.logits, 2 * count);
        } else {
            LaneSums.any(partials, tile.logits, 2 * count);
        }
    }

    @Override
    public void move(FactorTile tile, float[] a, float[] b, int count) {
        for (int k = 0; k < count; k++) {
            movePair(tile, a, b, k);
        }
    }

    /// The words' loads follow the contexts' stores: where both rows are one, the second half must see what the first did.
    private static void movePair(FactorTile tile, float[] a, float[] b, int k) {
        int width = tile.width;
        float slope = tile.logits[2 * k];
        float other = tile.logits[2 * k + 1];
        int w = tile.first[k];
        int v = tile.second[k];
        for (int d = 0; d < width; d += LANES, w += LANES, v += LANES) {
            FloatVector word = load(a, w);
            FloatVector context = load(b, v + width);
            FloatVector wordRate = load(a, w + 2 * width);
            FloatVector contextRate = load(b, v + 3 * width);
            FloatVector wordStep = context.mul(slope).mul(wordRate);
            FloatVector contextStep = word.mul(slope).mul(contextRate);
            word.sub(wordStep).intoArray(a, w);
            context.sub(contextStep).intoArray(b, v + width);
            FloatVector u = wordStep.mul(wordStep).min(1);
            FloatVector x = contextStep.mul(contextStep).min(1);
            u.mul(0.375f).sub(0.5f).fma(wordRate.mul(u), wordRate).intoArray(a, w + 2 * width);
            x.mul(0.375f)
                    .sub(0.5f)
                    .fma(contextRate.mul(x), contextRate)
                    .intoArray(b, v + 3 * width);
            word = load(b, v);
            context = load(a, w + width);
            wordRate = load(b, v + 2 * width);
            contextRate = load(a, w + 3 * width);
            wordStep = context.mul(other).mul(wordRate);
            contextStep = word.mul(other).mul(contextRate);
            word.sub(wordStep).intoArray(b, v);
            context.sub(contextStep).intoArray(a, w + width);
            u = wordStep.mul(wordStep).min(1);
            x = contextStep.mul(contextStep).min(1);
            u.mul(0.375f).sub(0.5f).fma(wordRate.mul(u), wordRate).intoArray(b, v + 2 * width);
            x.mul(0.375f)
                    .sub(0.5f)
                    .fma(contextRate.mul(x), contextRate)
                    .intoArray(a, w + 3 * width);
        }
    }

    private static FloatVector load(float[] a, int at) {
        return FloatVector.fromArray(F, a, at);
    }
}
