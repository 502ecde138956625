package dev.akin.examples;

import dev.akin.ProgressListener;
import dev.akin.embeddings.TextClassifier;
import dev.akin.format.Contents;
import dev.akin.format.VectorFiles;
import dev.akin.learn.FastTextSupervised;
import dev.akin.text.TextFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Learns to give texts labels. Arguments: lines of labels and words, and the `.bin` to write.
public final class LearnLabels {
    private LearnLabels() {}

    public static void main(String[] arguments) throws IOException {
        Path text = Path.of(arguments[0]);
        Path file = Path.of(arguments[1]);
        // region learn
        FastTextSupervised learner = FastTextSupervised.builder().wordNgrams(2).epochs(10).build();
        List<String> lines = TextFiles.in(List.of(text)).read();
        Contents model = learner.fit(lines, ProgressListener.NONE);
        VectorFiles.write(file, model, VectorFiles.forName(file, model), ProgressListener.NONE);
        System.out.println(TextClassifier.load(file).predict("you won a prize", 1));
        // endregion
    }
}
