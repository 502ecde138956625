package dev.akin.networks;

import dev.akin.layers.EmbeddingBag;
import dev.akin.layers.EmbeddingLayer;

/// Rows of words, each beside the mean of the rows of its parts.
final class WordRows implements RowSource {
    private final EmbeddingLayer words;
    private final EmbeddingLayer parts;
    private final EmbeddingBag bag;

    WordRows(EmbeddingLayer words, EmbeddingLayer parts) {
        this.words = words;
        this.parts = parts;
        this.bag = EmbeddingBag.of(parts, EmbeddingBag.Mode.MEAN);
    }

    EmbeddingLayer words() {
        return words;
    }

    EmbeddingLayer parts() {
        return parts;
    }

    @Override
    public int dimension() {
        return words.dimension() + parts.dimension();
    }

    @Override
    public float[] rows(SequenceBatch batch) {
        int places = batch.ids().length;
        float[] whole = new float[Math.multiplyExact(places, words.dimension())];
        words.forward(batch.ids(), places, whole);
        float[] means = new float[Math.multiplyExact(places, parts.dimension())];
        Bags bags = Bags.of(batch);
        bag.forward(bags.ids, bags.offsets, null, means);
        float[] rows = new float[Math.multiplyExact(places, dimension())];
        place(whole, words.dimension(), rows, 0);
        place(means, parts.dimension(), rows, words.dimension());
        return rows;
    }

    /// Puts narrow rows into wide ones.
    private void place(float[] narrow, int width, float[] wide, int column) {
        for (int from = 0, to = column; from < narrow.length; from += width, to += dimension()) {
            System.arraycopy(narrow, from, wide, to, width);
        }
    }

    /// Takes narrow rows out of wide ones.
    private float[] taken(float[] wide, int column, int width) {
        float[] narrow = new float[wide.length / dimension() * width];
        for (int from = column, to = 0; to < narrow.length; from += dimension(), to += width) {
            System.arraycopy(wide, from, narrow, to, width);
        }
        return narrow;
    }

    @Override
    public void learn(SequenceBatch batch, float[] gradient) {
        words.backward(batch.ids(), batch.ids().length, taken(gradient, 0, words.dimension()));
        Bags bags = Bags.of(batch);
        bag.backward(
                bags.ids,
                bags.offsets,
                null,
                taken(gradient, words.dimension(), parts.dimension()));
        words.step();
        bag.step();
    }

    Learned learned() {
        return Learned.of(Learned.table("embeddings", words), Learned.table("parts", parts));
    }

    /// The parts of all places, one behind the other.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Bags(int[] ids, int[] offsets) {
        static Bags of(SequenceBatch batch) {
            int[][] parts = batch.parts();
            int[] offsets = new int[parts.length];
            int size = 0;
            for (int i = 0; i < parts.length; i++) {
                offsets[i] = size;
                size += parts[i].length;
            }
            int[] ids = new int[size];
            for (int i = 0; i < parts.length; i++) {
                System.arraycopy(parts[i], 0, ids, offsets[i], parts[i].length);
            }
            return new Bags(ids, offsets);
        }
    }
}
