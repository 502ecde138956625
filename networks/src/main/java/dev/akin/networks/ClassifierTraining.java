package dev.akin.networks;

import dev.akin.layers.EmbeddingLayer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A classifier and the texts that it learns from.
final class ClassifierTraining implements Learner {
    private static final int ASKED = 256;

    private final EmbeddingLayer layer;
    private final SequenceNetwork network;
    private final Labelled examples;
    private final ClassifierShape shape;

    ClassifierTraining(
            EmbeddingLayer layer,
            SequenceNetwork network,
            Labelled examples,
            ClassifierShape shape) {
        this.layer = layer;
        this.network = network;
        this.examples = examples;
        this.shape = shape;
    }

    @Override
    public int examples() {
        return examples.ids.length;
    }

    @Override
    public int length(int example) {
        return examples.ids[example].length;
    }

    @Override
    public double train(int[] chosen) {
        return network.train(batch(chosen), targets(chosen));
    }

    private SequenceBatch batch(int[] chosen) {
        return SequenceBatch.of(examples.ids, chosen, 0);
    }

    private Targets targets(int[] chosen) {
        int outputs = shape.labels().size();
        if (!shape.several()) {
            return new Targets.One(Arrays.stream(chosen).map(i -> examples.labels[i][0]).toArray());
        }
        float[] marks = new float[chosen.length * outputs];
        for (int i = 0; i < chosen.length; i++) {
            for (int label : examples.labels[chosen[i]]) {
                marks[i * outputs + label] = 1;
            }
        }
        return new Targets.Any(marks);
    }

    @Override
    public Map<String, Double> validate(int[] chosen) {
        double loss = 0;
        long right = 0;
        long asked = 0;
        for (int from = 0; from < chosen.length; from += ASKED) {
            int[] some = Arrays.copyOfRange(chosen, from, Math.min(chosen.length, from + ASKED));
            float[] scores = network.scores(batch(some));
            for (int i = 0; i < some.length; i++) {
                right += shape.right(scores, i, examples.labels[some[i]]);
                asked += shape.several() ? shape.labels().size() : 1;
            }
            loss += some.length * targets(some).loss(scores, shape.labels().size());
        }
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("loss", loss / chosen.length);
        measures.put("accuracy", right / (double) asked);
        return measures;
    }

    @Override
    public Learned learned() {
        return Learned.of(Learned.table("embeddings", layer), network.learned().under("network/"));
    }

    @Override
    public String description() {
        return shape.toJson() + ", " + layer.rows() + " × " + layer.dimension();
    }

    /// Sequences and their labels.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Labelled(int[][] ids, int[][] labels) {
        void check(List<String> names, boolean several) {
            if (ids.length != labels.length) {
                throw new IllegalArgumentException(
                        labels.length + " labels, for " + ids.length + " texts");
            }
            if (ids.length == 0) {
                throw new IllegalArgumentException("there are no texts to learn from");
            }
            if (names.size() < (several ? 1 : 2)) {
                throw new IllegalArgumentException(
                        "there is nothing to tell apart: all texts have the label " + names);
            }
        }
    }
}
