package dev.akin.networks;

import dev.akin.evaluate.Auc;
import dev.akin.format.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A model of clicks that learns.
final class ClickTraining implements Learner {
    private static final int ASKED = 4096;

    private final ClickShape shape;
    private final ClickNetwork network;
    private final int fields;
    private final int[] ids;
    private final boolean[] clicked;

    ClickTraining(
            ClickShape shape,
            ClickShape.Values values,
            ClickNetwork network,
            ClickExamples examples) {
        this.shape = shape;
        this.network = network;
        this.fields = shape.fields().size();
        this.clicked = examples.clicked();
        this.ids = new int[Math.multiplyExact(clicked.length, fields)];
        for (int i = 0; i < clicked.length; i++) {
            values.rows(examples.values().get(i), ids, i * fields);
        }
    }

    @Override
    public int examples() {
        return clicked.length;
    }

    @Override
    public double train(int[] chosen) {
        return network.train(ids(chosen), clicked(chosen));
    }

    private int[] ids(int[] chosen) {
        int[] some = new int[chosen.length * fields];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(ids, chosen[i] * fields, some, i * fields, fields);
        }
        return some;
    }

    private boolean[] clicked(int[] chosen) {
        boolean[] some = new boolean[chosen.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = clicked[chosen[i]];
        }
        return some;
    }

    @Override
    public Map<String, Double> validate(int[] chosen) {
        float[] scores = new float[chosen.length];
        for (int from = 0; from < chosen.length; from += ASKED) {
            int[] some = Arrays.copyOfRange(chosen, from, Math.min(chosen.length, from + ASKED));
            System.arraycopy(network.scores(ids(some)), 0, scores, from, some.length);
        }
        boolean[] wanted = clicked(chosen);
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("loss", ClickNetwork.targets(wanted).loss(scores.clone(), 1));
        measures.put("AUC", Auc.value(of(true, wanted, scores), of(false, wanted, scores)));
        return measures;
    }

    private static double[] of(boolean outcome, boolean[] clicked, float[] scores) {
        return IntStream.range(0, scores.length)
                .filter(i -> clicked[i] == outcome)
                .mapToDouble(i -> scores[i])
                .toArray();
    }

    @Override
    public Map<String, Tensor> weights() {
        Map<String, Tensor> weights = new TreeMap<>();
        weights.put("embeddings", Tables.rows(network.rows()));
        network.weights().forEach((name, weight) -> weights.put("network/" + name, weight));
        return weights;
    }

    @Override
    public void weights(Map<String, Tensor> others) {
        Tables.rows("embeddings", others, network.rows());
        network.weights(Tables.under("network/", others));
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new TreeMap<>(Tables.state("embeddings", network.rows()));
        network.state().forEach((name, part) -> state.put("network/" + name, part));
        return state;
    }

    @Override
    public void state(Map<String, Tensor> others) {
        Tables.state("embeddings", others, network.rows());
        network.state(Tables.under("network/", others));
    }

    @Override
    public String description() {
        return shape.toJson() + ", " + network.rows().rows() + " × " + network.rows().dimension();
    }
}
