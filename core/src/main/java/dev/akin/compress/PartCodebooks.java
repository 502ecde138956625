package dev.akin.compress;

import dev.akin.algebra.Workers;
import dev.akin.table.QuantizedTable;
import java.util.SplittableRandom;

/// Centroids for all parts of rows, at one level or several: each level codes what the levels before have left. Parts are learnt
/// side by side, each with chance of its own, so that threads do not matter.
final class PartCodebooks {
    private static final int CENTERS = QuantizedTable.CENTROIDS;

    private final int dimension;
    private final int width;
    private final int levels;
    private final CompressorBuilder.Work work;
    private final Workers workers;
    private final float[] centroids;

    PartCodebooks(int dimension, int width, int levels, CompressorBuilder.Work work) {
        this.dimension = dimension;
        this.width = width;
        this.levels = levels;
        this.work = work;
        this.workers = new Workers(work.threads());
        this.centroids = new float[Math.multiplyExact(CENTERS * levels, dimension)];
    }

    /// For each level and part its centroids, as [QuantizedTable.Codes] has them.
    float[] centroids() {
        return centroids;
    }

    /// Codes of a row.
    int codes() {
        return levels * partsOfLevel();
    }

    int dimension() {
        return dimension;
    }

    private int partsOfLevel() {
        return Math.ceilDiv(dimension, width);
    }

    /// @param rows [count, dimension]
    /// @param rounds of k-means
    void learn(float[] rows, int rounds, long seed) {
        float[] left = rows.clone();
        byte[] codes = new byte[rows.length / dimension * codes()];
        for (int level = 0; level < levels; level++) {
            int now = level;
            workers.each(
                    partsOfLevel(),
                    part -> {
                        SplittableRandom random =
                                new SplittableRandom(seed + (long) now * dimension + part);
                        float[] points = points(left, part);
                        keep(
                                now,
                                part,
                                new PartCenters.Learner(numbers(part), rounds, work)
                                        .learn(points, random));
                        code(points, now, part, codes);
                        takeOff(left, now, part, codes);
                    });
        }
    }

    /// Moves the centroids of the only level towards rows that have been turned a little.
    ///
    /// @param codes receives the rows' codes
    void improve(float[] rows, int rounds, byte[] codes) {
        workers.each(
                partsOfLevel(),
                part -> {
                    float[] points = points(rows, part);
                    float[] centers = centers(0, part);
                    new PartCenters.Learner(numbers(part), rounds, work).improve(points, centers);
                    keep(0, part, centers);
                    code(points, 0, part, codes);
                });
    }

    /// @param rows [count, dimension]; what the codes leave takes their place
    /// @param codes receives [count, codes]
    void encode(float[] rows, byte[] codes) {
        for (int level = 0; level < levels; level++) {
            int now = level;
            workers.each(
                    partsOfLevel(),
                    part -> {
                        work.checkStop();
                        code(points(rows, part), now, part, codes);
                        takeOff(rows, now, part, codes);
                    });
        }
    }

    /// @param codes [count, codes] of the only level
    /// @return what they stand for
    float[] decode(byte[] codes) {
        float[] left = new float[codes.length / codes() * dimension];
        workers.each(partsOfLevel(), part -> takeOff(left, 0, part, codes));
        for (int i = 0; i < left.length; i++) {
            left[i] = -left[i];
        }
        return left;
    }

    private void code(float[] points, int level, int part, byte[] codes) {
        new PartCenters(centers(level, part), numbers(part))
                .nearest(
                        points,
                        points.length / numbers(part),
                        codes,
                        level * partsOfLevel() + part,
                        codes());
    }

    private void takeOff(float[] rows, int level, int part, byte[] codes) {
        int numbers = numbers(part);
        int first = first(level, part);
        for (int r = 0; r < rows.length / dimension; r++) {
            int code = codes[r * codes() + level * partsOfLevel() + part] & 0xff;
            for (int i = 0; i < numbers; i++) {
                rows[r * dimension + part * width + i] -= centroids[first + code * numbers + i];
            }
        }
    }

    private float[] points(float[] rows, int part) {
        int numbers = numbers(part);
        float[] points = new float[rows.length / dimension * numbers];
        for (int r = 0; r < rows.length / dimension; r++) {
            System.arraycopy(rows, r * dimension + part * width, points, r * numbers, numbers);
        }
        return points;
    }

    private int numbers(int part) {
        return Math.min(width, dimension - part * width);
    }

    private int first(int level, int part) {
        return (level * dimension + part * width) * CENTERS;
    }

    private float[] centers(int level, int part) {
        float[] centers = new float[CENTERS * numbers(part)];
        System.arraycopy(centroids, first(level, part), centers, 0, centers.length);
        return centers;
    }

    private void keep(int level, int part, float[] centers) {
        System.arraycopy(centers, 0, centroids, first(level, part), centers.length);
    }
}
