package dev.akin.networks;

import java.util.List;

/// How a training went. Immutable.
///
/// @param epochs in their order
/// @param best the number of the epoch whose weights were kept: the one that did best on the examples held back (by the loss; taggers
///     of entities by their F1), or the last, if none were
/// @param stoppedEarly whether epochs were left out because these examples no longer gained by them
public record FitHistory(List<Epoch> epochs, int best, boolean stoppedEarly) {
    public FitHistory {
        epochs = List.copyOf(epochs);
    }

    /// The epoch whose weights were kept.
    public Epoch kept() {
        return epochs.get(best - 1);
    }
}
