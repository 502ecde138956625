package dev.akin.networks;

import dev.akin.layers.EmbeddingLayer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// A model of texts' vectors, and the groups that it learns from.
final class MetricTraining implements Learner {
    /// @param ids of the texts of a group one behind the other, group by group
    /// @param alike whether the texts of a group mean alike
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Groups(MetricLoss loss, int[][] ids, boolean[] alike, MetricOptions options) {}

    private final MetricShape shape;
    private final EmbeddingLayer layer;
    private final TextVectors vectors;
    private final Groups groups;

    MetricTraining(MetricShape shape, EmbeddingLayer layer, TextVectors vectors, Groups groups) {
        this.shape = shape;
        this.layer = layer;
        this.vectors = vectors;
        this.groups = groups;
    }

    @Override
    public int examples() {
        return groups.alike.length;
    }

    @Override
    public double train(int[] chosen) {
        SequenceBatch batch = batch(chosen);
        UnitRows rows = new UnitRows(vectors.vectors(batch), vectors.width());
        float[] gradient = new float[rows.values().length];
        double loss = loss(rows, chosen, gradient);
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException(
                    "the loss is " + loss + ", no number to go on from; try a lower rate");
        }
        rows.back(gradient);
        vectors.step(batch, gradient);
        return loss;
    }

    private double loss(UnitRows rows, int[] chosen, float[] gradient) {
        boolean[] alike = new boolean[chosen.length];
        int[] keys = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            alike[i] = groups.alike[chosen[i]];
            keys[i] = Arrays.hashCode(groups.ids[chosen[i] * groups.loss.texts() + 1]);
        }
        return groups.loss.loss(rows, alike, keys, groups.options, gradient);
    }

    /// The first texts of all groups, then all second ones, and so on.
    private SequenceBatch batch(int[] chosen) {
        int texts = groups.loss.texts();
        int[] all = new int[chosen.length * texts];
        for (int t = 0; t < texts; t++) {
            for (int i = 0; i < chosen.length; i++) {
                all[t * chosen.length + i] = chosen[i] * texts + t;
            }
        }
        return SequenceBatch.of(groups.ids, all, 0);
    }

    /// The loss, and how many groups have it right: the second text is the nearest of all, or nearer than the third, or on its side of the
    /// margin.
    @Override
    public Map<String, Double> validate(int[] chosen) {
        UnitRows rows = new UnitRows(vectors.vectors(batch(chosen)), vectors.width());
        double loss = loss(rows, chosen, new float[rows.values().length]);
        int right = 0;
        for (int i = 0; i < chosen.length; i++) {
            right += right(rows, i, chosen) ? 1 : 0;
        }
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("loss", loss);
        measures.put("accuracy", right / (double) chosen.length);
        return measures;
    }

    private boolean right(UnitRows rows, int i, int[] chosen) {
        int count = chosen.length;
        double near = rows.cosine(i, count + i);
        return switch (groups.loss) {
            case TRIPLET -> near > rows.cosine(i, 2 * count + i);
            case CONTRASTIVE -> near > (1 + groups.options.margin()) / 2 == groups.alike[chosen[i]];
            case IN_BATCH_SOFTMAX -> {
                boolean nearest = true;
                for (int j = 0; j < count && nearest; j++) {
                    nearest = rows.cosine(i, count + j) <= near;
                }
                yield nearest;
            }
        };
    }

    @Override
    public Learned learned() {
        return Learned.of(Learned.table("embeddings", layer), vectors.learned().under("network/"));
    }

    @Override
    public String description() {
        return shape.toJson()
                + ", "
                + groups.loss
                + ", "
                + layer.rows()
                + " × "
                + layer.dimension();
    }
}
