package dev.akin.networks;

import dev.akin.embeddings.Encoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What pictures show, in words: vectors of their labels, which stay where they are, and which pictures are to come near. Each picture is told its label
/// among those of its batch, and each label its pictures, by softmaxes of the cosines over the temperature (Radford and others 2021).
final class Captions {
    private final float[] vectors;
    private final int dimension;

    private Captions(float[] vectors, int dimension) {
        this.vectors = vectors;
        this.dimension = dimension;
    }

    /// @throws IllegalArgumentException if a label has a vector of zeros, which is near nothing
    static Captions of(Encoder<String> texts, List<String> labels) {
        int dimension = texts.dimension();
        float[] vectors = new float[Math.multiplyExact(labels.size(), dimension)];
        float[][] encoded = texts.encode(labels);
        for (int c = 0; c < encoded.length; c++) {
            System.arraycopy(encoded[c], 0, vectors, c * dimension, dimension);
            if (Arrays.equals(encoded[c], new float[dimension])) {
                throw new IllegalArgumentException(
                        texts.name()
                                + " makes a vector of zeros of the label \""
                                + labels.get(c)
                                + "\"");
            }
        }
        return new Captions(vectors, dimension);
    }

    /// The labels of a batch, each once.
    ///
    /// @param of which of them each picture has
    /// @param counts how many pictures each of them has
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Met(UnitRows rows, int[] of, int[] counts) {}

    private Met met(int[] classes) {
        Map<Integer, Integer> columns = new HashMap<>();
        int[] of = new int[classes.length];
        for (int i = 0; i < classes.length; i++) {
            of[i] = columns.computeIfAbsent(classes[i], _ -> columns.size());
        }
        float[] rows = new float[columns.size() * dimension];
        columns.forEach((label, column) ->
                System.arraycopy(vectors, label * dimension, rows, column * dimension, dimension));
        int[] counts = new int[columns.size()];
        for (int column : of) {
            counts[column]++;
        }
        return new Met(new UnitRows(rows, dimension), of, counts);
    }

    /// The mean of both losses.
    ///
    /// @param classes of the pictures
    /// @param gradient of their unit vectors is added here
    double loss(UnitRows pictures, int[] classes, double temperature, float[] gradient) {
        Met met = met(classes);
        Cosines cosines = new Cosines(pictures, met.rows);
        double loss =
                ProxyLoss.nca(cosines, met.of, temperature) + ofLabels(cosines, met, temperature);
        cosines.scale(0.5);
        cosines.back(gradient, new float[met.rows.values().length]);
        return loss / 2;
    }

    /// A label that several pictures have is to find each of them equally.
    private static double ofLabels(Cosines cosines, Met met, double temperature) {
        double sum = 0;
        double[] shares = new double[met.of.length];
        for (int c = 0; c < met.counts.length; c++) {
            for (int i = 0; i < shares.length; i++) {
                shares[i] = cosines.at(i, c) / temperature;
            }
            double normal = Episode.surprise(shares, 0) + cosines.at(0, c) / temperature;
            for (int i = 0; i < shares.length; i++) {
                double wanted = met.of[i] == c ? 1.0 / met.counts[c] : 0;
                sum += wanted * (normal - cosines.at(i, c) / temperature);
                cosines.slope(i, c, (shares[i] - wanted) / (temperature * met.counts.length));
            }
        }
        return sum / met.counts.length;
    }

    /// The share of pictures whose label is the nearest among those of all of them.
    double accuracy(UnitRows pictures, int[] classes) {
        Met met = met(classes);
        Cosines cosines = new Cosines(pictures, met.rows);
        int right = 0;
        for (int i = 0; i < classes.length; i++) {
            int nearest = 0;
            for (int c = 1; c < met.counts.length; c++) {
                nearest = cosines.at(i, c) > cosines.at(i, nearest) ? c : nearest;
            }
            right += nearest == met.of[i] ? 1 : 0;
        }
        return right / (double) classes.length;
    }
}
