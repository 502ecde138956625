package dev.akin.layers;

import java.util.Arrays;

/// `scale · tanh(W x + b)`, and its derivatives, in double precision. Weights are rows, one for each output, the bias its last number.
record TanhOutput(int inputs, int outputs, double scale) {
    /// Numbers of all weights.
    int size() {
        return Math.multiplyExact(outputs, inputs + 1);
    }

    /// @param weights [outputs, inputs + 1]
    /// @param out takes [outputs]
    void forward(double[] weights, double[] in, double[] out) {
        for (int o = 0; o < outputs; o++) {
            int at = o * (inputs + 1);
            double sum = weights[at + inputs];
            for (int i = 0; i < inputs; i++) {
                sum += weights[at + i] * in[i];
            }
            out[o] = scale * Math.tanh(sum);
        }
    }

    /// @param out what [#forward(double\[\], double\[\], double\[\])] gave
    /// @param slopes of the loss by `out`
    /// @param ofWeights to which those by the weights are added
    /// @param ofIn takes those by `in`
    void backward(
            double[] weights,
            double[] in,
            double[] out,
            double[] slopes,
            double[] ofWeights,
            double[] ofIn) {
        Arrays.fill(ofIn, 0);
        for (int o = 0; o < outputs; o++) {
            int row = o * (inputs + 1);
            double tanh = out[o] / scale;
            double slope = slopes[o] * scale * (1 - tanh * tanh);
            for (int i = 0; i < inputs; i++) {
                ofWeights[row + i] += slope * in[i];
                ofIn[i] += slope * weights[row + i];
            }
            ofWeights[row + inputs] += slope;
        }
    }
}
