package dev.akin.networks;

/// Numbers of a metric loss.
///
/// @param width numbers in a vector
/// @param margin of triplets and of what means something else
/// @param temperature of the softmax
record MetricOptions(int width, double margin, double temperature) {}
