package dev.akin.evaluate;

/// How well a recommender foretells what users choose, and which part of the catalogue it does so with.
///
/// @param ranking how high the items stand that the users then chose
/// @param coverage the share of the catalogue that is recommended to somebody. Draws of users, in which some come twice, see fewer items
///     than all users do, so the interval is the score ± 1.96 deviations over the draws
/// @param novelty how little known the recommended items are: −log2 of the share of users who chose the item before, the mean over a
///     list's items, then over users (Zhou et al. 2010, "Solving the apparent diversity-accuracy dilemma of recommender systems")
/// @param items in the catalogue
public record RecommendationReport(
        RecommendationResult ranking, Score coverage, Score novelty, int items) {

    @Override
    public String toString() {
        return ranking + ", coverage " + coverage + ", novelty " + novelty;
    }
}
