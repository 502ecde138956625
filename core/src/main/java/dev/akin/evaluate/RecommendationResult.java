package dev.akin.evaluate;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// How high recommended items stand that their users then chose. Each figure is a mean over users, with its interval over draws of
/// users.
///
/// @param k how many items of each list count
/// @param hitRate how many users find one of theirs among the first k
/// @param recall the share of a user's items that are among the first k
/// @param ndcg normalised discounted cumulative gain: an item at rank r counts 1 / log2(r + 1), over the most that the user's items could
///     have (Järvelin and Kekäläinen 2002)
/// @param mrr 1 / the rank of the first of the user's items, 0 if it is behind k
/// @param map mean average precision: at each of the user's items within k, the share of items down to there that are the user's; their
///     sum over as many as could be within k
/// @param n users
public record RecommendationResult(
        int k, Score hitRate, Score recall, Score ndcg, Score mrr, Score map, int n) {
    private static final long SEED = 1;

    /// @param chosen the items that each user chose, at least one
    /// @param recommended what was recommended to each, the best first, no item twice; lists may be shorter or longer than k
    /// @throws IllegalArgumentException if the lists differ in length or are empty, a user chose nothing, an item is recommended
    ///     twice, or k is below 1
    public static RecommendationResult of(
            List<? extends Collection<String>> chosen, List<List<String>> recommended, int k) {
        ListFigures figures = new ListFigures(chosen.size(), recommended.size(), k);
        return of(figures.of(chosen, recommended), k);
    }

    /// Of users who chose one item each, whose rank is known.
    ///
    /// @param ranks the rank of each user's item, from 1; 0 if it is not among the recommended ones
    /// @throws IllegalArgumentException if there are no ranks, one is below 0, or k is below 1
    public static RecommendationResult ofRanks(int[] ranks, int k) {
        ListFigures figures = new ListFigures(ranks.length, ranks.length, k);
        double[][] all = new double[ranks.length][];
        for (int user = 0; user < ranks.length; user++) {
            all[user] = figures.ofRank(ranks[user], user);
        }
        return of(all, k);
    }

    static RecommendationResult of(double[][] figures, int k) {
        double[][] drawn =
                Bootstrap.resampleAll(
                        figures.length, SEED, times -> ListFigures.means(figures, times));
        double[] means = ListFigures.means(figures, Bootstrap.once(figures.length));
        Function<RecommendationMeasure, Score> score =
                measure -> new Score(means[measure.column()], Interval.of(drawn[measure.column()]));
        return new RecommendationResult(
                k,
                score.apply(RecommendationMeasure.HIT_RATE),
                score.apply(RecommendationMeasure.RECALL),
                score.apply(RecommendationMeasure.NDCG),
                score.apply(RecommendationMeasure.MRR),
                score.apply(RecommendationMeasure.MAP),
                figures.length);
    }

    /// One of the figures.
    public Score score(RecommendationMeasure measure) {
        return switch (measure) {
            case HIT_RATE -> hitRate;
            case RECALL -> recall;
            case NDCG -> ndcg;
            case MRR -> mrr;
            case MAP -> map;
        };
    }

    @Override
    public String toString() {
        return "hit rate@%d %s, recall@%d %s, nDCG@%d %s, MRR@%d %s, MAP@%d %s, n %d"
                .formatted(k, hitRate, k, recall, k, ndcg, k, mrr, k, map, n);
    }
}
