package dev.akin.evaluate;

/// Two texts and how alike people find them.
///
/// @param score on the scale of its test; higher is more alike
public record TextPair(String first, String second, double score) {}
