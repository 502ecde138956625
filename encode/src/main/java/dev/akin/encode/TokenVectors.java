package dev.akin.encode;

import dev.akin.vocabulary.TokenizedText;

/// A text's tokens, each with its vector as it came out of the model, neither pooled nor scaled.
///
/// @param vectors [tokens.size()][width]
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TokenVectors(TokenizedText tokens, float[][] vectors) {}
