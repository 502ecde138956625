package dev.akin.project;

import dev.akin.cluster.FiniteRows;
import dev.akin.cluster.Metric;
import dev.akin.table.EmbeddingTable;
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
    public static RowMap of(
            EmbeddingTable table,
            int limit,
            Metric metric,
            Projector projector) {
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
}
