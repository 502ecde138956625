package dev.akin.evaluate;

/// How well similarities follow the judgements of people.
///
/// @param task the name of the test
/// @param spearman the rank correlation over the pairs known, in [-1, 1]; NaN with fewer than two of them
/// @param n pairs of which both words are known
/// @param oov pairs left out because a word is unknown
/// @param interval of the correlation
public record SimilarityResult(String task, double spearman, int n, int oov, Interval interval) {}
