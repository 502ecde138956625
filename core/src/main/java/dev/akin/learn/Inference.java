package dev.akin.learn;

import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the vector of a document that was not learned: the steps of learning, in which nothing moves but the row of the document
/// (Le and Mikolov 2014, §2.2). One per document.
final class Inference {
    private static final Kernels KERNELS = Kernels.best();

    /// The learning rate never falls below this share of where it began, as in learning.
    private static final double FLOOR = 1e-4;

    private final Frozen model;
    private final Settings settings;
    private final int[] words;
    private final int[] kept;
    private final FastRandom random;
    private final float[] vector;
    private final float[] change;
    private final float[] hidden;
    private final float[] output;
    private final float[] input;
    private final int[] drawn;
    private float rate;

    /// What was learned, and does not move.
    ///
    /// @param inputs rows of words; null where only documents have rows
    /// @param padding the row of no word; null unless rows stand one behind the other
    record Frozen(
            Settings settings,
            Vocabulary words,
            EmbeddingTable outputs,
            @Nullable EmbeddingTable inputs,
            @Nullable EmbeddingTable padding,
            @Nullable HuffmanTree tree,
            Draws draws) {}

    /// @param words ids
    Inference(Frozen model, int[] words, long seed) {
        this.model = model;
        this.words = words;
        settings = model.settings();
        random = new FastRandom(seed, Arrays.hashCode(words));
        kept = new int[words.length];
        vector = new float[settings.dimension];
        change = new float[settings.dimension];
        hidden = new float[settings.outDimension()];
        output = new float[settings.outDimension()];
        input = new float[settings.dimension];
        drawn = new int[settings.negatives];
    }

    /// The vector after so many passes; zeros if there is no word.
    float[] run(int epochs) {
        if (words.length == 0) {
            return vector;
        }
        random.fill(vector, 2f / settings.dimension);
        for (int epoch = 0; epoch < epochs; epoch++) {
            double left = 1 - (double) epoch / epochs;
            rate = (float) (settings.rateToInfer() * Math.max(FLOOR, left));
            int count = keep();
            for (int centre = 0; centre < count; centre++) {
                learn(centre, count);
            }
        }
        return vector;
    }

    /// Drops frequent words, as learning does.
    private int keep() {
        int count = 0;
        for (int word : words) {
            kept[count] = word;
            count += model.draws().subsampler().keep(word, random);
        }
        return count;
    }

    private void learn(int centre, int count) {
        predict(centre, count);
        Arrays.fill(change, 0);
        HuffmanTree tree = model.tree();
        if (tree == null) {
            drawAgainst(kept[centre]);
        } else {
            for (int at = tree.start(kept[centre]); at < tree.start(kept[centre] + 1); at++) {
                hold(tree.node(at), !tree.second(at));
            }
        }
        KERNELS.axpy(1, change, 0, vector, 0, vector.length);
    }

    private void drawAgainst(int word) {
        hold(word, true);
        NegativeSampler negatives = model.draws().negatives();
        if (negatives != null) {
            negatives.draw(drawn, random);
            for (int id : drawn) {
                if (id != word) {
                    hold(id, false);
                }
            }
        }
    }

    /// One output: raises or lowers its probability.
    private void hold(int row, boolean there) {
        model.outputs().read(row, 1, output, 0);
        float logit = KERNELS.dot(hidden, 0, output, 0, hidden.length);
        double wrong = (there ? 1 : 0) - 1 / (1 + Math.exp(-logit));
        KERNELS.axpy((float) (rate * wrong), output, 0, change, 0, change.length);
    }

    /// Fills in what predicts the centre.
    private void predict(int centre, int count) {
        System.arraycopy(vector, 0, hidden, 0, vector.length);
        if (settings.concatenates()) {
            concatenate(centre, count);
        } else if (settings.bags) {
            average(centre, count);
        }
    }

    private void concatenate(int centre, int count) {
        int at = vector.length;
        for (int j = centre - settings.window; j <= centre + settings.window; j++) {
            if (j != centre) {
                boolean outside = j < 0 || j >= count;
                rows(outside ? model.padding() : model.inputs())
                        .read(outside ? 0 : kept[j], 1, hidden, at);
                at += vector.length;
            }
        }
    }

    private void average(int centre, int count) {
        int reach = 1 + random.below(settings.window);
        int from = Math.max(0, centre - reach);
        int to = Math.min(count - 1, centre + reach);
        for (int j = from; j <= to; j++) {
            if (j != centre) {
                rows(model.inputs()).read(kept[j], 1, input, 0);
                KERNELS.axpy(1, input, 0, hidden, 0, input.length);
            }
        }
        KERNELS.scale(1f / (to - from + 1), hidden, 0, hidden.length);
    }

    private static EmbeddingTable rows(@Nullable EmbeddingTable table) {
        if (table == null) {
            throw new IllegalStateException("the model has no rows of words");
        }
        return table;
    }
}
