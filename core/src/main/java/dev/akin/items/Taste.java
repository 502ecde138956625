package dev.akin.items;

/// What somebody likes, as a model of items sees it.
interface Taste {
    /// Its dot products with the rows of items are their scores.
    float[] vector();

    /// What each item of the history says for an item, in the order of [#history].
    double[] contributions(int item);

    /// The different items that [#contributions] are of.
    int[] history();

    /// Makes tastes of histories.
    interface Maker {
        /// @param liked items in the order of time; they may come more than once
        /// @param unliked different items, none of which is liked
        Taste of(int[] liked, int[] unliked);
    }
}
