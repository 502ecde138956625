package dev.akin.project;

/// What pushes points of a map from each other: Σⱼ (yᵢ − yⱼ) / (1 + |yᵢ − yⱼ|²)² for each point i, and Z, the sum of
/// 1 / (1 + |yᵢ − yⱼ|²) over all pairs i ≠ j.
interface Repulsion {
    /// @param y the coordinates, dimension by dimension: all first ones, then all second ones
    /// @param forces receives the sums, in the same order
    /// @return Z
    double compute(float[][] y, float[][] forces);

    /// What fixed points do to others: Σⱼ 1 / (1 + |y − yⱼ|²), and half its slope with the sign turned, Σⱼ (y − yⱼ) / (1 + |y − yⱼ|²)².
    interface Field {
        /// @param force receives the slope's half
        /// @return the sum
        double at(double[] y, double[] force);
    }
}
