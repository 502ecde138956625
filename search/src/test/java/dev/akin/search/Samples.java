package dev.akin.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Documents and vectors for tests.
final class Samples {
    private Samples() {}

    static float[] vector(float... numbers) {
        return numbers;
    }

    /// Vectors of a normal distribution, the same for the same seed.
    static float[][] vectors(int count, int dimension, long seed) {
        Random random = new Random(seed);
        float[][] vectors = new float[count][dimension];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                vector[i] = (float) random.nextGaussian();
            }
        }
        return vectors;
    }

    /// Documents `d0`, `d1`, … with a vector each, field `n` their number and field `parity` even or odd.
    static List<Document> documents(float[][] vectors) {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            documents.add(
                    Document.builder("d" + i)
                            .text("number " + i)
                            .put("n", i)
                            .put("parity", i % 2 == 0 ? "even" : "odd")
                            .vector(vectors[i])
                            .build());
        }
        return documents;
    }

    static List<String> ids(List<Hit> hits) {
        return hits.stream().map(Hit::id).toList();
    }

    static SearchRequest.Builder near(float... vector) {
        return SearchRequest.builder().vector(vector);
    }

    /// The ids of the rows nearest by cosine, the nearest first.
    static List<String> nearest(float[][] vectors, float[] query, int k) {
        return IntStream.range(0, vectors.length)
                .boxed()
                .sorted((a, b) ->
                        Double.compare(cosine(vectors[b], query), cosine(vectors[a], query)))
                .limit(k)
                .map(i -> "d" + i)
                .toList();
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
        return ab / Math.sqrt(aa * bb);
    }
}
