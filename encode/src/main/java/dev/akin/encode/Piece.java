package dev.akin.encode;

/// What goes through the model at once: a text, or as much of it as the model can see.
///
/// @param ids all tokens, special ones among them
/// @param skipped how many at the beginning are not pooled
/// @param weight how many of the text's own tokens there are, at least 1
@SuppressWarnings("ArrayRecordComponent") // never compared
record Piece(int[] ids, int skipped, int weight) {
    int length() {
        return ids.length;
    }
}
