package dev.akin.networks;

/// How a model of clicks reads the rows of an example's values.
public enum ClickBody {
    /// A number of each value's own, added up, and layers over all rows side by side (Cheng et al. 2016).
    WIDE_AND_DEEP,

    /// As that, and the products of all pairs of rows (Guo et al. 2017): what a factorisation machine adds.
    DEEP_FM
}
