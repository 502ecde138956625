package dev.akin.evaluate;

import java.util.Locale;

/// What is counted of the first k recommended items, user by user, in [0, 1]; [RecommendationResult] says how.
public enum RecommendationMeasure {
    HIT_RATE("hit rate", "hitRate", 0),
    RECALL("recall", "recall", 1),
    NDCG("nDCG", "ndcg", 2),
    MRR("MRR", "mrr", 3),
    MAP("MAP", "map", 4);

    private final String label;
    private final String field;
    private final int column;

    RecommendationMeasure(String label, String field, int column) {
        this.label = label;
        this.field = field;
        this.column = column;
    }

    /// Where it stands among the figures of a list.
    int column() {
        return column;
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
