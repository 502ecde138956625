package dev.akin.networks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Two towers and the choices that they learn from: each choice with what its user had chosen before.
final class TowerTraining implements Learner {
    private final Towers towers;
    private final int[][] chosen;
    private final int[] user;
    private final int[] place;
    private final float[] logShares;
    private final InBatchSoftmax softmax;
    private final int batch;

    /// @param chosen ids of items of each user, in their order
    /// @param counts of items
    TowerTraining(Towers towers, int[][] chosen, long[] counts, FitOptions options) {
        this.towers = towers;
        this.chosen = chosen;
        int count = Arrays.stream(chosen).mapToInt(items -> items.length).sum();
        this.user = new int[count];
        this.place = new int[count];
        int at = 0;
        for (int u = 0; u < chosen.length; u++) {
            for (int t = 0; t < chosen[u].length; t++, at++) {
                user[at] = u;
                place[at] = t;
            }
        }
        this.logShares = new float[counts.length];
        double all = Arrays.stream(counts).sum();
        for (int i = 0; i < counts.length; i++) {
            logShares[i] = (float) Math.log(counts[i] / all);
        }
        this.softmax = new InBatchSoftmax(towers.dimension(), 1);
        this.batch = options.batchSize();
    }

    @Override
    public int examples() {
        return user.length;
    }

    @Override
    public double train(int[] examples) {
        Towers.Query[] queries = queries(examples);
        int[] items = items(examples);
        double loss = loss(queries, items);
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException(
                    "the loss is " + loss + ", no number to go on from; try a lower rate");
        }
        towers.step(queries, softmax.queries(), items, softmax.answers());
        return loss;
    }

    private double loss(Towers.Query[] queries, int[] items) {
        float[] shares = new float[items.length];
        for (int i = 0; i < items.length; i++) {
            shares[i] = logShares[items[i]];
        }
        return softmax.loss(towers.vectors(queries), towers.vectors(items), items, shares);
    }

    private Towers.Query[] queries(int[] examples) {
        Towers.Query[] queries = new Towers.Query[examples.length];
        for (int i = 0; i < examples.length; i++) {
            int u = user[examples[i]];
            queries[i] = new Towers.Query(1 + u, chosen[u], place[examples[i]]);
        }
        return queries;
    }

    private int[] items(int[] examples) {
        return Arrays.stream(examples).map(e -> chosen[user[e]][place[e]]).toArray();
    }

    @Override
    public Map<String, Double> validate(int[] examples) {
        double sum = 0;
        for (int from = 0; from < examples.length; from += batch) {
            int[] some =
                    Arrays.copyOfRange(examples, from, Math.min(examples.length, from + batch));
            sum += some.length * loss(queries(some), items(some));
        }
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("loss", sum / examples.length);
        return measures;
    }

    @Override
    public Learned learned() {
        return towers.learned();
    }

    @Override
    public String description() {
        return towers.shape().toJson()
                + ", "
                + (towers.users().rows() - 1)
                + " users and "
                + (towers.items().rows() - 1)
                + " items × "
                + towers.dimension();
    }
}
