package dev.akin.project;

import dev.akin.algebra.Pca;
import dev.akin.cluster.Points;
import java.util.SplittableRandom;

/// What maps begin with: the first principal components, so that the outline is the same each time (Kobak, Linderman 2021), with a
/// little chance, which parts points that are the same.
final class FirstMap {
    private static final double CHANCE = 1e-2;

    /// The map will move a good deal more.
    private static final double TOLERANCE = 1e-4;

    /// Dimension by dimension; the first one's deviation is 1, or 0 where all points are the same.
    private final float[][] y;

    private FirstMap(float[][] y) {
        this.y = y;
    }

    static FirstMap of(Points points, MapOptions options) {
        int dimensions = options.dimensions();
        Pca pca = options.components(points, TOLERANCE);
        int keep = pca.components();
        float[] projected = pca.project(points.values(), points.count(), true);
        double squares = 0;
        for (int p = 0; p < points.count(); p++) {
            squares += (double) projected[p * keep] * projected[p * keep];
        }
        double deviation = Math.sqrt(squares / points.count());
        SplittableRandom random = new SplittableRandom(options.seed());
        float[][] y = new float[dimensions][points.count()];
        for (int p = 0; p < points.count(); p++) {
            for (int d = 0; d < dimensions; d++) {
                double value = d < keep && deviation > 0 ? projected[p * keep + d] / deviation : 0;
                y[d][p] = (float) (value + CHANCE * random.nextGaussian());
            }
        }
        return new FirstMap(y);
    }

    /// The map, of which the first dimension deviates so much.
    float[][] deviating(double deviation) {
        float[][] scaled = new float[y.length][];
        for (int d = 0; d < y.length; d++) {
            scaled[d] = y[d].clone();
            for (int p = 0; p < scaled[d].length; p++) {
                scaled[d][p] *= (float) deviation;
            }
        }
        return scaled;
    }
}
