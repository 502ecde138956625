package dev.akin.networks;

import dev.akin.text.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /// What a file keeps: the losses and measures of each epoch. Not how long they took, so that the same training makes the same file.
    Json toJson() {
        return Json.object("epochs", epochs.stream().map(FitHistory::json).toList(), "best", best);
    }

    private static Json json(Epoch epoch) {
        Map<String, Json> validation = new LinkedHashMap<>();
        epoch.validation().forEach((name, value) -> validation.put(name, Json.of(value)));
        return Json.object("loss", epoch.loss(), "validation", new Json.Obj(validation));
    }
}
