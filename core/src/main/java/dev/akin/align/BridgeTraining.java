package dev.akin.align;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.util.concurrent.CancellationException;

/// Learns a [Bridge] from pairs of vectors of the same thing in two spaces: each is told from the others of its batch, in both
/// directions. Immutable; the methods of the builder say what may be chosen.
///
/// 1. van den Oord, Li, Vinyals 2018, "Representation Learning with Contrastive Predictive Coding": the loss, equation 4.
/// 2. Radford and others 2021, "Learning Transferable Visual Models From Natural Language Supervision", figure 3: the mean of both
///    directions, and the learned temperature.
/// 3. Kingma, Ba 2015, "Adam".
/// 4. Srivastava and others 2014, "Dropout": on what goes in, and on the neurons between.
///
/// The vectors of the other space are held still. Pairs that share a vector on either side are no counter-examples of each other. A
/// share of the pairs is held back; learning ends when these are found no better for some epochs, and the best is kept. The same
/// options and pairs give the same numbers with any number of threads, on one kind of processor.
public final class BridgeTraining {
    final Builder options;

    private BridgeTraining(Builder options) {
        this.options = options;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// What may be chosen.
    public static final class Builder {
        int hidden;
        int epochs = 200;
        int patience = 20;
        int batch = 256;
        double learningRate = 1e-3;
        double dropout = 0.3;
        double temperature = 0.05;
        boolean learnedTemperature;
        double heldOut = 0.1;
        long seed = 1;
        int threads = Runtime.getRuntime().availableProcessors();

        private Builder() {}

        /// Neurons between two maps; 0, as if not said, for one linear map.
        public Builder hidden(int neurons) {
            hidden = (int) within("hidden", neurons, 0, 1 << 16);
            return this;
        }

        /// Passes over the pairs at the most; 200 if not said.
        public Builder epochs(int value) {
            epochs = (int) within("epochs", value, 1, 1_000_000);
            return this;
        }

        /// Epochs without a gain after which learning ends; 20 if not said.
        public Builder patience(int value) {
            patience = (int) within("patience", value, 1, 1_000_000);
            return this;
        }

        /// Pairs that are told from each other; 256 if not said.
        public Builder batch(int value) {
            batch = (int) within("batch", value, 2, 1 << 14);
            return this;
        }

        /// The size of Adam's steps; 0.001 if not said.
        public Builder learningRate(double value) {
            learningRate = within("learning rate", value, Double.MIN_NORMAL, 1);
            return this;
        }

        /// The share of numbers that are left out at each step; 0.3 if not said.
        public Builder dropout(double value) {
            dropout = within("dropout", value, 0, 0.95);
            return this;
        }

        /// What cosines are divided by before they are compared; 0.05 if not said.
        public Builder temperature(double value) {
            temperature = within("temperature", value, 0.01, 10);
            return this;
        }

        /// Whether the temperature is learned, beginning with what was chosen. It is not, if not said.
        public Builder learnedTemperature(boolean value) {
            learnedTemperature = value;
            return this;
        }

        /// The share of the pairs that is held back; 0.1 if not said. 0 learns from all, for all epochs.
        public Builder heldOut(double value) {
            heldOut = within("held out", value, 0, 0.9);
            return this;
        }

        /// What chance begins with; 1 if not said.
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /// How many threads work; all processors if not said.
        public Builder threads(int value) {
            threads = (int) within("threads", value, 1, 1024);
            return this;
        }

        private static double within(String name, double value, double least, double most) {
            if (!(value >= least && value <= most)) {
                throw new IllegalArgumentException(
                        name + " is " + least + " to " + most + ", not " + value);
            }
            return value;
        }

        public BridgeTraining build() {
            Builder copy = new Builder();
            copy.hidden = hidden;
            copy.epochs = epochs;
            copy.patience = patience;
            copy.batch = batch;
            copy.learningRate = learningRate;
            copy.dropout = dropout;
            copy.temperature = temperature;
            copy.learnedTemperature = learnedTemperature;
            copy.heldOut = heldOut;
            copy.seed = seed;
            copy.threads = threads;
            return new BridgeTraining(copy);
        }
    }

    /// Learns.
    ///
    /// @param from vectors of the one space, [pairs][dimension]; not kept
    /// @param to the vectors of the same things in the other space, in the same order; not kept
    /// @throws IllegalArgumentException if there are not as many on both sides, fewer than two, or vectors of one side differ in
    ///     dimension or hold what is not finite
    /// @throws CancellationException if the listener asked to stop
    public Bridge fit(float[][] from, float[][] to, ProgressListener listener) {
        if (from.length != to.length || from.length < 2) {
            throw new IllegalArgumentException(
                    "a bridge needs as many vectors on both sides, and two at least: "
                            + from.length
                            + " and "
                            + to.length);
        }
        BridgePairs pairs = BridgePairs.of(from, to);
        BridgeRun run = new BridgeRun(options, pairs);
        for (int epoch = 0; epoch < options.epochs && !run.finished(); epoch++) {
            double loss = run.epoch();
            listener.update(new Progress("learning", epoch + 1L, options.epochs, "epochs", loss));
            if (listener.stopRequested()) {
                throw new CancellationException();
            }
        }
        return run.bridge();
    }
}
