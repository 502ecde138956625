package dev.akin.cluster;

/// How far points are from each other.
public enum Metric {
    /// By the angle between them: points are brought to length 1, and a point of zeros stays where it is.
    COSINE,
    EUCLIDEAN
}
