package dev.akin.learn;

import dev.akin.kernel.PairTile;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Skip-gram with negative sampling: the windows of a few neighbouring centres.
///
/// Their contexts overlap, so the tile of all their contexts against {the centres, a few words drawn at random}
/// touches far fewer rows than the windows one by one, and each row fetched is used many times. A context that lies in
/// m of the windows is owed m · negatives drawn words; the tile's draws stand for them, each with weight
/// m · negatives / draws, so the expected gradient is that of the paper (Mikolov et al. 2013, eq. 4). Sharing draws
/// inside one window is pWord2Vec's (Ji et al. 2016).
final class WindowTile extends Tile {
    private final int window;
    private final int draws;
    private final float negativesPerDraw;
    private final DrawnWords negatives;
    private final Inputs in;
    private final Rows out;
    private final PairTile tile;
    private final float[] weights;
    private final int[] reach;
    private final int[] slotOfCentre;
    private final int[] outputIds;
    private final int[] timesDrawn;

    private float rate;
    private int inputs;
    private int outputs;
    private int padded;
    private int pairs;

    WindowTile(Settings settings, Inputs in, Rows out, NegativeSampler sampler, int stride) {
        TileShape shape = TileShape.of(settings.negatives);
        this.in = in;
        this.out = out;
        window = settings.window;
        draws = shape.draws();
        negativesPerDraw = (float) settings.negatives / draws;
        negatives = new DrawnWords(sampler);
        tile =
                new PairTile(
                        in.array(),
                        out.array(),
                        stride,
                        shape.centres() + 2 * window,
                        shape.outputs());
        weights = tile.weights();
        reach = new int[shape.centres()];
        slotOfCentre = new int[shape.centres()];
        outputIds = new int[shape.outputs()];
        timesDrawn = new int[shape.outputs()];
    }

    private WindowTile(WindowTile other) {
        in = other.in;
        out = other.out;
        window = other.window;
        draws = other.draws;
        negativesPerDraw = other.negativesPerDraw;
        negatives = other.negatives;
        tile = other.tile.twin();
        weights = tile.weights();
        reach = other.reach.clone();
        slotOfCentre = other.slotOfCentre.clone();
        outputIds = other.outputIds.clone();
        timesDrawn = other.timesDrawn.clone();
    }

    @Override
    WindowTile twin() {
        return new WindowTile(this);
    }

    @Override
    void restart() {
        negatives.clear();
    }

    @Override
    int centres() {
        return reach.length;
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
        int low = first;
        int high = first;
        for (int c = 0; c < count; c++) {
            reach[c] = 1 + random.below(window);
            low = Math.min(low, first + c - reach[c]);
            high = Math.max(high, first + c + reach[c]);
        }
        chooseOutputs(sentence, first, count);
        int centreSlots = outputs;
        drawNegatives(random);
        padded = pad(tile, outputs, out.spare());
        inputs = 0;
        pairs = 0;
        for (int j = Math.max(0, low); j <= Math.min(length - 1, high); j++) {
            int members = weigh(j - first, count, centreSlots, inputs * padded);
            if (members > 0) {
                tile.inputs()[inputs++] = in.offset(j);
                pairs += members;
            }
        }
        tile.size(inputs, padded);
        return inputs > 0;
    }

    /// Distinct centres → outputs 0 …; a word that is two of the centres is one output.
    private void chooseOutputs(int[] sentence, int first, int count) {
        outputs = 0;
        for (int c = 0; c < count; c++) {
            slotOfCentre[c] = slotOf(sentence[first + c]);
        }
    }

    /// Appends the drawn words. One drawn twice is one output that counts twice; one that is a centre is left out, as
    /// word2vec.c leaves out a draw that is the word itself.
    private void drawNegatives(FastRandom random) {
        int centreSlots = outputs;
        Arrays.fill(timesDrawn, 0);
        for (int d = 0; d < draws; d++) {
            int slot = slotOf(negatives.next(random));
            if (slot >= centreSlots) {
                timesDrawn[slot]++;
            }
        }
    }

    /// Where `id` is among the outputs; it is appended if it is not there.
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

    /// Writes the weights of one context, `position` words right of the first centre, and returns in how many windows
    /// it lies.
    private int weigh(int position, int count, int centreSlots, int at) {
        for (int slot = 0; slot < centreSlots; slot++) {
            weights[at + slot] = 0;
        }
        int members = 0;
        for (int c = 0; c < count; c++) {
            int distance = Math.abs(position - c);
            // 1 where 1 ≤ distance ≤ reach: the sign bits of distance − 1 and reach − distance are
            // clear.
            int member = ((distance - 1 | reach[c] - distance) >>> 31) ^ 1;
            weights[at + slotOfCentre[c]] -= rate * member;
            members += member;
        }
        float weight = members * rate * negativesPerDraw;
        for (int slot = centreSlots; slot < padded; slot++) {
            weights[at + slot] = weight * timesDrawn[slot];
        }
        return members;
    }

    @Override
    void touch() {
        tile.touch(reach.length + 1);
    }

    @Override
    void step(@Nullable LossSum loss) {
        tile.forward();
        if (loss != null) {
            measure(tile, inputs * padded, rate, pairs, loss);
        }
        tile.backward();
    }
}
