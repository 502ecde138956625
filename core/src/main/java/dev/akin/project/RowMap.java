package dev.akin.project;

import dev.akin.algebra.Procrustes;
import dev.akin.cluster.FiniteRows;
import dev.akin.cluster.Metric;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.Arrays;

/// A map of the first rows of a table, each at its own place, also where rows hold NaN or infinite numbers: those are left out, and
/// have NaN for coordinates. Immutable and thread-safe.
public final class RowMap {
    private final float[] coordinates;
    private final int dimensions;
    private final int leftOut;

    private RowMap(float[] coordinates, int dimensions, int leftOut) {
        this.coordinates = coordinates;
        this.dimensions = dimensions;
        this.leftOut = leftOut;
    }

    /// Maps rows.
    ///
    /// @param limit how many, from the first on; all if there are fewer
    /// @param metric what is near
    /// @param projector makes the map of those rows that hold finite numbers
    /// @throws IllegalArgumentException if there is no such row, or they do not fit in an array, and as the projector does
    /// @throws java.util.concurrent.CancellationException as the projector does
    public static RowMap of(EmbeddingTable table, int limit, Metric metric, Projector projector) {
        FiniteRows finite = FiniteRows.of(table, limit);
        Projection map = projector.project(finite.points(metric));
        int rows = Math.min(limit, table.rows());
        int dimensions = map.dimensions();
        float[] coordinates = new float[rows * dimensions];
        Arrays.fill(coordinates, Float.NaN);
        for (int p = 0; p < map.count(); p++) {
            for (int d = 0; d < dimensions; d++) {
                coordinates[finite.row(p) * dimensions + d] = map.coordinate(p, d);
            }
        }
        return new RowMap(coordinates, dimensions, rows - map.count());
    }

    /// How many rows, those left out too.
    public int rows() {
        return coordinates.length / dimensions;
    }

    /// 2 or 3.
    public int dimensions() {
        return dimensions;
    }

    /// How many rows have no place.
    public int leftOut() {
        return leftOut;
    }

    /// All coordinates, row by row, `rows × dimensions`: a copy.
    public float[] coordinates() {
        return coordinates.clone();
    }

    /// This map turned, mirrored, scaled and shifted, so that keys of both lie as near as can be to their places in the other map:
    /// two maps beside each other then show what moved, and not how they happen to lie.
    ///
    /// @param keys of the rows of this map
    /// @param other a map of as many dimensions
    /// @param others the keys of its rows
    /// @throws IllegalArgumentException if there is no key that has a place in both, or one map is flat and the other is not
    public RowMap like(Vocabulary keys, RowMap other, Vocabulary others) {
        if (other.dimensions != dimensions) {
            throw new IllegalArgumentException(
                    "a map in "
                            + dimensions
                            + " dimensions cannot lie like one in "
                            + other.dimensions);
        }
        float[] here = new float[coordinates.length];
        float[] there = new float[coordinates.length];
        int size = 0;
        for (int row = 0; row < rows(); row++) {
            int twin = others.id(keys.key(row));
            if (has(row) && twin >= 0 && twin < other.rows() && other.has(twin)) {
                System.arraycopy(coordinates, row * dimensions, here, size, dimensions);
                System.arraycopy(other.coordinates, twin * dimensions, there, size, dimensions);
                size += dimensions;
            }
        }
        if (size == 0) {
            throw new IllegalArgumentException(
                    "the maps have no key in common: neither can lie like the other");
        }
        Procrustes move =
                Procrustes.of(Arrays.copyOf(here, size), Arrays.copyOf(there, size), dimensions);
        return new RowMap(move.apply(coordinates), dimensions, leftOut);
    }

    private boolean has(int row) {
        return !Float.isNaN(coordinates[row * dimensions]);
    }
}
