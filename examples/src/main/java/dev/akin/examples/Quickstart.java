package dev.akin.examples;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Neighbor;
import dev.akin.learn.SkipGram;
import dev.akin.text.Corpus;
import java.io.IOException;
import java.nio.file.Path;

/// Learns from a text file, asks for neighbours and saves. Arguments: the text, a word, the file to write.
public final class Quickstart {
    private Quickstart() {}

    public static void main(String[] arguments) throws IOException {
        Path text = Path.of(arguments[0]);
        String word = arguments[1];
        Path file = Path.of(arguments[2]);
        // region quickstart
        SkipGram skipGram = SkipGram.builder().dimension(100).build();
        Embeddings words = skipGram.fit(Corpus.lines(text));
        for (Neighbor neighbor : words.neighbors(word, 10)) {
            System.out.println(neighbor.key() + " " + neighbor.score());
        }
        words.save(file);
        Embeddings again = Embeddings.load(file); // also GloVe, word2vec and numpy files
        System.out.println(again.similarity(word, again.vocabulary().key(0)));
        // endregion
    }
}
