package dev.akin.learn;

import dev.akin.kernel.PairTile;
import org.jspecify.annotations.Nullable;

/// PV-DBOW with hierarchical softmax: the rows of a document against every choice on the way to one of its words.
final class DocumentPathTile extends Tile {
    private final OpenDocument document;
    private final Rows out;
    private final HuffmanTree tree;
    private final PairTile tile;

    private float rate;
    private int inputs;
    private int padded;

    DocumentPathTile(OpenDocument document, Rows out, HuffmanTree tree, int stride) {
        this.document = document;
        this.out = out;
        this.tree = tree;
        int room = PathTile.pathRoom(tree);
        tile = new PairTile(document.array(), out.array(), stride, document.most(), room);
    }

    private DocumentPathTile(DocumentPathTile other) {
        document = other.document;
        out = other.out;
        tree = other.tree;
        tile = other.tile.twin();
    }

    @Override
    DocumentPathTile twin() {
        return new DocumentPathTile(this);
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
        inputs = document.offsets(tile.inputs());
        padded = PathTile.fillPath(tile, tree, out, sentence[centre], inputs, rate);
        tile.size(inputs, padded);
        return padded > 0;
    }

    @Override
    void touch() {
        tile.touch(inputs, PathTile.UPPER_CHOICES);
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
