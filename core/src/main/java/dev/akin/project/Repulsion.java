package dev.akin.project;

/// What pushes points of a map from each other: Σⱼ (yᵢ − yⱼ) / (1 + |yᵢ − yⱼ|²)² for each point i, and Z, the sum of
/// 1 / (1 + |yᵢ − yⱼ|²) over all pairs i ≠ j.
interface Repulsion {
    /// @param y the coordinates, dimension by dimension: all first ones, then all second ones
    /// @param forces receives the sums, in the same order
    /// @return Z
    double compute(float[][] y, float[][] forces);
}
