package dev.akin.embeddings;

import java.util.List;

/// Makes vectors of things: texts, images, sounds. Thread-safe; whoever opened one closes it.
///
/// @param <T> what is encoded
public interface Encoder<T> extends AutoCloseable {
    /// What people call it: `minilm`, or the name of its file or folder.
    String name();

    /// Numbers in a vector, at least 1.
    int dimension();

    /// What nearness means between its vectors.
    Similarity similarity();

    /// The same for two encoders only if they make the same vectors: a digest of the weights, of what cuts the input, and of
    /// every option that changes a vector. Short hexadecimal. Vectors of different fingerprints do not compare.
    String fingerprint();

    /// One vector for each input, in their order: [inputs.size()][dimension]. A vector does not depend on what else is
    /// encoded with it.
    ///
    /// @throws IllegalStateException if the encoder is closed
    float[][] encode(List<? extends T> inputs);

    /// As [#encode(List)], for one.
    default float[] encode(T input) {
        return encode(List.of(input))[0];
    }

    /// Gives back what it holds. Calls under way end first; later ones fail. Closing twice does nothing.
    @Override
    void close();
}
