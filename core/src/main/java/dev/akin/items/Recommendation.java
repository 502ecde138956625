package dev.akin.items;

import java.util.List;

/// An item for somebody.
///
/// @param score larger is better; what it measures is the model's own, and only its order means something
/// @param reasons the items of the history that moved the score most, the strongest first; none unless asked for
public record Recommendation(String item, double score, List<Reason> reasons) {
    public Recommendation {
        reasons = List.copyOf(reasons);
    }
}
