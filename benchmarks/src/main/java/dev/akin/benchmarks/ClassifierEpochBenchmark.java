package dev.akin.benchmarks;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.util.PairList;
import dev.akin.networks.Lstm;
import dev.akin.networks.TextClassification;
import dev.akin.networks.TextClassifier;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Seconds of an epoch of a text classifier (embedding 50, LSTM 64, Adam, batches of 32 texts of 50 words), ours and the same model in
/// DJL alone, in turn. `benchmarks/networks.sh` runs it.
///
/// Arguments: rows; rounds; texts.
final class ClassifierEpochBenchmark {
    private static final int LENGTH = 50;
    private static final int DIMENSION = 50;
    private static final int UNITS = 64;
    private static final int BATCH = 32;
    private static final float RATE = 1e-3f;

    private ClassifierEpochBenchmark() {}

    public static void main(String[] args) throws IOException {
        int rows = Integer.parseInt(args[0]);
        int rounds = Integer.parseInt(args[1]);
        int texts = Integer.parseInt(args[2]);
        SplittableRandom random = new SplittableRandom(1);
        int[][] ids = new int[texts][LENGTH];
        int[] labels = new int[texts];
        for (int i = 0; i < texts; i++) {
            labels[i] = i % 2;
            for (int t = 0; t < LENGTH; t++) {
                ids[i][t] = 2 + (int) Math.exp(random.nextDouble() * Math.log(rows - 3));
            }
        }
        for (int round = 0; round < rounds; round++) {
            ours(rows, ids, labels);
            plain(rows, ids, labels);
        }
    }

    /// The third epoch's time and loss: the first one warms up.
    private static void ours(int rows, int[][] ids, int[] labels) throws IOException {
        List<String> words = IntStream.range(0, rows - 2).mapToObj(Integer::toString).toList();
        try (TextClassifier classifier =
                TextClassification.builder()
                        .vocabulary(Vocabulary.of(words))
                        .dimension(DIMENSION)
                        .body(Lstm.of(UNITS))
                        .rate(RATE)
                        .batchSize(BATCH)
                        .epochs(3)
                        .build()
                        .fit(ids, labels)) {
            var last = classifier.history().epochs().getLast();
            print("akin", rows, last.took().toMillis() / 1e3, last.loss());
        }
    }

    private static void plain(int rows, int[][] ids, int[] labels) {
        try (Model model = Model.newInstance("plain", "PyTorch")) {
            model.setBlock(
                    new SequentialBlock()
                            .add(new Table(rows))
                            .add(
                                    LSTM.builder()
                                            .setStateSize(UNITS)
                                            .setNumLayers(1)
                                            .optBatchFirst(true)
                                            .optReturnState(false)
                                            .build())
                            .add(list -> new NDList(list.head().get(":, -1")))
                            .add(Linear.builder().setUnits(2).build()));
            DefaultTrainingConfig config =
                    new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                            .optOptimizer(
                                    Optimizer.adam()
                                            .optLearningRateTracker(Tracker.fixed(RATE))
                                            .build());
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(BATCH, LENGTH));
                for (int epoch = 0; epoch < 3; epoch++) {
                    long began = System.nanoTime();
                    double loss = epoch(trainer, ids, labels);
                    if (epoch == 2) {
                        print("djl", rows, (System.nanoTime() - began) / 1e9, loss);
                    }
                }
            }
        }
    }

    private static double epoch(Trainer trainer, int[][] ids, int[] labels) {
        double sum = 0;
        for (int from = 0; from < ids.length; from += BATCH) {
            try (NDManager scope = trainer.getManager().newSubManager()) {
                long[] flat = new long[BATCH * LENGTH];
                float[] wanted = new float[BATCH];
                for (int i = 0; i < BATCH; i++) {
                    wanted[i] = labels[from + i];
                    for (int t = 0; t < LENGTH; t++) {
                        flat[i * LENGTH + t] = ids[from + i][t];
                    }
                }
                try (GradientCollector collector = trainer.newGradientCollector()) {
                    NDList answers =
                            trainer.forward(
                                    new NDList(scope.create(flat, new Shape(BATCH, LENGTH))));
                    NDArray loss =
                            trainer.getLoss().evaluate(new NDList(scope.create(wanted)), answers);
                    sum += loss.getFloat();
                    collector.backward(loss);
                }
                trainer.step();
            }
        }
        return sum * BATCH / ids.length;
    }

    private static void print(String who, int rows, double seconds, double loss) {
        System.out.printf(
                Locale.ROOT,
                "%s, %,d rows: %.2f s an epoch, loss %.4f%n",
                who,
                rows,
                seconds,
                loss);
    }

    /// Rows as a parameter of DJL's, as its own blocks of words have them.
    private static final class Table extends AbstractBlock {
        private final Parameter weight;

        Table(int rows) {
            weight =
                    addParameter(
                            Parameter.builder()
                                    .setName("embedding")
                                    .setType(Parameter.Type.WEIGHT)
                                    .optShape(new Shape(rows, DIMENSION))
                                    .build());
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore parameters,
                NDList inputs,
                boolean training,
                @Nullable PairList<String, Object> options) {
            NDArray table = parameters.getValue(weight, inputs.head().getDevice(), training);
            return Embedding.embedding(inputs.head(), table, SparseFormat.DENSE);
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return new Shape[] {inputs[0].addAll(new Shape(DIMENSION))};
        }
    }
}
