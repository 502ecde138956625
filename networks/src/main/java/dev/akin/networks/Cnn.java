package dev.akin.networks;

import dev.akin.text.Json;
import java.util.List;

/// Convolutions of several widths over neighbouring rows, then ReLU; all of a sequence is the greatest of each filter (Kim 2014).
///
/// @param filters how many of each width
/// @param widths how many neighbouring rows a filter sees
public record Cnn(int filters, List<Integer> widths) implements Body {
    /// @throws IllegalArgumentException if there is no filter or no width
    public Cnn {
        Body.requirePositive("filters", filters);
        widths = List.copyOf(widths);
        Body.requirePositive("how many widths", widths.size());
        widths.forEach(width -> Body.requirePositive("a width", width));
    }

    /// Of widths 3, 4 and 5.
    public static Cnn of(int filters) {
        return new Cnn(filters, List.of(3, 4, 5));
    }

    @Override
    public String name() {
        return "cnn";
    }

    @Override
    public Json toJson() {
        return Json.object(
                "name",
                name(),
                "filters",
                filters,
                "widths",
                new Json.Arr(widths.stream().<Json>map(Json.Num::of).toList()));
    }
}
