package dev.akin.align;

import dev.akin.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One vector of several of the same thing, such as those of its text, its picture and its price: each at length 1, times its
/// weight, one behind the other; or their sum. What comes out has length 1. Immutable and thread-safe.
///
/// With the weights w, the cosine of two concatenated vectors is the mean of the parts' cosines weighed by w². A number is two
/// coordinates on a circle, so that it has length 1 as all parts do: less its mean and divided by its deviation, z is the angle
/// z / 2 between -π/2 and π/2, and the cosine of two numbers falls as they move apart.
public final class Fusion {
    /// How vectors are put together.
    public enum Way {
        /// One behind the other.
        CONCATENATED,
        /// Added up; all of one dimension.
        AVERAGED
    }

    private static final double WIDEST = Math.PI;

    /// A vector that goes in.
    ///
    /// @param dimension its numbers
    /// @param weight how much it counts, above 0
    public record Part(String name, int dimension, double weight) {
        public Part {
            if (dimension < 1 || !(weight > 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException(
                        "the part "
                                + name
                                + " has a dimension of 1 at least and a weight above 0, not "
                                + dimension
                                + " and "
                                + weight);
            }
        }
    }

    private final Way way;
    private final List<Part> parts;

    private Fusion(Way way, List<Part> parts) {
        this.way = way;
        this.parts = List.copyOf(parts);
    }

    /// @throws IllegalArgumentException if there is no part, or parts that are to be added up differ in dimension
    public static Fusion of(Way way, List<Part> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to fuse");
        }
        Part first = parts.getFirst();
        for (Part part : parts) {
            if (way == Way.AVERAGED && part.dimension() != first.dimension()) {
                throw new IllegalArgumentException(
                        first.name()
                                + " has "
                                + first.dimension()
                                + " numbers and "
                                + part.name()
                                + " "
                                + part.dimension()
                                + ", which cannot be added up; concatenate them");
            }
        }
        return new Fusion(way, parts);
    }

    public List<Part> parts() {
        return parts;
    }

    /// Numbers in a vector that comes out.
    public int dimension() {
        return way == Way.AVERAGED
                ? parts.getFirst().dimension()
                : parts.stream().mapToInt(Part::dimension).sum();
    }

    /// The vector of one thing, new, at length 1; 0 where all its parts are.
    ///
    /// @param vectors one for each part, in their order; an empty array where the thing has none, which counts for nothing
    /// @throws IllegalArgumentException if there are not as many as parts, or one is of another dimension
    public float[] fuse(List<float[]> vectors) {
        if (vectors.size() != parts.size()) {
            throw new IllegalArgumentException(
                    vectors.size() + " vectors for " + parts.size() + " parts");
        }
        float[] fused = new float[dimension()];
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            float[] unit = vectors.get(i).clone();
            if (unit.length != part.dimension() && unit.length != 0) {
                throw new IllegalArgumentException(
                        "a vector of "
                                + unit.length
                                + " numbers for "
                                + part.name()
                                + ", which has "
                                + part.dimension());
            }
            UnitRows.normalize(unit, 0, unit.length);
            for (int d = 0; d < unit.length; d++) {
                fused[at + d] += (float) part.weight() * unit[d];
            }
            at += way == Way.AVERAGED ? 0 : part.dimension();
        }
        UnitRows.normalize(fused, 0, fused.length);
        return fused;
    }

    /// The vectors of things, fused one by one.
    ///
    /// @param columns part by part, the vectors of all things
    /// @throws IllegalArgumentException as [#fuse]
    public float[][] fuseAll(List<float[][]> columns) {
        int count = columns.isEmpty() ? 0 : columns.getFirst().length;
        float[][] fused = new float[count][];
        for (int i = 0; i < count; i++) {
            int thing = i;
            fused[i] = fuse(columns.stream().map(column -> column[thing]).toList());
        }
        return fused;
    }

    /// Vectors of two numbers for a column of numbers, standardised by its own mean and deviation.
    ///
    /// @param values NaN where a thing has none
    /// @return [values.length][2]; an empty array where a thing has none
    /// @throws IllegalArgumentException if a value is infinite, or none is a number
    public static float[][] numbers(double[] values) {
        List<Double> known = new ArrayList<>();
        for (double value : values) {
            if (Double.isInfinite(value)) {
                throw new IllegalArgumentException("a number is infinite");
            }
            if (!Double.isNaN(value)) {
                known.add(value);
            }
        }
        if (known.isEmpty()) {
            throw new IllegalArgumentException("there is no number among " + values.length);
        }
        double mean = known.stream().mapToDouble(v -> v).average().orElseThrow();
        double variance =
                known.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElseThrow();
        float[][] vectors = new float[values.length][];
        for (int i = 0; i < values.length; i++) {
            double z = variance == 0 ? 0 : (values[i] - mean) / Math.sqrt(variance);
            double angle = Math.clamp(z, -WIDEST, WIDEST) / 2;
            vectors[i] =
                    Double.isNaN(values[i])
                            ? new float[0]
                            : new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
        }
        return vectors;
    }

    /// What is put together, for the metadata of a file.
    public Json.Obj toJson() {
        return Json.object(
                "way",
                way.name().toLowerCase(Locale.ROOT),
                "parts",
                parts.stream()
                        .map(part ->
                                Json.object(
                                        "name", part.name(),
                                        "dimension", part.dimension(),
                                        "weight", part.weight()))
                        .toList());
    }
}
