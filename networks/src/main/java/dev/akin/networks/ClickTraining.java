package dev.akin.networks;

import dev.akin.evaluate.Auc;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// A model of clicks that learns.
final class ClickTraining implements Learner {
    private static final int ASKED = 4096;

    private final ClickShape shape;
    private final ClickNetwork network;
    private final int fields;
    private final int[] ids;
    private final boolean[] clicked;

    /// @param ids examples × fields; not copied
    /// @param clicked not copied
    ClickTraining(ClickShape shape, ClickNetwork network, int[] ids, boolean[] clicked) {
        this.shape = shape;
        this.network = network;
        this.fields = shape.fields().size();
        this.ids = ids;
        this.clicked = clicked;
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
    public Learned learned() {
        return Learned.of(
                Learned.table("embeddings", network.rows()), network.learned().under("network/"));
    }

    @Override
    public String description() {
        return shape.toJson() + ", " + network.rows().rows() + " × " + network.rows().dimension();
    }
}
