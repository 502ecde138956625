package dev.akin.networks;

import dev.akin.text.Json;
import java.util.List;

/// Convolutions of 3 × 3, each normalised over the batch (Ioffe & Szegedy 2015), pooled by the greatest of 2 × 2, and through ReLU: the network of
/// Vinyals and others 2016 and of Snell and others 2017, where each of four has 64 filters.
///
/// @param filters of each block; each halves the width and height
public record ImageCnn(List<Integer> filters) implements ImageBody {
    private static final List<Integer> STANDARD = List.of(32, 64, 64, 64);

    /// @throws IllegalArgumentException if there is no block, or one without a filter
    public ImageCnn {
        filters = List.copyOf(filters);
        Body.requirePositive("how many blocks", filters.size());
        filters.forEach(count -> Body.requirePositive("filters", count));
    }

    /// Four blocks, of 32, 64, 64 and 64 filters: on four of 64 it gains half the time, where pictures are largest.
    public static ImageCnn standard() {
        return new ImageCnn(STANDARD);
    }

    @Override
    public String name() {
        return "cnn";
    }

    @Override
    public int outputs(int size) {
        int side = size >> filters.size();
        if (side < 1) {
            throw new IllegalArgumentException(
                    filters.size()
                            + " blocks halve "
                            + size
                            + " pixels to nothing; take pictures of "
                            + (1 << filters.size())
                            + " at least, or fewer blocks");
        }
        return Math.multiplyExact(filters.getLast(), side * side);
    }

    @Override
    public Json toJson() {
        return Json.object(
                "name",
                name(),
                "filters",
                new Json.Arr(filters.stream().<Json>map(Json.Num::of).toList()));
    }
}
