package dev.akin.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/// What a network should have answered, and how far it was off.
sealed interface Targets {
    /// The mean loss of answers of PyTorch's.
    ///
    /// @param scores [answers, outputs], before softmax or sigmoid
    NDArray loss(NDArray scores, NDManager scope);

    /// The mean loss, with the gradient of the scores in their place.
    ///
    /// @param scores answers × outputs, before softmax or sigmoid
    double loss(float[] scores, int outputs);

    /// One of the outputs each.
    ///
    /// @param classes -1 where nothing is asked
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record One(int[] classes) implements Targets {
        @Override
        public NDArray loss(NDArray scores, NDManager scope) {
            long[] asked = new long[classes.length];
            float[] weights = new float[classes.length];
            for (int i = 0; i < asked.length; i++) {
                asked[i] = Math.max(0, classes[i]);
                weights[i] = classes[i] < 0 ? 0 : 1;
            }
            NDArray chosen =
                    scores.logSoftmax(-1)
                            .gather(scope.create(asked, new Shape(asked.length, 1)), 1)
                            .squeeze(1);
            return chosen.mul(scope.create(weights)).sum().div(Tensors.number(scores, -count()));
        }

        private int count() {
            return Math.max(1, (int) Arrays.stream(classes).filter(c -> c >= 0).count());
        }

        @Override
        public double loss(float[] scores, int outputs) {
            double sum = 0;
            int count = count();
            for (int i = 0; i < classes.length; i++) {
                int from = i * outputs;
                if (classes[i] < 0) {
                    Arrays.fill(scores, from, from + outputs, 0);
                    continue;
                }
                Softmax.apply(scores, from, outputs);
                sum -= Math.log(Math.max(Float.MIN_NORMAL, scores[from + classes[i]]));
                scores[from + classes[i]] -= 1;
                for (int o = from; o < from + outputs; o++) {
                    scores[o] /= count;
                }
            }
            return sum / count;
        }
    }

    /// Any of the outputs, each on its own.
    ///
    /// @param marks answers × outputs: 1 for yes, 0 for no
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Any(float[] marks) implements Targets {
        @Override
        public NDArray loss(NDArray scores, NDManager scope) {
            NDArray wanted = scope.create(marks, scores.getShape()).toType(DataType.FLOAT32, false);
            // log(1 + e^x) − wanted · x, without overflow.
            NDArray soft = scores.abs().neg().exp().add(1).log();
            return scores.maximum(Tensors.number(scores, 0))
                    .add(soft)
                    .sub(scores.mul(wanted))
                    .mean();
        }

        @Override
        public double loss(float[] scores, int outputs) {
            double sum = 0;
            for (int i = 0; i < scores.length; i++) {
                double x = scores[i];
                sum += Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))) - marks[i] * x;
                scores[i] = (float) ((Softmax.sigmoid(x) - marks[i]) / scores.length);
            }
            return sum / Math.max(1, scores.length);
        }
    }
}
