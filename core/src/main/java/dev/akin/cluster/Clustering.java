package dev.akin.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;

/// Which group each point belongs to, and how surely. Groups are numbered by their size, the largest first. Immutable and
/// thread-safe.
public final class Clustering {
    /// What [#cluster(int)] says of a point that belongs to no group.
    public static final int NOISE = -1;

    private final int[] clusters;
    private final float[] strengths;
    private final int[] sizes;

    private Clustering(int[] clusters, float[] strengths, int[] sizes) {
        this.clusters = clusters;
        this.strengths = strengths;
        this.sizes = sizes;
    }

    /// Of groups found elsewhere. They are numbered anew by their size, equal ones by their first point; both arrays are copied.
    ///
    /// @param groups any number for each point; negative where it belongs to none
    /// @param strengths for each point, in [0, 1]; taken as 0 where it belongs to no group
    /// @throws IllegalArgumentException if there are not as many strengths as groups, or one is not in [0, 1]
    public static Clustering of(int[] groups, float[] strengths) {
        if (groups.length != strengths.length) {
            throw new IllegalArgumentException(
                    groups.length + " points, but " + strengths.length + " strengths");
        }
        int[] dense = dense(groups);
        int count = Arrays.stream(dense).max().orElse(NOISE) + 1;
        int[] sizes = new int[count];
        for (int group : dense) {
            if (group >= 0) {
                sizes[group]++;
            }
        }
        int[] place = places(sizes);
        int[] clusters = new int[groups.length];
        float[] kept = strengths.clone();
        for (int row = 0; row < clusters.length; row++) {
            if (!(kept[row] >= 0 && kept[row] <= 1)) {
                throw new IllegalArgumentException(
                        "the strength of point " + row + " in [0, 1], not " + kept[row]);
            }
            clusters[row] = dense[row] < 0 ? NOISE : place[dense[row]];
            kept[row] = dense[row] < 0 ? 0 : kept[row];
        }
        int[] ordered = new int[count];
        for (int group = 0; group < count; group++) {
            ordered[place[group]] = sizes[group];
        }
        return new Clustering(clusters, kept, ordered);
    }

    /// The same groups from 0 on, in the order of their first points.
    private static int[] dense(int[] groups) {
        int[] known =
                Arrays.stream(groups).filter(group -> group >= 0).sorted().distinct().toArray();
        int[] numbers = new int[known.length];
        Arrays.fill(numbers, NOISE);
        int next = 0;
        int[] dense = new int[groups.length];
        for (int row = 0; row < groups.length; row++) {
            if (groups[row] < 0) {
                dense[row] = NOISE;
                continue;
            }
            int at = Arrays.binarySearch(known, groups[row]);
            if (numbers[at] == NOISE) {
                numbers[at] = next++;
            }
            dense[row] = numbers[at];
        }
        return dense;
    }

    private static int[] places(int[] sizes) {
        int[] order =
                IntStream.range(0, sizes.length)
                        .boxed()
                        .sorted(Comparator.comparingInt(group -> -sizes[group]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[] place = new int[sizes.length];
        for (int i = 0; i < order.length; i++) {
            place[order[i]] = i;
        }
        return place;
    }

    /// How many points.
    public int count() {
        return clusters.length;
    }

    /// How many groups.
    public int clusters() {
        return sizes.length;
    }

    /// The group of a point, from 0, or [#NOISE].
    public int cluster(int point) {
        return clusters[point];
    }

    /// The group of each point: a copy.
    public int[] toArray() {
        return clusters.clone();
    }

    /// How surely a point belongs to its group, in [0, 1]; 0 for noise. By [KMeans] 1 − distance to the own centre ÷ distance to
    /// the next: 1 in the middle, 0 on the border. By [Hdbscan] how much of the group's life the point took part in.
    public float strength(int point) {
        return strengths[point];
    }

    /// How many points a group has.
    ///
    /// @throws IndexOutOfBoundsException if there is no such group
    public int size(int cluster) {
        return sizes[Objects.checkIndex(cluster, sizes.length)];
    }

    /// How many points belong to no group.
    public int noise() {
        return clusters.length - Arrays.stream(sizes).sum();
    }

    /// The points of each group, ascending.
    public int[][] members() {
        ClusterMeans.Groups groups = groups();
        return IntStream.range(0, sizes.length)
                .mapToObj(c ->
                        Arrays.copyOfRange(
                                groups.rows(), groups.starts()[c], groups.starts()[c + 1]))
                .toArray(int[][]::new);
    }

    ClusterMeans.Groups groups() {
        return ClusterMeans.Groups.of(clusters, clusters.length, sizes.length);
    }
}
