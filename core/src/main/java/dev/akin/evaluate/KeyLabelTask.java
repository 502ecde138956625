package dev.akin.evaluate;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Similarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Keys that have a label each: how many get theirs from the vectors of others. Every key is left out once, in one of five parts by
/// turns within its label, and gets the label whose mean of the other four is nearest (Rocchio 1971): by cosine, of rows of unit length,
/// or by Euclidean distance where that is what nearness means.
final class KeyLabelTask extends ItemTask {
    private static final int PARTS = 5;

    private final List<Labelled> items;

    KeyLabelTask(String name, List<Labelled> items) {
        super(name);
        this.items = List.copyOf(items);
    }

    record Labelled(String key, String label) {}

    @Override
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        items.forEach(item -> keys.add(item.key()));
        return keys;
    }

    @Override
    public ScoredTask some(int count) {
        return new KeyLabelTask(name(), ScoredTask.spread(items, count));
    }

    @Override
    double[] values(Embeddings words) {
        double[] values = new double[items.size()];
        Arrays.fill(values, Double.NaN);
        int[] parts = parts(words);
        boolean unit = words.similarity() != Similarity.EUCLIDEAN;
        for (int part = 0; part < PARTS; part++) {
            Map<String, Mean> means = means(words, parts, part, unit);
            for (int i = 0; i < parts.length; i++) {
                if (parts[i] == part && !means.isEmpty()) {
                    String given = nearest(means, vector(words, items.get(i), unit), unit);
                    values[i] = given.equals(items.get(i).label()) ? 1 : 0;
                }
            }
        }
        return values;
    }

    /// In which part each item is left out; -1 for keys that are not known.
    private int[] parts(Embeddings words) {
        Map<String, Integer> seen = new HashMap<>();
        int[] parts = new int[items.size()];
        for (int i = 0; i < parts.length; i++) {
            Labelled item = items.get(i);
            parts[i] =
                    words.contains(item.key())
                            ? seen.merge(item.label(), 1, Integer::sum) % PARTS
                            : -1;
        }
        return parts;
    }

    private Map<String, Mean> means(Embeddings words, int[] parts, int left, boolean unit) {
        Map<String, Mean> means = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] >= 0 && parts[i] != left) {
                Labelled item = items.get(i);
                means.computeIfAbsent(item.label(), _ -> new Mean(words.dimension()))
                        .add(vector(words, item, unit));
            }
        }
        return means;
    }

    private static float[] vector(Embeddings words, Labelled item, boolean unit) {
        float[] vector = words.vector(item.key());
        double squares = 0;
        for (float number : vector) {
            squares += (double) number * number;
        }
        if (unit && squares > 0) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) (vector[i] / Math.sqrt(squares));
            }
        }
        return vector;
    }

    /// The first by its characters of those that are equally near.
    private static String nearest(Map<String, Mean> means, float[] vector, boolean unit) {
        String best = "";
        double most = Double.NEGATIVE_INFINITY;
        for (String label : new ArrayList<>(means.keySet()).stream().sorted().toList()) {
            Mean mean = means.getOrDefault(label, new Mean(vector.length));
            double near = mean.nearness(vector, unit);
            if (near > most) {
                most = near;
                best = label;
            }
        }
        return best;
    }

    /// Of some vectors.
    private static final class Mean {
        private final double[] sum;
        private int count;

        Mean(int dimension) {
            sum = new double[dimension];
        }

        void add(float[] vector) {
            count++;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }

        double nearness(float[] vector, boolean unit) {
            double dot = 0;
            double squares = 0;
            for (int i = 0; i < sum.length; i++) {
                double mean = sum[i] / count;
                dot += mean * vector[i];
                squares += mean * mean;
            }
            if (!unit) {
                return 2 * dot - squares;
            }
            return squares == 0 ? 0 : dot / Math.sqrt(squares);
        }
    }
}
