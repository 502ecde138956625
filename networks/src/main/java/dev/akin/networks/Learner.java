package dev.akin.networks;

import dev.akin.format.Tensor;
import java.util.Map;
import java.util.Objects;

/// A network and its examples, as [Fitting] sees them.
interface Learner {
    /// How many examples there are.
    int examples();

    /// How long an example is: those of similar length are learned from together. 0 where it does not matter.
    default int length(int example) {
        return 0;
    }

    /// One step.
    ///
    /// @return the mean loss of these examples before it
    double train(int[] examples);

    /// What these examples, which are not learned from, say of the network: `loss` first.
    Map<String, Double> validate(int[] examples);

    /// What training stops by, and chooses the best epoch by: the lower the better.
    ///
    /// @param measures what [#validate(int\[\])] gave
    default double watched(Map<String, Double> measures) {
        return Objects.requireNonNull(measures.get("loss"));
    }

    /// Copies of all that is learned, by name.
    Map<String, Tensor> weights();

    /// @throws IllegalArgumentException if something is missing, or of another shape
    void weights(Map<String, Tensor> others);

    /// Copies of what continuing needs beside that.
    Map<String, Tensor> state();

    /// @throws IllegalArgumentException if something is missing, or of another shape
    void state(Map<String, Tensor> others);

    /// What a checkpoint has to have in common with the training that goes on from it.
    String description();
}
