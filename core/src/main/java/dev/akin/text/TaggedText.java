package dev.akin.text;

import java.util.List;

/// A document as text, and what it goes by: gensim's `TaggedDocument`.
///
/// @param tags at least one; documents that have a tag in common share its vector
/// @param text to be cut into words
/// @param place where it was found, for messages
public record TaggedText(List<String> tags, String text, String place) {}
