package dev.akin.search;

import dev.akin.align.LinearMap;
import dev.akin.embeddings.Similarity;
import dev.akin.embeddings.TextEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// A linear map from the vectors of one encoder to those of another, fitted on a sample of documents, and what it costs.
///
/// @param recall of the ten nearest, on the part of the sample that was held out
/// @param sampled size of the sample
record MappedVectors(LinearMap map, double recall, int sampled) {
    private static final int NEAREST = 10;

    /// From little to much; which is best depends on how much the sample says about each direction.
    private static final double[] RIDGES = {1e-4, 1e-3, 1e-2, 1e-1, 1};

    /// @param documents at least 20, each with a vector and a text
    static MappedVectors fit(List<Document> documents, TextEncoder encoder) {
        List<Document> shuffled = new ArrayList<>(documents);
        Collections.shuffle(shuffled, new Random(1));
        float[][] from =
                shuffled.stream().map(d -> d.vectorsShared().getFirst()).toArray(float[][]::new);
        float[][] to =
                encoder.encode(
                        shuffled.stream().map(Document::text).toList(),
                        TextEncoder.Purpose.DOCUMENT);
        if (encoder.similarity() == Similarity.COSINE) {
            // Lengths say nothing, and the fit would spend itself on them.
            to = Arrays.stream(to).map(Rows::scaled).toArray(float[][]::new);
        }
        int seen = from.length * 4 / 5;
        LinearMap best = null;
        double bestRecall = -1;
        LinearMap.Fit fit = LinearMap.fit(Arrays.copyOf(from, seen), Arrays.copyOf(to, seen));
        for (double ridge : RIDGES) {
            LinearMap map = fit.ridge(ridge);
            double recall = recall(map, from, to, seen);
            if (best == null || recall > bestRecall) {
                best = map;
                bestRecall = recall;
            }
        }
        return new MappedVectors(Objects.requireNonNull(best), bestRecall, from.length);
    }

    /// Asks with the new vector of each document that was held out, among all of them.
    private static double recall(LinearMap map, float[][] from, float[][] to, int seen) {
        int held = from.length - seen;
        float[][] mapped = new float[held][];
        float[][] exact = new float[held][];
        for (int i = 0; i < held; i++) {
            mapped[i] = map.apply(from[seen + i]);
            exact[i] = to[seen + i];
        }
        int k = Math.min(NEAREST, held - 1);
        int found = 0;
        for (int query = 0; query < held; query++) {
            List<Integer> truth = nearest(exact, exact[query], query, k);
            truth.retainAll(nearest(mapped, exact[query], query, k));
            found += truth.size();
        }
        return (double) found / (held * k);
    }

    private static List<Integer> nearest(float[][] rows, float[] query, int self, int k) {
        double[] scores = new double[rows.length];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            scores[i] = cosine(rows[i], query);
            if (i != self) {
                order.add(i);
            }
        }
        order.sort((a, b) -> Double.compare(scores[b], scores[a]));
        return new ArrayList<>(order.subList(0, k));
    }

    static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }
}
