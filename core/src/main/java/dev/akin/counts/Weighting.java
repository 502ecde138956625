package dev.akin.counts;

/// What a count becomes before the matrix is factored.
public enum Weighting {
    /// Positive pointwise mutual information, shifted, with the distribution of contexts smoothed (Levy, Goldberg & Dagan 2015,
    /// "Improving Distributional Similarity with Lessons Learned from Word Embeddings", §3.2 and §3.3).
    PPMI("ppmi"),
    /// The logarithm of one more than the count.
    LOG("log"),
    /// The count as it is, as in HAL (Lund & Burgess 1996): frequent words outweigh all others.
    COUNTS("counts");

    private final String label;

    Weighting(String label) {
        this.label = label;
    }

    /// As it is typed, and kept in files.
    public String label() {
        return label;
    }
}
