package dev.akin.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.akin.embeddings.Embeddings;
import dev.akin.format.Tensor;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.layers.Initializer;
import dev.akin.layers.Optimizer;
import dev.akin.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A body that gives a vector for what comes next at each place; a word's score is its product with the word's row, the same that the
/// body reads, and a number of its own. So what is learned of a word where it is seen holds where it is predicted (Press and Wolf 2017;
/// Inan et al. 2017).
final class SequencePredictor implements AutoCloseable {
    /// Places asked about all words at once.
    private static final int TOGETHER = 256;

    private final EmbeddingLayer words;
    private final EmbeddingLayer biases;
    private final DenseNetwork dense;

    SequencePredictor(Body body, EmbeddingLayer words, FitOptions options) {
        this.words = words;
        this.biases =
                EmbeddingLayer.builder(words.rows(), 1)
                        .initializer(Initializer.constant(0))
                        .maskZero()
                        .optimizer(new Optimizer.LazyAdam(options.rate(), 0.9, 0.999, 1e-8, 0))
                        .threads(1)
                        .build();
        this.dense =
                new DenseNetwork(
                        new OutputBlock(
                                SequenceBlock.of(body, false, true),
                                words.dimension(),
                                (float) options.dropout()),
                        options.dense(),
                        new Shape(1, 1, words.dimension()),
                        new Shape(1, 1),
                        new Shape(1, 1),
                        new Shape(1));
    }

    /// One that is to learn, in which words begin as likely as they are.
    static SequencePredictor of(
            Body body, Vocabulary known, Candidates.Source source, FitOptions options) {
        EmbeddingLayer words =
                options.layer(
                        WordSequences.RESERVED + known.size(),
                        Initializer.uniform(1 / Math.sqrt(options.dimension())));
        if (options.pretrained() != null) {
            Tables.begin(words, known, WordSequences.RESERVED, options.pretrained());
        }
        SequencePredictor predictor = new SequencePredictor(body, words, options);
        float[] logShares = source.logShares();
        Tables.put(logShares, predictor.biases, 0, logShares.length);
        return predictor;
    }

    /// One of a file.
    ///
    /// @param weights as [#savedWeights()] gave them
    static SequencePredictor of(Body body, Embeddings known, Map<String, Tensor> weights) {
        EmbeddingLayer words =
                Tables.layer(known, WordSequences.RESERVED, weights, SavedNetwork.RESERVED);
        SequencePredictor predictor =
                new SequencePredictor(
                        body,
                        words,
                        LanguageModelling.builder().dimension(known.dimension()).options());
        predictor.learned().weights(weights);
        return predictor;
    }

    /// The rows that are read and predicted.
    EmbeddingLayer words() {
        return words;
    }

    /// What a file keeps beside the rows of words.
    Map<String, Tensor> savedWeights() {
        Map<String, Tensor> weights = new TreeMap<>(learned().weights());
        weights.put(SavedNetwork.RESERVED, Tables.reserved(words, WordSequences.RESERVED));
        return weights;
    }

    /// One step.
    ///
    /// @param next the row of the word that comes next at each place; -1 where nothing is asked
    /// @return the mean loss over the places before it
    double train(SequenceBatch batch, int[] next, Candidates candidates) {
        Rows seen = rows(batch);
        Rows ends =
                new Rows(
                        gathered(words, candidates.rows()),
                        candidates.rows().length,
                        words.dimension());
        Rows own = new Rows(gathered(biases, candidates.rows()), candidates.rows().length);
        Targets targets = new Targets.One(candidates.places(next));
        double loss =
                dense.train(
                        List.of(seen, ends, own),
                        (scope, rows, block) ->
                                targets.loss(
                                        flat(scope, rows.head(), block, batch)
                                                .matMul(rows.get(1).transpose())
                                                .add(rows.get(2))
                                                .sub(scope.create(candidates.corrections())),
                                        scope));
        words.backward(batch.ids(), batch.ids().length, seen.gradient());
        words.backward(candidates.rows(), candidates.rows().length, ends.gradient());
        words.step();
        biases.backward(candidates.rows(), candidates.rows().length, own.gradient());
        biases.step();
        return loss;
    }

    private Rows rows(SequenceBatch batch) {
        return new Rows(
                gathered(words, batch.ids()), batch.size(), batch.length(), words.dimension());
    }

    private static float[] gathered(EmbeddingLayer layer, int[] ids) {
        float[] rows = new float[Math.multiplyExact(ids.length, layer.dimension())];
        layer.forward(ids, ids.length, rows);
        return rows;
    }

    /// [size · length, dimension]
    private NDArray flat(
            NDManager scope, NDArray rows, DenseNetwork.Forward block, SequenceBatch batch) {
        return TorchSequenceNetwork.outputs(scope, rows, block, batch)
                .reshape(-1, words.dimension());
    }

    /// The natural logarithm of the probability of what comes next at each place, among all words; 0 where nothing is asked.
    ///
    /// @param next as [#train] has it
    double[] logProbabilities(SequenceBatch batch, int[] next) {
        float[] vectors =
                dense.predict(
                        List.of(rows(batch)),
                        (scope, rows, block) -> flat(scope, rows.head(), block, batch));
        int[] asked = asked(next);
        double[] logs = new double[next.length];
        for (int from = 0; from < asked.length; from += TOGETHER) {
            int[] some = Arrays.copyOfRange(asked, from, Math.min(asked.length, from + TOGETHER));
            float[] scores = scores(picked(vectors, some));
            for (int i = 0; i < some.length; i++) {
                logs[some[i]] = logProbability(scores, i * words.rows(), next[some[i]]);
            }
        }
        return logs;
    }

    private static int[] asked(int[] next) {
        return IntStream.range(0, next.length).filter(i -> next[i] >= 0).toArray();
    }

    private float[] picked(float[] vectors, int[] places) {
        int width = words.dimension();
        float[] picked = new float[places.length * width];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(vectors, places[i] * width, picked, i * width, width);
        }
        return picked;
    }

    private double logProbability(float[] scores, int from, int row) {
        double most = Double.NEGATIVE_INFINITY;
        for (int r = 1; r < words.rows(); r++) {
            most = Math.max(most, scores[from + r]);
        }
        double sum = 0;
        for (int r = 1; r < words.rows(); r++) {
            sum += Math.exp(scores[from + r] - most);
        }
        return scores[from + row] - most - Math.log(sum);
    }

    /// The scores of all rows, vector by vector.
    private float[] scores(float[] vectors) {
        int width = words.dimension();
        int[] all = new int[words.rows()];
        Arrays.setAll(all, i -> i);
        Rows asking = new Rows(vectors, vectors.length / width, width);
        Rows table = new Rows(gathered(words, all), all.length, width);
        Rows own = new Rows(gathered(biases, all), all.length);
        return dense.predict(
                List.of(asking, table, own),
                (scope, rows, block) ->
                        rows.head().matMul(rows.get(1).transpose()).add(rows.get(2)));
    }

    /// The scores of all rows behind the last place of each sequence: size × rows. No sequence is empty.
    float[] next(SequenceBatch batch) {
        int[] last = new int[batch.size()];
        Arrays.setAll(last, i -> i * batch.length() + batch.lengths()[i] - 1);
        return scores(picked(vectors(batch), last));
    }

    private float[] vectors(SequenceBatch batch) {
        return dense.predict(
                List.of(rows(batch)),
                (scope, rows, block) -> flat(scope, rows.head(), block, batch));
    }

    /// How far steps go from now on.
    void rate(double rate) {
        dense.rate(rate);
        words.rate(rate);
        biases.rate(rate);
    }

    /// What it learns beside the rows of words.
    Learned learned() {
        return Learned.of(dense, Learned.table("biases", biases));
    }

    @Override
    public void close() {
        dense.close();
    }
}
