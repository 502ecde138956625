package dev.akin.align;

import dev.akin.text.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// One training under way. For one thread, which lets others help.
final class BridgeRun {
    /// Fewer pairs held back say nothing.
    private static final int LEAST_HELD = 10;

    private final BridgeTraining.Builder options;
    private final BridgePairs pairs;
    private final Products products;
    private final BridgeStep step;
    private final SplittableRandom random;
    private final int[] learned;
    private final int[] held;
    private final List<Json> epochs = new ArrayList<>();
    private List<BridgeLayer> best;
    private RetrievalScore bestScore = RetrievalScore.NONE;
    private int bestEpoch;

    BridgeRun(BridgeTraining.Builder options, BridgePairs pairs) {
        this.options = options;
        this.pairs = pairs;
        this.products = new Products(options.threads);
        this.random = new SplittableRandom(options.seed);
        boolean[] out = pairs.held(options.heldOut, random.split());
        long count = IntStream.range(0, pairs.count()).filter(i -> out[i]).count();
        boolean enough = count >= LEAST_HELD && pairs.count() - count >= 2;
        this.held = IntStream.range(0, pairs.count()).filter(i -> enough && out[i]).toArray();
        this.learned = IntStream.range(0, pairs.count()).filter(i -> !enough || !out[i]).toArray();
        List<BridgeLayer> layers = layers(options, pairs, random.split());
        this.step = new BridgeStep(options, products, layers, random.split());
        this.best = layers;
    }

    private static List<BridgeLayer> layers(
            BridgeTraining.Builder options, BridgePairs pairs, SplittableRandom random) {
        int hidden = options.hidden;
        return hidden == 0
                ? List.of(BridgeLayer.drawn(pairs.inputs(), pairs.outputs(), 1, random))
                : List.of(
                        BridgeLayer.drawn(pairs.inputs(), hidden, Math.sqrt(2), random),
                        BridgeLayer.drawn(hidden, pairs.outputs(), 1, random));
    }

    /// Whether nothing was gained for long enough.
    boolean finished() {
        return held.length > 0 && epochs.size() - bestEpoch >= options.patience;
    }

    /// @return the mean loss
    double epoch() {
        BridgePairs.shuffle(learned, random);
        double loss = 0;
        int batches = Math.max(1, Math.ceilDiv(learned.length, options.batch));
        for (int b = 0; b < batches; b++) {
            // As equal as can be: a batch of one would teach nothing.
            int from = (int) ((long) b * learned.length / batches);
            int to = (int) ((long) (b + 1) * learned.length / batches);
            int[] batch = Arrays.copyOfRange(learned, from, to);
            loss += step.learn(pairs, batch) * batch.length / learned.length;
        }
        remember(loss);
        return loss;
    }

    private void remember(double loss) {
        if (held.length == 0) {
            epochs.add(Json.object("loss", loss));
            best = step.layers();
            return;
        }
        RetrievalScore score = heldScore();
        epochs.add(
                Json.object(
                        "loss",
                        loss,
                        "validation",
                        Json.object("mrr", score.mrr(), "recall@10", score.recall(10))));
        if (score.mrr() > bestScore.mrr()) {
            bestScore = score;
            bestEpoch = epochs.size();
            best = step.layers().stream().map(BridgeLayer::copy).toList();
        }
    }

    private RetrievalScore heldScore() {
        float[] mapped = step.through(pairs.sources(held), held.length);
        int[] distinct = Arrays.stream(held).filter(i -> pairs.targets()[i] == i).toArray();
        int[] wanted =
                Arrays.stream(held)
                        .map(i -> Arrays.binarySearch(distinct, pairs.targets()[i]))
                        .toArray();
        float[] others = Products.transposed(pairs.targets(distinct), distinct.length);
        float[] cosines = products.of(mapped, held.length, others, distinct.length);
        return RetrievalScore.of(cosines, distinct.length, wanted);
    }

    Bridge bridge() {
        return Bridge.of(
                best,
                Map.of(
                        "akin.options",
                        Json.object(
                                        "model", "bridge",
                                        "hidden", options.hidden,
                                        "dropout", options.dropout,
                                        "temperature", options.temperature,
                                        "learnedTemperature", options.learnedTemperature,
                                        "batch", options.batch,
                                        "learningRate", options.learningRate,
                                        "heldOut", options.heldOut)
                                .toString(),
                        "akin.training",
                        Json.object(
                                        "seed",
                                        options.seed,
                                        "pairs",
                                        learned.length,
                                        "held",
                                        held.length,
                                        "best",
                                        held.length == 0 ? epochs.size() : bestEpoch,
                                        "temperature",
                                        step.temperature(),
                                        "epochs",
                                        epochs)
                                .toString()));
    }
}
