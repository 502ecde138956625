package dev.akin.evaluate;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The items that were chosen, and by how many users.
final class Catalogue {
    private static final long SEED = 1;

    /// Normal deviations on either side that hold 95 of 100.
    private static final double DEVIATIONS = 1.959963984540054;

    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> users = new HashMap<>();
    private final int all;

    /// @param before the different items of each user
    Catalogue(Map<String, ? extends Collection<String>> before) {
        for (Collection<String> items : before.values()) {
            for (String item : items) {
                ids.putIfAbsent(item, ids.size());
                users.merge(item, 1, Integer::sum);
            }
        }
        all = before.size();
    }

    int size() {
        return ids.size();
    }

    Score coverage(List<List<String>> recommended, int k) {
        int[][] lists = recommended.stream().map(list -> ids(list, k)).toArray(int[][]::new);
        double share = covered(lists, Bootstrap.once(lists.length));
        double[] drawn = Bootstrap.resample(lists.length, SEED, times -> covered(lists, times));
        double margin = DEVIATIONS * deviation(drawn);
        Interval interval = new Interval(Math.max(0, share - margin), Math.min(1, share + margin));
        return new Score(share, interval);
    }

    private int[] ids(List<String> list, int k) {
        return list.stream().limit(k).filter(ids::containsKey).mapToInt(ids::get).toArray();
    }

    private double covered(int[][] lists, int[] times) {
        BitSet seen = new BitSet(size());
        for (int user = 0; user < lists.length; user++) {
            if (times[user] > 0) {
                for (int id : lists[user]) {
                    seen.set(id);
                }
            }
        }
        return (double) seen.cardinality() / size();
    }

    private static double deviation(double[] values) {
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value;
            squares += value * value;
        }
        double mean = sum / values.length;
        return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
    }

    /// Of users with lists; those who were recommended nothing have no novelty.
    Score novelty(List<List<String>> recommended, int k) {
        double[] values =
                recommended.stream()
                        .mapToDouble(list ->
                                list.stream()
                                        .limit(k)
                                        .mapToDouble(this::surprise)
                                        .average()
                                        .orElse(Double.NaN))
                        .filter(value -> !Double.isNaN(value))
                        .toArray();
        return Score.of(values.length, SEED, times -> mean(values, times));
    }

    private double surprise(String item) {
        return -Math.log((double) users.getOrDefault(item, 1) / all) / Math.log(2);
    }

    private static double mean(double[] values, int[] times) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += times[i] * values[i];
        }
        return values.length == 0 ? Double.NaN : sum / values.length;
    }
}
