package dev.akin.networks;

import dev.akin.format.Tensor;
import dev.akin.text.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds the sizes of a network that a file claims against the weights that it brings, before memory is taken for them.
final class FileSizes {
    private static final Set<String> SIZES =
            Set.of("units", "filters", "widths", "heads", "blocks", "hidden");

    /// Rows of tables beside the weights: as many as there are keys.
    private static final Set<String> ROWS = Set.of("reserved", "parts", "own", "biases", "output");

    private final long most;

    private FileSizes(long most) {
        this.most = most;
    }

    /// @param described the network, as its shape writes it
    /// @param weights by name
    /// @throws IllegalArgumentException if no weight has so many rows or columns as a size, and there are not so many weights
    static void check(Json described, Map<String, Tensor> weights) {
        long most = weights.size();
        for (Map.Entry<String, Tensor> weight : weights.entrySet()) {
            for (long size :
                    ROWS.contains(weight.getKey()) ? List.<Long>of() : weight.getValue().shape()) {
                most = Math.max(most, size);
            }
        }
        new FileSizes(most).check("", described);
    }

    private void check(String name, Json value) {
        switch (value) {
            case Json.Obj object -> object.members().forEach(this::check);
            case Json.Arr array -> array.elements().forEach(element -> check(name, element));
            case Json.Num number -> {
                if (SIZES.contains(name) && number.asDouble() > most) {
                    throw new IllegalArgumentException(
                            "the network has the size "
                                    + number.literal()
                                    + " ("
                                    + name
                                    + "), but its weights are no larger than "
                                    + most);
                }
            }
            default -> {}
        }
    }
}
