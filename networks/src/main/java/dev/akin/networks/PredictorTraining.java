package dev.akin.networks;

import dev.akin.format.Tensor;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.text.Json;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/// A predictor that learns what comes next in sequences, in steps that get smaller evenly.
final class PredictorTraining implements Learner {
    private static final String STEPS = "steps";
    private static final int ASKED = 32;

    /// What the last steps keep of the rate.
    private static final double LEAST = 0.02;

    private final String description;
    private final EmbeddingLayer words;
    private final SequencePredictor network;
    private final WordSequences sequences;
    private final Candidates.Source source;
    private final FitOptions options;
    private final long allSteps;
    private long steps;

    PredictorTraining(
            String description, SequencePredictor network, Examples examples, FitOptions options) {
        this.description = description;
        this.network = network;
        this.words = network.words();
        this.sequences = examples.sequences;
        this.source = examples.source;
        this.options = options;
        long learnedFrom = Math.round(sequences.size() * (1 - options.validation()));
        this.allSteps =
                options.epochs() * Math.max(1, Math.ceilDiv(learnedFrom, options.batchSize()));
    }

    /// What is learned from, and what its words are told from.
    record Examples(WordSequences sequences, Candidates.Source source) {}

    /// What learns: how it is built, and the words that it knows.
    ///
    /// @param description what it is, in a checkpoint
    /// @param samples as [Candidates.Source] takes them
    record Plan(Body body, Json description, Vocabulary known, int samples) {
        /// Learns, and makes of the network what was to be learned.
        <M> M fit(
                WordSequences sequences,
                FitOptions options,
                BiFunction<SequencePredictor, FitHistory, M> made)
                throws IOException {
            long[] counts = sequences.counts(WordSequences.RESERVED + known.size());
            Examples examples =
                    new Examples(sequences, new Candidates.Source(counts, samples, options.seed()));
            SequencePredictor network =
                    SequencePredictor.of(body, known, examples.source(), options);
            return Fitting.fit(
                    new PredictorTraining(description.toString(), network, examples, options),
                    options,
                    history -> made.apply(network, history),
                    network::close);
        }
    }

    @Override
    public int examples() {
        return sequences.size();
    }

    @Override
    public int length(int example) {
        return sequences.next()[example].length;
    }

    @Override
    public double train(int[] chosen) {
        network.rate(options.rate() * Math.max(LEAST, 1 - (double) steps / allSteps));
        SequenceBatch batch = sequences.batch(chosen);
        int[] next = sequences.next(batch, chosen);
        double loss = network.train(batch, next, source.draw(next, steps));
        steps++;
        return loss;
    }

    @Override
    public Map<String, Double> validate(int[] chosen) {
        double sum = 0;
        long places = 0;
        for (int from = 0; from < chosen.length; from += ASKED) {
            int[] some = Arrays.copyOfRange(chosen, from, Math.min(chosen.length, from + ASKED));
            SequenceBatch batch = sequences.batch(some);
            int[] next = sequences.next(batch, some);
            sum += Arrays.stream(network.logProbabilities(batch, next)).sum();
            places += Arrays.stream(next).filter(row -> row >= 0).count();
        }
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("loss", -sum / places);
        measures.put("perplexity", Math.exp(-sum / places));
        return measures;
    }

    @Override
    public Learned learned() {
        return Learned.of(
                Learned.table("embeddings", words),
                network.learned().under("network/"),
                new Steps());
    }

    @Override
    public String description() {
        return description + ", " + words.rows() + " × " + words.dimension();
    }

    /// How many steps there were, which says how far the next one goes.
    private final class Steps implements Learned {
        @Override
        public Map<String, Tensor> weights() {
            return Map.of();
        }

        @Override
        public void weights(Map<String, Tensor> others) {}

        @Override
        public Map<String, Tensor> state() {
            // Two floats hold every number of steps.
            return Map.of(STEPS, Tensor.of((float) (steps >> 20), (float) (steps & 0xfffff)));
        }

        @Override
        public void state(Map<String, Tensor> others) {
            float[] kept = Tensors.floats(STEPS, others, 2);
            steps = ((long) kept[0] << 20) + (long) kept[1];
        }
    }
}
