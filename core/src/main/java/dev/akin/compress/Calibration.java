package dev.akin.compress;

/// Which numbers codes reach to. What lies beyond is cut off.
public enum Calibration {
    /// All of them.
    RANGE,
    /// All but one in a thousand at either end: for scales of dimensions, where a single row may lie far out.
    QUANTILES,
    /// So far that the sum of squared errors is least.
    LEAST_ERROR
}
