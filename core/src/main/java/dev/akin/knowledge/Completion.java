package dev.akin.knowledge;

/// An answer to a question.
///
/// @param key the entity or relation
/// @param score a larger one is better; of distances 0 is the best
/// @param known whether the fact was learned from
public record Completion(String key, double score, boolean known) {}
