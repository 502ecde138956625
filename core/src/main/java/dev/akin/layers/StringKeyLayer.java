package dev.akin.layers;

import dev.akin.vocabulary.GrowingKeys;
import dev.akin.vocabulary.StringKeys;
import java.util.List;

/// A [GrowingLayer] whose keys are strings.
public final class StringKeyLayer extends GrowingLayer {
    private final StringKeys keys;

    StringKeyLayer(EmbeddingLayer.Builder options, GrowingKeys.Builder keys) {
        super(options);
        this.keys = keys.onAdd(this::added).strings();
    }

    @Override
    public StringKeys keys() {
        return keys;
    }

    /// The ids of keys in [#layer()]; new keys get their rows, once they are admitted. 0 for those without.
    public int[] ids(List<String> keys) {
        return ids(this.keys.findOrAdd(keys));
    }

    /// As [#ids(List)], but that nothing changes.
    public int[] find(List<String> keys) {
        return ids(keys.stream().mapToInt(this.keys::find).toArray());
    }

    /// The rows of keys, copies: [keys.size()][dimension]; new keys get theirs, once they are admitted.
    public float[][] forward(List<String> keys) {
        return layer().forward(ids(keys));
    }

    /// Takes the gradient of what [#forward(List)] gave: [keys.size()][dimension].
    ///
    /// @throws IllegalArgumentException if the shapes differ, or a number is not finite
    public void backward(List<String> keys, float[][] gradient) {
        layer().backward(new int[][] {find(keys)}, new float[][][] {gradient});
    }

    @Override
    String text(int row) {
        return keys.key(row);
    }

    @Override
    int admit(String text) {
        return keys.admit(text);
    }

    @Override
    long hash(int row) {
        return HashedIds.hash(keys.key(row));
    }
}
