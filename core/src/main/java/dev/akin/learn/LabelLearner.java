package dev.akin.learn;

import dev.akin.kernel.Kernels;
import dev.akin.table.TrainableTable;
import java.util.Arrays;

/// One thread that learns labels: a text's vector is the mean of its rows, and what the loss says of it moves each of them
/// (`Model::update` of fastText 0.9.2). Threads share the rows without locks.
final class LabelLearner {
    private final TextExamples examples;
    private final TrainableTable in;
    private final LabelLoss loss;
    private final Kernels kernels;
    private final long seed;
    private int[] offsets = new int[256];

    LabelLearner(TextExamples examples, TrainableTable in, LabelLoss loss, long seed) {
        this.examples = examples;
        this.in = in;
        this.loss = loss;
        this.kernels = loss.kernels;
        this.seed = seed;
    }

    /// Learns all parts that are left.
    void learn(Training training) {
        for (long part = training.nextPart(); part >= 0; part = training.nextPart()) {
            learn(part, training);
        }
        loss.end();
    }

    /// @param part counted through all epochs
    private void learn(long part, Training training) {
        FastRandom random = new FastRandom(seed, part);
        LossSum sum = new LossSum();
        float rate = training.learningRate();
        long tokens = 0;
        for (TextExamples.Example example : examples.part((int) (part % examples.parts()))) {
            sum.add(learn(example, rate, random), 1);
            tokens += example.tokens();
        }
        training.add(tokens, sum);
    }

    private double learn(TextExamples.Example example, float rate, FastRandom random) {
        int[] rows = example.rows();
        Arrays.fill(loss.gradient, 0);
        if (in.blocks() > 1) {
            return learnApart(rows, example.labels(), rate, random);
        }
        int count = rows.length;
        float[] block = in.block(0);
        int[] starts = starts(rows);
        int width = loss.hidden.length;
        kernels.sumRows(block, starts, 0, count, 1f / count, loss.hidden, 0, width);
        double lost = loss.learn(example.labels(), rate, random);
        kernels.scale(1f / count, loss.gradient, 0, width);
        kernels.addToRows(block, starts, 0, count, loss.gradient, 0, width);
        return lost;
    }

    private int[] starts(int[] rows) {
        if (offsets.length < rows.length) {
            offsets = new int[2 * rows.length];
        }
        for (int i = 0; i < rows.length; i++) {
            offsets[i] = in.offset(rows[i]);
        }
        return offsets;
    }

    /// The same where rows lie in several arrays.
    private double learnApart(int[] rows, int[] labels, float rate, FastRandom random) {
        int width = loss.hidden.length;
        Arrays.fill(loss.hidden, 0);
        for (int row : rows) {
            kernels.axpy(1f / rows.length, in.block(row), in.offset(row), loss.hidden, 0, width);
        }
        double lost = loss.learn(labels, rate, random);
        for (int row : rows) {
            kernels.axpy(1f / rows.length, loss.gradient, 0, in.block(row), in.offset(row), width);
        }
        return lost;
    }
}
