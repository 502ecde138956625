package dev.akin.learn;

import dev.akin.embeddings.LabelTree;
import dev.akin.format.FastTextArgs;
import dev.akin.kernel.Kernels;
import dev.akin.table.TrainableTable;
import dev.akin.vocabulary.Vocabulary;
import java.util.Arrays;

/// How wrong a model is about the labels of a text, and how that moves the output rows and the text's vector (`src/loss.cc` of
/// fastText 0.9.2). Works in memory of its own beside the rows: one for each thread.
abstract sealed class LabelLoss {
    /// Keeps a logarithm finite, as in fastText.
    private static final double LEAST = 1e-5;

    final Kernels kernels;
    private final TrainableTable out;

    /// The vector of the text.
    final float[] hidden;

    /// How the vector is to be moved, added up.
    final float[] gradient;

    /// What all threads move.
    ///
    /// @param rows a row for each label, or for each node of their tree
    /// @param alone whether no other thread learns
    record Output(TrainableTable rows, boolean alone, LabelKernels kernels) {}

    private LabelLoss(Output output) {
        this.kernels = output.kernels().rows();
        this.out = output.rows();
        this.hidden = new float[out.stride()];
        this.gradient = new float[out.stride()];
    }

    /// @param labels with their counts, which trees and draws are made from
    static LabelLoss of(FastTextArgs args, Vocabulary labels, Output output) {
        return switch (args.loss()) {
            case SOFTMAX -> new Softmax(output);
            case OVA -> new OneVersusAll(output);
            case NS -> new Negatives(output, labels, args.negatives());
            case HS -> new Tree(output, labels);
        };
    }

    /// Moves the output rows, and says in [#gradient] how the vector in [#hidden] is to be moved.
    ///
    /// @param labels at least one
    /// @return the loss
    abstract double learn(int[] labels, float rate, FastRandom random);

    /// Nothing more is learned: the output rows get what they did not get yet.
    void end() {}

    /// One of the labels; which, is left to chance.
    static int one(int[] labels, FastRandom random) {
        return labels.length == 1 ? labels[0] : labels[random.below(labels.length)];
    }

    final float score(int row) {
        return kernels.dot(hidden, 0, out.block(row), out.offset(row), hidden.length);
    }

    /// Moves row and gradient along each other.
    final void move(int row, float step) {
        float[] block = out.block(row);
        int at = out.offset(row);
        kernels.axpy(step, block, at, gradient, 0, gradient.length);
        kernels.axpy(step, hidden, 0, block, at, hidden.length);
    }

    /// Learns whether a row says yes or no.
    final double decide(int row, boolean yes, float rate) {
        double probability = 1 / (1 + Math.exp(-score(row)));
        move(row, (float) (rate * ((yes ? 1 : 0) - probability)));
        return -Math.log((yes ? probability : 1 - probability) + LEAST);
    }

    /// Those that move every row with every text.
    private abstract static sealed class Whole extends LabelLoss {
        final LabelRows rows;
        final float[] steps;

        Whole(Output output) {
            super(output);
            this.rows = new LabelRows(output);
            this.steps = new float[rows.room()];
        }

        @Override
        final double learn(int[] labels, float rate, FastRandom random) {
            rows.scores(hidden, steps);
            double loss = step(labels, rate, random);
            rows.move(steps, hidden, gradient);
            return loss;
        }

        /// Scores become how far each row is to move.
        abstract double step(int[] labels, float rate, FastRandom random);

        @Override
        final void end() {
            rows.share();
        }
    }

    /// One label against all others at once.
    private static final class Softmax extends Whole {
        private final LabelKernels both;

        Softmax(Output output) {
            super(output);
            this.both = output.kernels();
        }

        @Override
        double step(int[] labels, float rate, FastRandom random) {
            int target = one(labels, random);
            both.labels().softmax(steps, rows.count());
            double loss = -Math.log(steps[target] + LEAST);
            both.rows().scale(-rate, steps, 0, steps.length);
            steps[target] += rate;
            return loss;
        }
    }

    /// Each label for itself.
    private static final class OneVersusAll extends Whole {
        OneVersusAll(Output output) {
            super(output);
        }

        @Override
        double step(int[] labels, float rate, FastRandom random) {
            double loss = 0;
            for (int label = 0; label < rows.count(); label++) {
                boolean yes = contains(labels, label);
                double probability = 1 / (1 + Math.exp(-steps[label]));
                steps[label] = (float) (rate * ((yes ? 1 : 0) - probability));
                loss -= Math.log((yes ? probability : 1 - probability) + LEAST);
            }
            return loss;
        }

        private static boolean contains(int[] labels, int label) {
            for (int one : labels) {
                if (one == label) {
                    return true;
                }
            }
            return false;
        }
    }

    /// One label against a few others, drawn by the roots of their counts.
    private static final class Negatives extends LabelLoss {
        private static final double EXPONENT = 0.5;

        private final NegativeSampler sampler;
        private final int[] drawn = new int[1];
        private final int count;

        Negatives(Output output, Vocabulary labels, int count) {
            super(output);
            this.sampler = new NegativeSampler(labels, EXPONENT);
            long seen = Arrays.stream(labels.countArray()).filter(times -> times > 0).count();
            this.count = seen > 1 ? count : 0;
        }

        @Override
        double learn(int[] labels, float rate, FastRandom random) {
            int target = one(labels, random);
            double loss = decide(target, true, rate);
            for (int i = 0; i < count; i++) {
                do {
                    sampler.draw(drawn, random);
                } while (drawn[0] == target);
                loss += decide(drawn[0], false, rate);
            }
            return loss;
        }
    }

    /// One label by the choices on the way to it.
    private static final class Tree extends LabelLoss {
        private final LabelTree tree;

        /// Of each node the one above it; twice that, and 1 more if it lies to the right.
        private final int[] above;

        Tree(Output output, Vocabulary labels) {
            super(output);
            this.tree = new LabelTree(labels.countArray());
            this.above = new int[tree.root() + 1];
            for (int node = tree.root(); !tree.isLeaf(node); node--) {
                above[tree.left(node)] = 2 * node;
                above[tree.right(node)] = 2 * node + 1;
            }
        }

        @Override
        double learn(int[] labels, float rate, FastRandom random) {
            double loss = 0;
            int node = one(labels, random);
            while (node != tree.root()) {
                int way = above[node];
                node = way / 2;
                loss += decide(tree.inner(node), (way & 1) == 1, rate);
            }
            return loss;
        }
    }
}
