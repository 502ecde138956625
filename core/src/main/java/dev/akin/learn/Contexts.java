package dev.akin.learn;

/// What predicts a few neighbouring centres: a row of numbers for each, made of the rows of words and documents. The part of a
/// tile in front of its outputs.
sealed interface Contexts permits Bags, Concatenation {

    /// Takes the contexts of the centres `first … first + count − 1`.
    ///
    /// @param contextOf receives for each centre the number of its context, −1 if it has none
    /// @return how many contexts there are
    int fill(int first, int count, int length, int[] contextOf, FastRandom random);

    /// The array that the contexts lie in.
    float[] hidden();

    /// Where a context begins.
    int offset(int context);

    /// Makes the contexts of the rows.
    void gather();

    /// Brings what changed the contexts back to the rows.
    void scatter();
}
