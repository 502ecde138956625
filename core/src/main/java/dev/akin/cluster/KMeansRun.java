package dev.akin.cluster;

import dev.akin.Progress;
import dev.akin.algebra.Workers;
import dev.akin.kernel.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/// k-means from one start. For one thread, which is helped.
final class KMeansRun {
    private static final Kernels KERNELS = Kernels.best();

    /// Passes between two reports.
    private static final int REPORT = 10;

    private final Points points;
    private final KMeans.Options options;
    private final ClusterMeans means;
    private final NearestCenters nearest;
    private final NearestCenters.Found found;
    private final SplittableRandom random;
    private final float[] centers;
    private final int k;
    private double inertia = Double.POSITIVE_INFINITY;

    KMeansRun(Points points, float[] origin, KMeans.Options options, Workers workers, long seed) {
        this.points = points;
        this.options = options;
        this.means = new ClusterMeans(points, workers);
        this.nearest = new NearestCenters(points, origin, workers);
        this.found = NearestCenters.Found.of(points.count());
        this.random = new SplittableRandom(seed);
        this.centers = KMeansStart.of(points, origin, options, seed);
        this.k = centers.length / points.dimension();
    }

    /// The squared distances of all points from their centres.
    double inertia() {
        return inertia;
    }

    /// @throws CancellationException if the listener asks to stop
    void run() {
        if (options.batch() > 0 && options.batch() < points.count()) {
            passByBatches();
        } else {
            passByAll();
        }
    }

    private void passByAll() {
        int[] before = new int[points.count()];
        Arrays.fill(before, -1);
        for (int pass = 0; pass < options.iterations(); pass++) {
            double last = inertia;
            boolean[] changed = look(before);
            report(pass + 1, inertia);
            if (isStill(changed) || last - inertia <= options.tolerance() * last) {
                return;
            }
            move(changed);
            System.arraycopy(found.center(), 0, before, 0, before.length);
        }
        look(before);
    }

    /// Finds the nearest centre of each point.
    ///
    /// @param before where each was
    /// @return whose points have changed
    private boolean[] look(int[] before) {
        int count = points.count();
        nearest.find(centers, count, i -> i, found);
        inertia = 0;
        boolean[] changed = new boolean[k];
        for (int i = 0; i < count; i++) {
            inertia += found.squared()[i];
            if (before[i] != found.center()[i]) {
                changed[found.center()[i]] = true;
                if (before[i] >= 0) {
                    changed[before[i]] = true;
                }
            }
        }
        return changed;
    }

    private static boolean isStill(boolean[] changed) {
        for (boolean one : changed) {
            if (one) {
                return false;
            }
        }
        return true;
    }

    private void move(boolean[] changed) {
        ClusterMeans.Groups groups = ClusterMeans.Groups.of(found.center(), points.count(), k);
        for (int c = 0; c < k; c++) {
            if (groups.size(c) == 0 && takeFarthest(c)) {
                Arrays.fill(changed, true);
            }
        }
        means.update(ClusterMeans.Groups.of(found.center(), points.count(), k), changed, centers);
    }

    /// Gives an empty group the point that is farthest from its centre.
    ///
    /// @return whether there was one that is not at its centre
    private boolean takeFarthest(int group) {
        int farthest = 0;
        for (int i = 1; i < points.count(); i++) {
            if (found.squared()[i] > found.squared()[farthest]) {
                farthest = i;
            }
        }
        boolean any = found.squared()[farthest] > 0;
        if (any) {
            found.squared()[farthest] = 0;
            found.center()[farthest] = group;
        }
        return any;
    }

    private void passByBatches() {
        long[] counts = new long[k];
        double last = Double.POSITIVE_INFINITY;
        for (int pass = 0; pass < options.iterations(); pass++) {
            int[] rows = Sample.shuffled(points.count(), random);
            double sum = 0;
            for (int from = 0; from < rows.length; from += options.batch()) {
                int to = Math.min(rows.length, from + options.batch());
                sum += follow(Arrays.copyOfRange(rows, from, to), counts);
            }
            report(pass + 1, sum);
            if (last - sum <= options.tolerance() * last) {
                break;
            }
            last = sum;
        }
        int[] before = new int[points.count()];
        look(before);
        if (fillEmpty()) {
            look(before);
        }
    }

    private boolean fillEmpty() {
        boolean[] changed = new boolean[k];
        int[] kept = found.center().clone();
        ClusterMeans.Groups groups = ClusterMeans.Groups.of(kept, points.count(), k);
        for (int c = 0; c < k; c++) {
            changed[c] = groups.size(c) == 0 && takeFarthest(c);
        }
        means.update(ClusterMeans.Groups.of(found.center(), points.count(), k), changed, centers);
        return !isStill(changed);
    }

    /// Moves each centre towards the points of a batch, by one part in as many as it has ever had.
    ///
    /// @return the batch's squared distances
    private double follow(int[] rows, long[] counts) {
        nearest.find(centers, rows.length, i -> rows[i], found);
        ClusterMeans.Groups groups = ClusterMeans.Groups.of(found.center(), rows.length, k);
        int dimension = points.dimension();
        float[] mean = new float[dimension];
        for (int c = 0; c < k; c++) {
            int size = groups.size(c);
            if (size > 0) {
                int[] members = new int[size];
                for (int i = 0; i < size; i++) {
                    members[i] = rows[groups.rows()[groups.starts()[c] + i]];
                }
                means.mean(members, 0, size, mean, 0);
                counts[c] += size;
                float step = (float) ((double) size / counts[c]);
                KERNELS.scale(1 - step, centers, c * dimension, dimension);
                KERNELS.axpy(step, mean, 0, centers, c * dimension, dimension);
            }
        }
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            sum += found.squared()[i];
        }
        return sum;
    }

    private void report(int pass, double squared) {
        if (options.listener().stopRequested()) {
            throw new CancellationException("stopped after " + pass + " passes");
        }
        if (pass % REPORT == 0 || pass == options.iterations()) {
            options.listener()
                    .update(
                            new Progress(
                                    "k-means",
                                    pass,
                                    options.iterations(),
                                    "passes",
                                    squared / points.count()));
        }
    }

    Clustering clustering() {
        float[] strengths = new float[points.count()];
        for (int i = 0; i < strengths.length; i++) {
            double near = Math.sqrt(found.squared()[i]);
            double far = Math.sqrt(found.second()[i]);
            strengths[i] = far == 0 ? 0 : (float) (1 - Math.min(1, near / far));
        }
        return Clustering.of(found.center(), strengths);
    }
}
