package dev.akin.examples;

import dev.akin.text.Corpus;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.Phrases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Finds words that often stand together. Argument: the text.
public final class FindPhrases {
    private FindPhrases() {}

    public static void main(String[] arguments) throws IOException {
        Path text = Path.of(arguments[0]);
        // region phrases
        Phrases phrases = Phrases.of(2).threshold(10);
        try (EncodedCorpus encoded =
                EncodedCorpus.builder().phrases(phrases).encode(Corpus.lines(text))) {
            System.out.println(encoded.notes()); // how many, and the most frequent
            System.out.println(encoded.vocabulary().contains("country_with_borders_where"));
            List<String> line = List.of("The", "streets", "of", "Rome");
            System.out.println(Phrases.join(line, encoded.vocabulary()::contains));
        }
        // endregion
    }
}
