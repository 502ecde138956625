package dev.akin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Against the paper's definition, taken at its word: the components of graphs that lose their longest edges, length by length.
class HdbscanParityTest {
    /// Groups of different density, some noise, and many equal distances where numbers are rounded.
    private static Points drawn(int count, int dimension, long seed, boolean rounded) {
        Random random = new Random(seed);
        float[] values = new float[count * dimension];
        for (int i = 0; i < values.length; i++) {
            int point = i / dimension;
            double spread = point % 5 == 0 ? 12 : 0.5 + point % 3;
            double value = spread * random.nextGaussian() + (point % 5 == 0 ? 0 : 9 * (point % 3));
            values[i] = (float) (rounded ? Math.rint(value) : value);
        }
        return Points.of(values, count, dimension, Metric.EUCLIDEAN);
    }

    @Test
    void findsWhatTheDefinitionSays() {
        for (int seed = 0; seed < 30; seed++) {
            int dimension = new int[] {1, 2, 3, 20}[seed % 4];
            Points points = drawn(20 + seed, dimension, seed, seed % 3 == 0);
            for (int samples : new int[] {1, 2, 5}) {
                for (int size : new int[] {2, 5, 9}) {
                    assertAsDefined(points, samples, size);
                }
            }
        }
    }

    private static void assertAsDefined(Points points, int samples, int size) {
        Hdbscan.Builder options = Hdbscan.builder().minSamples(samples).minClusterSize(size);
        for (Hdbscan.Selection selection : Hdbscan.Selection.values()) {
            for (boolean single : new boolean[] {false, true}) {
                for (double epsilon : new double[] {0, 0.83, 2.71, 9.1}) {
                    Clustering found =
                            options.selection(selection)
                                    .singleCluster(single)
                                    .epsilon(epsilon)
                                    .build()
                                    .fit(points);
                    Wanted wanted = new Wanted(selection, single, epsilon);
                    assertSame(found, new Definition(points, samples, size).clustering(wanted));
                }
            }
        }
    }

    private static void assertSame(Clustering found, Clustering defined) {
        assertThat(found.toArray()).isEqualTo(defined.toArray());
        for (int p = 0; p < found.count(); p++) {
            assertThat(found.strength(p)).isCloseTo(defined.strength(p), within(1e-4f));
        }
    }

    private record Wanted(Hdbscan.Selection selection, boolean single, double epsilon) {}

    /// Recursion over sets of points.
    private static final class Definition {
        private final int count;
        private final double[][] reach;
        private final double[] levels;
        private final int size;
        private final double[] left;

        Definition(Points points, int samples, int size) {
            this.count = points.count();
            this.size = size;
            this.left = new double[count];
            double[][] distances = new double[count][count];
            double[] core = new double[count];
            for (int a = 0; a < count; a++) {
                for (int b = 0; b < count; b++) {
                    distances[a][b] = distance(points, a, b);
                }
                core[a] = Arrays.stream(distances[a]).sorted().toArray()[samples - 1];
            }
            reach = new double[count][count];
            for (int a = 0; a < count; a++) {
                for (int b = 0; b < count; b++) {
                    reach[a][b] = Math.max(distances[a][b], Math.max(core[a], core[b]));
                }
            }
            levels =
                    Arrays.stream(reach)
                            .flatMapToDouble(Arrays::stream)
                            .sorted()
                            .distinct()
                            .toArray();
        }

        private static double distance(Points points, int a, int b) {
            double sum = 0;
            for (int d = 0; d < points.dimension(); d++) {
                double apart =
                        (double) points.values[a * points.dimension() + d]
                                - points.values[b * points.dimension() + d];
                sum += apart * apart;
            }
            return Math.sqrt(sum);
        }

        @SuppressWarnings("ArrayRecordComponent") // never compared
        private record Group(List<Integer> points, double birth, List<Group> parts, double[] end) {
            double stability(double[] left) {
                return points.stream().mapToDouble(p -> Math.min(left[p], end[0]) - birth).sum();
            }
        }

        Clustering clustering(Wanted wanted) {
            Group root = group(IntStream.range(0, count).boxed().toList(), 0, levels.length - 1);
            int[] clusters = new int[count];
            Arrays.fill(clusters, -1);
            float[] strengths = new float[count];
            List<Group> chosen = new ArrayList<>();
            List<Group> highest = wanted.single ? List.of(root) : root.parts;
            highest.forEach(part -> choose(part, wanted.selection, chosen));
            List<Group> wide = new ArrayList<>();
            chosen.stream()
                    .map(group -> widened(group, highest, wanted.epsilon))
                    .forEach(wide::add);
            for (Group group : wide) {
                double least = wanted.epsilon > 0 ? 1 / wanted.epsilon : group.end[0];
                for (int p : group.points) {
                    if (group.birth > 0 || left[p] >= least) {
                        clusters[p] = wide.indexOf(group);
                        strengths[p] = (float) (Math.min(left[p], group.end[0]) / group.end[0]);
                    }
                }
            }
            return Clustering.of(clusters, strengths);
        }

        /// The smallest group around one that came apart from others at epsilon or more; if none did, the largest.
        private static Group widened(Group group, List<Group> highest, double epsilon) {
            Group widest = around(group, highest);
            Group found = widest;
            while (widest.points.size() > group.points.size()) {
                widest = around(group, widest.parts);
                if (epsilon == 0 || widest.birth <= 1 / epsilon) {
                    found = widest;
                }
            }
            return found;
        }

        private static Group around(Group group, List<Group> among) {
            return among.stream()
                    .filter(one -> one.points.containsAll(group.points))
                    .findFirst()
                    .orElseThrow();
        }

        private static double density(double distance) {
            return 1 / Math.max(1e-12, distance);
        }

        /// A group that is one at a level.
        private Group group(List<Integer> points, double birth, int level) {
            Group group = new Group(points, birth, new ArrayList<>(), new double[1]);
            List<Integer> now = points;
            for (int l = level; l >= 0; l--) {
                List<List<Integer>> parts = components(now, l - 1);
                if (parts.size() == 1) {
                    continue;
                }
                double density = density(levels[l]);
                group.end[0] = density;
                List<List<Integer>> large = new ArrayList<>();
                for (List<Integer> part : parts) {
                    if (part.size() >= size) {
                        large.add(part);
                    } else {
                        part.forEach(p -> left[p] = density);
                    }
                }
                if (large.size() != 1) {
                    for (List<Integer> part : large) {
                        group.parts.add(group(part, density, l - 1));
                    }
                    return group;
                }
                now = large.getFirst();
            }
            return group;
        }

        /// What edges no longer than a level connect; nothing below the least level.
        private List<List<Integer>> components(List<Integer> points, int level) {
            List<List<Integer>> components = new ArrayList<>();
            boolean[] open = new boolean[count];
            points.forEach(p -> open[p] = true);
            for (int start : points) {
                if (open[start]) {
                    open[start] = false;
                    List<Integer> component = new ArrayList<>(List.of(start));
                    for (int i = 0; level >= 0 && i < component.size(); i++) {
                        for (int p : points) {
                            if (open[p] && reach[component.get(i)][p] <= levels[level]) {
                                open[p] = false;
                                component.add(p);
                            }
                        }
                    }
                    components.add(component);
                }
            }
            return components;
        }

        /// @return the stability of what was chosen
        private double choose(Group group, Hdbscan.Selection selection, List<Group> chosen) {
            List<Group> below = new ArrayList<>();
            double sum = 0;
            for (Group part : group.parts) {
                sum += choose(part, selection, below);
            }
            double own = group.stability(left);
            boolean isBest = own >= sum * (1 - 1e-9) && selection == Hdbscan.Selection.MOST_STABLE;
            if (group.parts.isEmpty() || isBest) {
                chosen.add(group);
                return Math.max(own, sum);
            }
            chosen.addAll(below);
            return sum;
        }
    }
}
