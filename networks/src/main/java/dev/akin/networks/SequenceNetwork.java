package dev.akin.networks;

import dev.akin.format.Tensor;
import java.util.Map;

/// An embedding layer with a body and an output on it: sequences of ids → scores. Trained by one thread at a time; any may ask for
/// scores meanwhile none trains.
interface SequenceNetwork extends AutoCloseable {
    /// The scores, before softmax or sigmoid: a group of outputs for each sequence, or for each place of each.
    float[] scores(SequenceBatch batch);

    /// One step.
    ///
    /// @return the loss before it
    double train(SequenceBatch batch, Targets targets);

    /// Copies of the dense weights, by name.
    Map<String, Tensor> weights();

    /// @throws IllegalArgumentException if something is missing, or of another shape
    void weights(Map<String, Tensor> others);

    /// Copies of what continuing needs beside dense weights and rows.
    Map<String, Tensor> state();

    /// @throws IllegalArgumentException if something is missing, or of another shape
    void state(Map<String, Tensor> others);

    @Override
    void close();
}
