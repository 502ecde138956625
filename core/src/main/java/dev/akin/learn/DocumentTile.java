package dev.akin.learn;

import dev.akin.kernel.PairTile;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// PV-DBOW with negative sampling (Le and Mikolov 2014, §2.3): the rows of a document against some words of it, next to each
/// other, and a few words drawn for all of them.
///
/// Each word is owed `negatives` drawn ones; the tile's draws stand for them, each with weight words · negatives / draws. A row of
/// the document that is fetched meets all of them.
final class DocumentTile extends Tile {
    private final int negatives;
    private final int stride;
    private final OpenDocument document;
    private final Rows out;
    private final DrawnWords drawn;
    private final PairTile tile;
    private final int[] outputIds;
    private final int[] times;

    private float rate;
    private int inputs;
    private int words;
    private int outputs;
    private int padded;

    DocumentTile(Settings settings, OpenDocument document, Rows out, DrawnWords drawn) {
        negatives = settings.negatives;
        stride = settings.stride();
        this.document = document;
        this.out = out;
        this.drawn = drawn;
        int room = outputs(settings.negatives);
        tile = new PairTile(document.array(), out.array(), stride, document.most(), room);
        outputIds = new int[room];
        times = new int[room];
    }

    private DocumentTile(DocumentTile other) {
        negatives = other.negatives;
        stride = other.stride;
        document = other.document;
        out = other.out;
        drawn = other.drawn;
        tile = other.tile.twin();
        outputIds = other.outputIds.clone();
        times = other.times.clone();
    }

    /// The most outputs of a tile.
    static int outputs(int negatives) {
        return padded(DocumentShape.WORDS + DocumentShape.draws(DocumentShape.WORDS, negatives));
    }

    private static int padded(int outputs) {
        return Math.ceilDiv(outputs, PairTile.STEP) * PairTile.STEP;
    }

    @Override
    DocumentTile twin() {
        return new DocumentTile(this);
    }

    @Override
    void restart() {
        drawn.clear();
    }

    @Override
    int centres() {
        return DocumentShape.WORDS;
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
        words = count;
        inputs = document.offsets(tile.inputs());
        outputs = 0;
        Arrays.fill(times, 0);
        for (int c = 0; c < count; c++) {
            times[slotOf(sentence[first + c])]++;
        }
        int wordSlots = outputs;
        int draws = padded(count + DocumentShape.draws(count, negatives)) - count;
        draw(draws, wordSlots, random);
        padded = pad(tile, outputs, out.spare());
        weigh(wordSlots, rate * count * negatives / draws);
        tile.size(inputs, padded);
        return true;
    }

    /// As [BagTile]: a word drawn twice counts twice, one that is in the tile is left out.
    private void draw(int draws, int wordSlots, FastRandom random) {
        for (int d = 0; d < draws; d++) {
            int slot = slotOf(drawn.next(random));
            if (slot >= wordSlots) {
                times[slot]++;
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

    /// The same weights for each row of the document.
    private void weigh(int wordSlots, float perDraw) {
        float[] weights = tile.weights();
        for (int slot = 0; slot < padded; slot++) {
            weights[slot] = slot < wordSlots ? -rate * times[slot] : perDraw * times[slot];
        }
        for (int input = 1; input < inputs; input++) {
            System.arraycopy(weights, 0, weights, input * padded, padded);
        }
    }

    @Override
    void touch() {
        tile.touch(inputs);
    }

    @Override
    void step(@Nullable LossSum loss) {
        tile.forward();
        if (loss != null) {
            measure(tile, inputs * padded, rate, inputs * words, loss);
        }
        tile.backward();
    }
}
