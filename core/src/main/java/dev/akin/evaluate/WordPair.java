package dev.akin.evaluate;

/// Two words and how alike people find them; only the order of the scores counts.
public record WordPair(String first, String second, double score) {}
