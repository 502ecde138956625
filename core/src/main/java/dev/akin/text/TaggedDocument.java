package dev.akin.text;

import java.util.List;

/// A document as words, and what it goes by, as gensim's.
///
/// @param tags at least one; documents that have a tag in common share its vector
/// @param words in their order, none empty
public record TaggedDocument(List<String> tags, List<String> words) {
    /// A document with a tag of its own.
    public static TaggedDocument of(String key, List<String> words) {
        return new TaggedDocument(List.of(key), words);
    }
}
