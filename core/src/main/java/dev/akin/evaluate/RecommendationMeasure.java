package dev.akin.evaluate;

import java.util.Locale;

/// What is counted of the first k recommended items, user by user, in [0, 1]; [RecommendationResult] says how.
public enum RecommendationMeasure {
    HIT_RATE("hit rate", "hitRate"),
    RECALL("recall", "recall"),
    NDCG("nDCG", "ndcg"),
    MRR("MRR", "mrr"),
    MAP("MAP", "map");

    private final String label;
    private final String field;

    RecommendationMeasure(String label, String field) {
        this.label = label;
        this.field = field;
    }

    /// For people, such as `nDCG@10`.
    public String label(int k) {
        return String.format(Locale.ROOT, "%s@%d", label, k);
    }

    /// For programs, such as `ndcg`.
    public String field() {
        return field;
    }
}
