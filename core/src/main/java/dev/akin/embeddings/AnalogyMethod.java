package dev.akin.embeddings;

/// How several positive and negative inputs make one score.
public enum AnalogyMethod {
    /// The similarity to the sum of the positive minus the negative vectors (Mikolov et al. 2013, "Linguistic
    /// Regularities in Continuous Space Word Representations").
    COS_ADD,
    /// The product of the positive similarities over the product of the negative ones, each cosine moved to [0, 1]
    /// first (Levy and Goldberg 2014, "Linguistic Regularities in Sparse and Explicit Word Representations",
    /// equation 4 and footnote 7; ε = 10⁻⁶). Made of cosines whatever the table's similarity is.
    COS_MUL
}
