package dev.akin.layers;

/// How wrong a predictor is about examples of keys, depending on the vector of the key alone: all else of the predictor stays as it
/// is. What a [MetaEmbedding] learns from.
public interface KeyLoss {
    /// Numbers in a key's vector.
    int dimension();

    /// How many keys there are: 0 … keys − 1.
    int keys();

    /// How many examples of a key there are: 0 … examples − 1.
    int examples(int key);

    /// The mean loss of some examples of a key, if this were its vector.
    ///
    /// @param examples one or more, each once
    /// @param vector [dimension], not to be changed
    /// @param gradient [dimension]: takes the derivatives of the mean loss by the numbers of the vector
    double loss(int key, int[] examples, double[] vector, double[] gradient);
}
