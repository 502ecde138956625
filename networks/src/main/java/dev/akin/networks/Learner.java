package dev.akin.networks;

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

    /// All that a checkpoint keeps.
    Learned learned();

    /// What a checkpoint has to have in common with the training that goes on from it.
    String description();
}
