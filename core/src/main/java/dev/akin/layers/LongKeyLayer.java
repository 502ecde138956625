package dev.akin.layers;

import dev.akin.vocabulary.GrowingKeys;
import dev.akin.vocabulary.LongKeys;
import java.util.Optional;
import java.util.function.LongFunction;

/// A [GrowingLayer] whose keys are whole numbers of 64 bits.
public final class LongKeyLayer extends GrowingLayer {
    private final LongKeys keys;
    private LongFunction<Optional<float[]>> starts = _ -> Optional.empty();

    LongKeyLayer(EmbeddingLayer.Builder options, GrowingKeys.Builder keys, Storage storage) {
        super(options, storage);
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

    /// What new keys begin with from now on, such as what [FirstVectors] make of what is known of them; by chance if nothing is given.
    /// Keys that [#restore(java.nio.file.Path)] brings have their rows.
    ///
    /// It is called for each key that gets a row, from within look-ups. A vector of another length, or one that is not finite, is
    /// refused there by an `IllegalArgumentException`; the key has begun by chance then.
    ///
    /// @return this
    public LongKeyLayer startFrom(LongFunction<Optional<float[]>> vectors) {
        starts = vectors;
        return this;
    }

    @Override
    Optional<float[]> start(int row) {
        return starts.apply(keys.key(row));
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
