package dev.akin.networks;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Batches of some pictures of each of some classes: what losses of classes need, and chance seldom gives. An epoch meets every picture once, but
/// for those that are left over: the only one of its class, or the last few classes when no other is left to tell them from.
///
/// @param perBatch classes in a batch
/// @param perClass pictures of each
record ClassBatches(int perBatch, int perClass, long seed) {
    /// Which classes are near each other; asked when batches are to be hard.
    interface Nearness {
        double of(int a, int b);
    }

    /// The batches of an epoch.
    ///
    /// @param classes of all examples
    /// @param hard the share of a batch that is of the classes nearest its first
    int[][] of(int[] examples, int[] classes, int epoch, double hard, Nearness nearness) {
        Random random = new Random(seed * 1_000_003 + epoch);
        List<int[]> groups = groups(examples, classes, random);
        List<int[]> batches = new ArrayList<>();
        while (!groups.isEmpty()) {
            List<int[]> together = take(groups, classes, hard, nearness);
            if (together.size() > 1) {
                batches.add(together.stream().flatMapToInt(Arrays::stream).toArray());
            }
        }
        Collections.shuffle(batches, random);
        return batches.toArray(int[][]::new);
    }

    /// Pictures of a class, some at a time; the last one joins those before it. First some of each class by chance, then the next ones of each, so that
    /// no class is left without others.
    private List<int[]> groups(int[] examples, int[] classes, Random random) {
        Map<Integer, List<Integer>> byClass = new TreeMap<>();
        for (int example : examples) {
            byClass.computeIfAbsent(classes[example], _ -> new ArrayList<>()).add(example);
        }
        List<List<int[]>> rounds = new ArrayList<>();
        for (List<Integer> members : byClass.values()) {
            Collections.shuffle(members, random);
            int from = 0;
            for (int round = 0; from + 1 < members.size(); round++) {
                int left = members.size() - from;
                int to = from + (left <= perClass + 1 ? left : perClass);
                if (round == rounds.size()) {
                    rounds.add(new ArrayList<>());
                }
                rounds.get(round)
                        .add(members.subList(from, to).stream().mapToInt(e -> e).toArray());
                from = to;
            }
        }
        rounds.forEach(round -> Collections.shuffle(round, random));
        return rounds.stream().flatMap(List::stream).collect(toCollection(ArrayList::new));
    }

    /// Takes the first group, the nearest ones of other classes, and the next ones of yet others.
    private List<int[]> take(List<int[]> groups, int[] classes, double hard, Nearness nearness) {
        List<int[]> together = new ArrayList<>(List.of(groups.removeFirst()));
        List<Integer> taken = new ArrayList<>(List.of(classes[together.getFirst()[0]]));
        int near = (int) Math.round(hard * (perBatch - 1));
        while (together.size() < perBatch) {
            int next =
                    together.size() <= near
                            ? nearest(groups, classes, taken, nearness)
                            : first(groups, classes, taken);
            if (next < 0) {
                break;
            }
            together.add(groups.remove(next));
            taken.add(classes[together.getLast()[0]]);
        }
        return together;
    }

    private static int first(List<int[]> groups, int[] classes, List<Integer> taken) {
        for (int g = 0; g < groups.size(); g++) {
            if (!taken.contains(classes[groups.get(g)[0]])) {
                return g;
            }
        }
        return -1;
    }

    private static int nearest(
            List<int[]> groups, int[] classes, List<Integer> taken, Nearness nearness) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int g = 0; g < groups.size(); g++) {
            int other = classes[groups.get(g)[0]];
            double near = nearness.of(taken.getFirst(), other);
            if (near > most && !taken.contains(other)) {
                best = g;
                most = near;
            }
        }
        return best;
    }
}
