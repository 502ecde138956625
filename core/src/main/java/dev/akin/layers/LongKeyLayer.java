package dev.akin.layers;

import dev.akin.vocabulary.GrowingKeys;
import dev.akin.vocabulary.LongKeys;

/// A [GrowingLayer] whose keys are whole numbers of 64 bits.
public final class LongKeyLayer extends GrowingLayer {
    private final LongKeys keys;

    LongKeyLayer(EmbeddingLayer.Builder options, GrowingKeys.Builder keys) {
        super(options);
        this.keys = keys.onAdd(this::added).longs();
    }

    @Override
    public LongKeys keys() {
        return keys;
    }

    /// The ids of keys in [#layer()]; new keys get their rows, once they are admitted. 0 for those without.
    public int[] ids(long[] keys) {
        return ids(this.keys.findOrAdd(keys));
    }

    /// As [#ids(long\[\])], but that nothing changes.
    public int[] find(long[] keys) {
        return ids(this.keys.find(keys));
    }

    /// The rows of keys, copies: [keys.length][dimension]; new keys get theirs, once they are admitted.
    public float[][] forward(long[] keys) {
        return layer().forward(ids(keys));
    }

    /// Takes the gradient of what [#forward(long\[\])] gave: [keys.length][dimension].
    ///
    /// @throws IllegalArgumentException if the shapes differ, or a number is not finite
    public void backward(long[] keys, float[][] gradient) {
        layer().backward(new int[][] {find(keys)}, new float[][][] {gradient});
    }

    @Override
    String text(int row) {
        return Long.toString(keys.key(row));
    }

    @Override
    int admit(String text) {
        return keys.admit(Long.parseLong(text));
    }

    @Override
    long hash(int row) {
        return keys.key(row);
    }
}
