package dev.akin.embeddings;

/// A row found near a query.
///
/// @param key the row's key
/// @param id the row's number, from 0
/// @param score larger is nearer: what it measures is the table's [Similarity]
public record Neighbor(String key, int id, double score) {}
