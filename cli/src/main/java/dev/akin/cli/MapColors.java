package dev.akin.cli;

import dev.akin.cluster.FiniteRows;
import dev.akin.embeddings.Embeddings;
import dev.akin.format.Column;
import dev.akin.picture.Coloring;
import java.util.stream.IntStream;

/// What the colours of a map tell, and what its table says beside the places.
final class MapColors {
    private static final String COUNT = "count";
    private static final String NAME = ".name";

    private final Embeddings words;
    private final String name;

    /// @param name of a column, or `count`
    /// @throws IllegalArgumentException if the file has neither
    MapColors(Embeddings words, String name) {
        this.words = words;
        this.name = name;
        if (isCount()) {
            if (!words.vocabulary().counted()) {
                throw new IllegalArgumentException(
                        "the file does not say how often its keys came: --color count has nothing to"
                                + " show");
            }
        } else {
            words.column(name);
        }
    }

    private boolean isCount() {
        return name.equals(COUNT) && !words.columns().containsKey(COUNT);
    }

    /// The column that says most: names of groups, where there are some.
    private Column column() {
        Column names = words.columns().get(name + NAME);
        return names == null ? words.column(name) : names;
    }

    Coloring coloring(FiniteRows points) {
        int[] rows = IntStream.range(0, points.count()).map(points::row).toArray();
        if (!isCount()) {
            return Coloring.of(name, column(), rows);
        }
        float[] counts = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            counts[i] = words.vocabulary().count(rows[i]);
        }
        return Coloring.counts(name, counts);
    }

    /// What a row has, as text.
    String text(int row) {
        return isCount() ? Long.toString(words.vocabulary().count(row)) : column().text(row);
    }

    /// What stands above it in a table.
    String head() {
        return name;
    }
}
