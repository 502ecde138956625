package dev.akin.embeddings;

import dev.akin.format.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gives vectors the label that most of the labelled rows nearest to them have (Fix and Hodges 1951): patches of pictures become
/// parts of things, for example. Immutable and thread-safe.
///
/// A row's label is what its column `label` says; in a table without that column, the first folder of its key (`cat/1.png`).
public final class NearestLabels {
    /// Rows that are compared at a time.
    private static final int TOGETHER = 1024;

    private final Embeddings rows;
    private final String[] labels;
    private final int neighbors;

    private NearestLabels(Embeddings rows, String[] labels, int neighbors) {
        this.rows = rows;
        this.labels = labels;
        this.neighbors = neighbors;
    }

    /// @param neighbors how many of the nearest rows vote, at least 1
    /// @throws IllegalArgumentException if there is no neighbour to ask, or a row has no label
    public static NearestLabels of(Embeddings rows, int neighbors) {
        if (neighbors < 1) {
            throw new IllegalArgumentException(
                    "at least 1 of the nearest rows must vote, not " + neighbors);
        }
        String[] labels = new String[rows.size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = label(rows, row);
        }
        return new NearestLabels(rows, labels, neighbors);
    }

    private static String label(Embeddings rows, int row) {
        Column column = rows.columns().get(EncodedFiles.LABEL);
        String key = rows.vocabulary().key(row);
        String label =
                column == null ? key.substring(0, Math.max(0, key.indexOf('/'))) : column.text(row);
        if (label.isEmpty()) {
            throw new IllegalArgumentException(
                    "\""
                            + key
                            + "\" has no label: neither a column \"label\" nor a folder in its key"
                            + " says one");
        }
        return label;
    }

    /// What the neighbours of a vector say.
    ///
    /// @param share of the neighbours that have the label, in (0, 1]
    public record Vote(String label, double share) {}

    /// The label of each vector: the one that most neighbours have; of several, that of the nearest.
    ///
    /// @throws IllegalArgumentException if a vector has another dimension than the rows
    public List<Vote> of(float[][] vectors) {
        List<Vote> votes = new ArrayList<>(vectors.length);
        for (int from = 0; from < vectors.length; from += TOGETHER) {
            int to = Math.min(vectors.length, from + TOGETHER);
            float[][] some = Arrays.copyOfRange(vectors, from, to);
            for (float[] vector : some) {
                check(vector);
            }
            rows.neighborsOfVectors(some, neighbors).forEach(near -> votes.add(vote(near)));
        }
        return votes;
    }

    private void check(float[] vector) {
        if (vector.length != rows.dimension()) {
            throw new IllegalArgumentException(
                    "labelled rows have "
                            + rows.dimension()
                            + " dimensions, but the vectors to be labelled "
                            + vector.length
                            + "; both must come from the same encoder");
        }
    }

    private Vote vote(List<Neighbor> near) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        near.forEach(row -> counts.merge(labels[row.id()], 1, Integer::sum));
        String best = labels[near.getFirst().id()];
        for (Map.Entry<String, Integer> label : counts.entrySet()) {
            best = label.getValue() > counts.getOrDefault(best, 0) ? label.getKey() : best;
        }
        return new Vote(best, (double) counts.getOrDefault(best, 0) / near.size());
    }
}
