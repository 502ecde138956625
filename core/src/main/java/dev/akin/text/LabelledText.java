package dev.akin.text;

import java.util.List;

/// A text and what it was labelled with.
///
/// @param labels at least one, in the order of the file
public record LabelledText(List<String> labels, String text) {

    /// @throws IllegalArgumentException if there is no label, or an empty one
    public LabelledText {
        labels = List.copyOf(labels);
        if (labels.isEmpty() || labels.contains("")) {
            throw new IllegalArgumentException("a labelled text needs a label, and none empty");
        }
    }

    public static LabelledText of(String label, String text) {
        return new LabelledText(List.of(label), text);
    }

    /// The first label.
    public String label() {
        return labels.getFirst();
    }
}
