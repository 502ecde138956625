package dev.akin.picture;

import dev.akin.text.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

final class OneColor extends Coloring {
    @Override
    List<Layer> layers(int count, Theme theme) {
        return List.of(new Layer(Palette.group(0, theme), IntStream.range(0, count).toArray()));
    }

    @Override
    List<Named> named() {
        return List.of();
    }

    @Override
    Legend legend(Theme theme) {
        return Legend.none();
    }

    @Override
    void check(int count) {}

    @Override
    @Nullable Json column() {
        return null;
    }
}
