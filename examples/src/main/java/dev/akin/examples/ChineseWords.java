package dev.akin.examples;

import dev.akin.embeddings.Embeddings;
import dev.akin.learn.SkipGram;
import dev.akin.text.Corpus;
import java.io.IOException;
import java.nio.file.Path;

/// Learns from Chinese text, which the module `languages` on the class path cuts into words. Arguments: the text, a word.
public final class ChineseWords {
    private ChineseWords() {}

    public static void main(String[] arguments) throws IOException {
        Path text = Path.of(arguments[0]);
        String word = arguments[1];
        SkipGram.Builder options = SkipGram.builder().dimension(20).epochs(40).subsample(0);
        SkipGram skipGram = options.learningRate(0.05).threads(1).build();
        // region chinese
        Corpus corpus = Corpus.lines(text);
        System.out.println(corpus.description()); // names the segmenter
        Embeddings words = skipGram.fit(corpus);
        System.out.println(words.neighbors(word, 5));
        // endregion
    }
}
