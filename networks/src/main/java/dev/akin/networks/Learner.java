package dev.akin.networks;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A network and its examples, as [Fitting] sees them.
interface Learner {
    /// How many examples there are.
    int examples();

    /// How long an example is: those of similar length are learned from together. 0 where it does not matter.
    default int length(int example) {
        return 0;
    }

    /// The batches of an epoch, where it is not chance alone that says which examples meet; depends on the number of the epoch, and on what was
    /// learned before it.
    default Optional<int[][]> batches(int[] learnedFrom, int epoch) {
        return Optional.empty();
    }

    /// Hears before each step which share of the training is done, from 0 to 1.
    default void pace(double done) {}

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
