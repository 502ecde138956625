package dev.akin.project;

import java.util.List;

/// Points in two or three dimensions, and how good a likeness they are. Immutable and thread-safe.
public final class Projection {
    private final float[][] coordinates;
    private final List<Objective> objectives;

    Projection(float[][] coordinates, List<Objective> objectives) {
        this.coordinates = coordinates;
        this.objectives = List.copyOf(objectives);
    }

    /// A map that was made elsewhere, or before.
    ///
    /// @param coordinates all first ones, all second ones and perhaps all third ones; copied
    /// @throws IllegalArgumentException if there are not two or three as long as each other, or one is not finite
    public static Projection of(float[][] coordinates) {
        if (coordinates.length != 2 && coordinates.length != 3) {
            throw new IllegalArgumentException("2 or 3 dimensions, not " + coordinates.length);
        }
        float[][] copy = new float[coordinates.length][];
        for (int d = 0; d < copy.length; d++) {
            copy[d] = coordinates[d].clone();
            if (copy[d].length != copy[0].length) {
                throw new IllegalArgumentException(
                        copy[0].length + " first coordinates, and " + copy[d].length + " others");
            }
            for (int p = 0; p < copy[d].length; p++) {
                if (!Float.isFinite(copy[d][p])) {
                    throw new IllegalArgumentException("point " + p + " is at " + copy[d][p]);
                }
            }
        }
        return new Projection(copy, List.of());
    }

    /// What was made small, after some iterations.
    ///
    /// @param value the Kullback–Leibler divergence of t-SNE, the cross entropy of UMAP; lower is better
    public record Objective(int iteration, double value) {}

    public int count() {
        return coordinates[0].length;
    }

    /// 2 or 3.
    public int dimensions() {
        return coordinates.length;
    }

    /// One coordinate of a point.
    public float coordinate(int point, int dimension) {
        return coordinates[dimension][point];
    }

    /// Not to be changed.
    float[][] coordinates() {
        return coordinates;
    }

    /// A point: a copy.
    public float[] point(int point) {
        float[] copy = new float[coordinates.length];
        for (int d = 0; d < copy.length; d++) {
            copy[d] = coordinates[d][point];
        }
        return copy;
    }

    /// How the objective fell; empty where there is none.
    public List<Objective> objectives() {
        return objectives;
    }
}
