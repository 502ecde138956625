package dev.akin.layers;

import dev.akin.vocabulary.GrowingKeys;
import dev.akin.vocabulary.StringKeys;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A [GrowingLayer] whose keys are strings.
public final class StringKeyLayer extends GrowingLayer {
    private final StringKeys keys;
    private Function<String, Optional<float[]>> starts = _ -> Optional.empty();

    StringKeyLayer(EmbeddingLayer.Builder options, GrowingKeys.Builder keys, Storage storage) {
        super(options, storage);
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

    /// What new keys begin with from now on, such as what [FirstVectors] make of what is known of them; by chance if nothing is given.
    /// Keys that [#restore(java.nio.file.Path)] brings have their rows.
    ///
    /// It is called for each key that gets a row, from within look-ups. A vector of another length, or one that is not finite, is
    /// refused there by an `IllegalArgumentException`; the key has begun by chance then.
    ///
    /// @return this
    public StringKeyLayer startFrom(Function<String, Optional<float[]>> vectors) {
        starts = vectors;
        return this;
    }

    @Override
    Optional<float[]> start(int row) {
        return starts.apply(keys.key(row));
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
