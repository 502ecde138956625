package dev.akin.examples;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.learn.SkipGram;
import dev.akin.learn.WordLearner;
import dev.akin.text.Corpus;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.GrowingVocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Learns words, and learns on from another text. Arguments: the first text, the second one, where the model goes.
public final class UpdateWords {
    private UpdateWords() {}

    public static void main(String[] arguments) throws IOException {
        Path text = Path.of(arguments[0]);
        Path more = Path.of(arguments[1]);
        Path file = Path.of(arguments[2]);
        // region update
        try (EncodedCorpus corpus = EncodedCorpus.builder().encode(Corpus.lines(text))) {
            SkipGram.builder()
                    .dimension(16)
                    .build()
                    .train(corpus, Map.of(), ProgressListener.NONE)
                    .model() // the vectors, and what learning on needs
                    .save(file, ProgressListener.NONE);
        }
        Model model = Model.load(file);
        GrowingVocabulary words = GrowingVocabulary.of(model.table("").vocabulary());
        try (EncodedCorpus corpus =
                EncodedCorpus.builder().growing(words).encode(Corpus.lines(more))) {
            Embeddings updated =
                    WordLearner.builderOf(model)
                            .epochs(2)
                            .build()
                            .update(model, corpus, Map.of(), ProgressListener.NONE)
                            .embeddings();
            System.out.println(model.table("").size() + " words, then " + updated.size());
        }
        // endregion
    }
}
