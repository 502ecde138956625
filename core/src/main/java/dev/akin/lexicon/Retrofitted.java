package dev.akin.lexicon;

import dev.akin.embeddings.Embeddings;
import java.util.Set;

/// Vectors that a lexicon has moved.
///
/// @param embeddings the same words in the same order; rows that did not move are the same, as float32
/// @param moved how many rows moved
/// @param words how many words the lexicon names
/// @param unknown those of them that have no vector, or one without a direction
public record Retrofitted(Embeddings embeddings, int moved, int words, Set<String> unknown) {
    public Retrofitted {
        unknown = Set.copyOf(unknown);
    }
}
