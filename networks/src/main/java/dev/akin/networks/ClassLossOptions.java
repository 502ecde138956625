package dev.akin.networks;

/// Numbers of a loss of classes.
///
/// @param margin of cosines, for triplets and contrast
/// @param temperature of the softmax
/// @param shots pictures that make a prototype
record ClassLossOptions(double margin, double temperature, Mining mining, int shots) {}
