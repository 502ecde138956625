package dev.akin.learn;

import dev.akin.kernel.PairTile;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Skip-gram with hierarchical softmax: every context of one centre against every choice on the way to it.
final class PathTile extends Tile {
    /// Choices near the root, which are on the way to most words and so in the cache.
    static final int UPPER_CHOICES = 8;

    private final int window;
    private final Inputs in;
    private final Rows out;
    private final HuffmanTree tree;
    private final PairTile tile;

    private float rate;
    private int inputs;
    private int padded;

    PathTile(Settings settings, Inputs in, Rows out, HuffmanTree tree, int stride) {
        this.in = in;
        this.out = out;
        this.tree = tree;
        window = settings.window;
        tile = new PairTile(in.array(), out.array(), stride, 2 * window, pathRoom(tree));
    }

    private PathTile(PathTile other) {
        in = other.in;
        out = other.out;
        tree = other.tree;
        window = other.window;
        tile = other.tile.twin();
    }

    static int pathRoom(HuffmanTree tree) {
        return Math.ceilDiv(tree.longest(), PairTile.STEP) * PairTile.STEP;
    }

    @Override
    PathTile twin() {
        return new PathTile(this);
    }

    @Override
    int centres() {
        return 1;
    }

    @Override
    boolean fill(
            int[] sentence,
            int centre,
            int count,
            int length,
            float learningRate,
            FastRandom random) {
        rate = learningRate;
        int reach = 1 + random.below(window);
        inputs = 0;
        int last = Math.min(length - 1, centre + reach);
        for (int j = Math.max(0, centre - reach); j <= last; j++) {
            if (j != centre) {
                tile.inputs()[inputs++] = in.offset(j);
            }
        }
        padded = fillPath(tile, tree, out, sentence[centre], inputs, rate);
        tile.size(inputs, padded);
        return inputs > 0 && padded > 0;
    }

    /// Takes the choices on the way to a word as outputs, the same for each input.
    ///
    /// @return how many outputs the tile has
    static int fillPath(
            PairTile tile, HuffmanTree tree, Rows out, int word, int inputs, float rate) {
        int start = tree.start(word);
        int length = tree.start(word + 1) - start;
        for (int i = 0; i < length; i++) {
            tile.outputs()[i] = out.offset(tree.node(start + i));
        }
        int padded = pad(tile, length, out.spare());
        float[] weights = tile.weights();
        for (int i = 0; i < length; i++) {
            weights[i] = tree.second(start + i) ? rate : -rate;
        }
        Arrays.fill(weights, length, padded, 0);
        for (int input = 1; input < inputs; input++) {
            System.arraycopy(weights, 0, weights, input * padded, padded);
        }
        return padded;
    }

    @Override
    void touch() {
        tile.touch(1, UPPER_CHOICES);
    }

    @Override
    void step(@Nullable LossSum loss) {
        tile.forward();
        if (loss != null) {
            measure(tile, inputs * padded, rate, inputs, loss);
        }
        tile.backward();
    }
}
