package dev.akin.counts;

/// What counts as beside a word.
///
/// @param size the most words to either side
/// @param symmetric whether both sides are one; else only what stands before a word counts as its context
/// @param byDistance whether a word d words away counts 1/d; else 1
record Window(int size, boolean symmetric, boolean byDistance) {

    /// What a word at each distance counts.
    float[] shares() {
        float[] shares = new float[size + 1];
        for (int d = 1; d <= size; d++) {
            shares[d] = byDistance ? 1f / d : 1;
        }
        return shares;
    }

    /// Ints of a record: the places of its words in their blocks, what was counted, and what the other way round.
    int ints() {
        return symmetric ? 2 : 3;
    }
}
