package dev.akin.networks;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/// What a pass over the examples gave.
///
/// @param number from 1
/// @param loss the mean over the examples, while they were learned from
/// @param validation what was measured on the examples held back, by name, `loss` first; empty if there were none
public record Epoch(int number, double loss, Map<String, Double> validation, Duration took) {
    /// One of the measures of [#validation()].
    ///
    /// @throws IllegalArgumentException if there is none of this name; the message lists those there are
    public double measure(String name) {
        Double value = validation.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "there is no measure \"" + name + "\", only " + validation.keySet());
        }
        return value;
    }

    /// A line: `epoch 2: loss 0.1234, validation loss 0.2345, accuracy 0.9500 (1.2 s)`.
    @Override
    public String toString() {
        StringJoiner measures = new StringJoiner(", ", ", validation ", "").setEmptyValue("");
        validation.forEach(
                (name, value) -> measures.add(String.format(Locale.ROOT, "%s %.4f", name, value)));
        return String.format(
                Locale.ROOT,
                "epoch %d: loss %.4f%s (%.1f s)",
                number,
                loss,
                measures,
                took.toMillis() / 1e3);
    }
}
