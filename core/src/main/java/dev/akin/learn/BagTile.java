package dev.akin.learn;

import dev.akin.kernel.PairTile;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// CBOW and PV-DM with negative sampling: the contexts of a few neighbouring centres, each as one row, against the centres
/// and a few words drawn for all of them.
///
/// Each context is owed `negatives` drawn words; the tile's draws stand for them, each with weight negatives / draws.
final class BagTile extends Tile {
    private final BagShape shape;
    private final Settings settings;
    private final Rows out;
    private final Supplier<? extends Contexts> makeBags;
    private final DrawnWords negatives;
    private final Contexts bags;
    private final PairTile tile;
    private final int[] bagOf;
    private final int[] slotOfCentre;
    private final int[] outputIds;
    private final int[] timesDrawn;

    private float rate;
    private int inputs;
    private int outputs;
    private int padded;

    BagTile(
            Settings settings,
            Supplier<? extends Contexts> makeBags,
            Rows out,
            DrawnWords negatives,
            int stride) {
        this.settings = settings;
        this.shape = BagShape.of(settings.negatives);
        this.makeBags = makeBags;
        this.out = out;
        this.negatives = negatives;
        bags = makeBags.get();
        tile = new PairTile(bags.hidden(), out.array(), stride, shape.centres(), shape.outputs());
        bagOf = new int[shape.centres()];
        slotOfCentre = new int[shape.centres()];
        outputIds = new int[shape.outputs()];
        timesDrawn = new int[shape.outputs()];
    }

    @Override
    BagTile twin() {
        return new BagTile(settings, makeBags, out, negatives, tile.width());
    }

    @Override
    void restart() {
        negatives.clear();
    }

    @Override
    int centres() {
        return shape.centres();
    }

    @Override
    boolean fill(
            int[] sentence,
            int first,
            int count,
            int length,
            float learningRate,
            FastRandom random) {
        rate = learningRate;
        inputs = bags.fill(first, count, length, bagOf, random);
        outputs = 0;
        for (int c = 0; c < count; c++) {
            slotOfCentre[c] = slotOf(sentence[first + c]);
        }
        int centreSlots = outputs;
        drawNegatives(centreSlots, random);
        padded = pad(tile, outputs, out.spare());
        for (int c = 0; c < count; c++) {
            if (bagOf[c] >= 0) {
                tile.inputs()[bagOf[c]] = bags.offset(bagOf[c]);
                weigh(bagOf[c] * padded, slotOfCentre[c], centreSlots);
            }
        }
        tile.size(inputs, padded);
        return inputs > 0;
    }

    /// As [WindowTile]: a word drawn twice counts twice, one that is a centre is left out.
    private void drawNegatives(int centreSlots, FastRandom random) {
        Arrays.fill(timesDrawn, 0);
        for (int d = 0; d < shape.draws(); d++) {
            int slot = slotOf(negatives.next(random));
            if (slot >= centreSlots) {
                timesDrawn[slot]++;
            }
        }
    }

    private int slotOf(int id) {
        for (int slot = 0; slot < outputs; slot++) {
            if (outputIds[slot] == id) {
                return slot;
            }
        }
        outputIds[outputs] = id;
        tile.outputs()[outputs] = out.offset(id);
        return outputs++;
    }

    private void weigh(int at, int ownSlot, int centreSlots) {
        float[] weights = tile.weights();
        for (int slot = 0; slot < centreSlots; slot++) {
            weights[at + slot] = 0;
        }
        weights[at + ownSlot] = -rate;
        float weight = rate * settings.negatives / shape.draws();
        for (int slot = centreSlots; slot < padded; slot++) {
            weights[at + slot] = weight * timesDrawn[slot];
        }
    }

    @Override
    void touch() {
        tile.touch(0);
    }

    @Override
    void step(@Nullable LossSum loss) {
        bags.gather();
        tile.forward();
        if (loss != null) {
            measure(tile, inputs * padded, rate, inputs, loss);
        }
        tile.backward();
        bags.scatter();
    }
}
