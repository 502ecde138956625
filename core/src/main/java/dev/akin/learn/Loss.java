package dev.akin.learn;

import java.util.Arrays;
import java.util.stream.Collectors;

/// How a learner tells the words that were there from the others.
public enum Loss {
    /// Against a few words drawn at random (Mikolov et al. 2013, §2.2).
    NEGATIVE_SAMPLING("ns"),
    /// By the choices on the way to a word in a Huffman tree (ibid., §2.1).
    HIERARCHICAL_SOFTMAX("hs");

    private final String label;

    Loss(String label) {
        this.label = label;
    }

    /// fastText's name for it, which files and commands use.
    public String label() {
        return label;
    }

    /// @throws IllegalArgumentException if there is no loss of this label; the message lists them
    public static Loss ofLabel(String label) {
        return Arrays.stream(values())
                .filter(loss -> loss.label.equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no loss \""
                                        + label
                                        + "\"; there are "
                                        + Arrays.stream(values())
                                                .map(Loss::label)
                                                .collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return label;
    }
}
