package dev.akin.lexicon;

/// What holds between two words.
public enum Relation {
    /// They mean the same, or nearly.
    SYNONYM,
    /// They mean the opposite.
    ANTONYM,
    /// The one means something wider than the other, or something close to it.
    RELATED
}
