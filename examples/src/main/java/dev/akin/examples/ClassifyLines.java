package dev.akin.examples;

import dev.akin.embeddings.Label;
import dev.akin.embeddings.TextClassifier;
import java.io.IOException;
import java.nio.file.Path;

/// Gives a line of text its most probable labels. Argument: a classifier that fastText made, such as lid.176.ftz.
public final class ClassifyLines {
    private ClassifyLines() {}

    public static void main(String[] arguments) throws IOException {
        Path model = Path.of(arguments[0]);
        // region classify
        TextClassifier classifier = TextClassifier.load(model);
        for (Label label : classifier.predict("Où est la gare ?", 3)) {
            System.out.println(label.name() + " " + label.probability());
        }
        // endregion
    }
}
