package dev.akin.examples;

import dev.akin.embeddings.FileEncoder;
import dev.akin.encode.PixelsEncoder;
import dev.akin.learn.VectorClassifier;
import dev.akin.learn.VectorClassifier.Method;
import java.nio.file.Path;
import java.util.List;

/// Labels a picture by two others. Arguments: a picture and its label, another and its label; the picture to label.
public final class FewExamples {
    private FewExamples() {}

    public static void main(String[] arguments) {
        List<Path> pictures = List.of(Path.of(arguments[0]), Path.of(arguments[2]));
        List<String> labels = List.of(arguments[1], arguments[3]);
        List<Path> unknown = List.of(Path.of(arguments[4]));
        // region learn
        try (FileEncoder encoder = PixelsEncoder.of(2)) {
            VectorClassifier classifier =
                    VectorClassifier.fit(
                            encoder.encode(pictures),
                            labels,
                            VectorClassifier.Options.of(Method.NEAREST_MEAN));
            System.out.println(
                    classifier.predict(encoder.encode(unknown), 1).getFirst().getFirst().name());
        }
        // endregion
    }
}
