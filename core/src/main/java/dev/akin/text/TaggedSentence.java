package dev.akin.text;

import java.util.List;

/// The words of a sentence, each with its tag: a part of speech, or the place in an entity (`B-person`, `I-person`, `O`).
///
/// @param tags as many as `words`
public record TaggedSentence(List<String> words, List<String> tags) {

    /// @throws IllegalArgumentException if the lists differ in length
    public TaggedSentence {
        words = List.copyOf(words);
        tags = List.copyOf(tags);
        if (words.size() != tags.size()) {
            throw new IllegalArgumentException(
                    words.size() + " words have " + tags.size() + " tags; each word needs one");
        }
    }
}
