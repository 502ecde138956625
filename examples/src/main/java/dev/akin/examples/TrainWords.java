package dev.akin.examples;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.learn.SkipGram;
import dev.akin.text.Corpus;
import java.io.IOException;
import java.nio.file.Path;

/// Learns from a small text, with options that suit one. Arguments: the text, the file to write.
public final class TrainWords {
    private TrainWords() {}

    public static void main(String[] arguments) throws IOException {
        Path text = Path.of(arguments[0]);
        Path file = Path.of(arguments[1]);
        // region train
        SkipGram skipGram =
                SkipGram.builder()
                        .dimension(20)
                        .epochs(40)
                        .minCount(3)
                        .subsample(0)
                        .learningRate(0.05)
                        .threads(1)
                        .seed(1)
                        .build();
        ProgressListener listener =
                progress -> System.out.println(progress.phase() + " " + progress.done());
        Embeddings words = skipGram.fit(Corpus.lines(text), listener);
        // endregion
        words.save(file);
        System.out.println(words.metadata().get("akin.options"));
    }
}
