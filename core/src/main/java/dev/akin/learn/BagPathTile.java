package dev.akin.learn;

import dev.akin.kernel.PairTile;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// CBOW with hierarchical softmax: the mean of one centre's context against every choice on the way to the centre.
final class BagPathTile extends Tile {
    private final Rows out;
    private final HuffmanTree tree;
    private final Supplier<? extends Contexts> makeBags;
    private final Contexts bags;
    private final PairTile tile;
    private final int[] bagOf = new int[1];

    private float rate;
    private int padded;

    BagPathTile(Supplier<? extends Contexts> makeBags, Rows out, HuffmanTree tree, int stride) {
        this.makeBags = makeBags;
        this.out = out;
        this.tree = tree;
        bags = makeBags.get();
        tile = new PairTile(bags.hidden(), out.array(), stride, 1, PathTile.pathRoom(tree));
    }

    @Override
    BagPathTile twin() {
        return new BagPathTile(makeBags, out, tree, tile.width());
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
        int inputs = bags.fill(centre, 1, length, bagOf, random);
        tile.inputs()[0] = bags.offset(0);
        padded = PathTile.fillPath(tile, tree, out, sentence[centre], 1, rate);
        tile.size(inputs, padded);
        return inputs > 0 && padded > 0;
    }

    @Override
    void touch() {
        tile.touch(0, PathTile.UPPER_CHOICES);
    }

    @Override
    void step(@Nullable LossSum loss) {
        bags.gather();
        tile.forward();
        if (loss != null) {
            measure(tile, padded, rate, 1, loss);
        }
        tile.backward();
        bags.scatter();
    }
}
