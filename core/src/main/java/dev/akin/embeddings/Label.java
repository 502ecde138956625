package dev.akin.embeddings;

/// A label that a classifier gives a text.
///
/// @param name as the model has it, mostly with `__label__` before it
/// @param probability as fastText computes it, which adds 0.00001: from 0.00001 to 1.00001
public record Label(String name, double probability) {}
