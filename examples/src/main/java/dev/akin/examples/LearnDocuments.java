package dev.akin.examples;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Model;
import dev.akin.learn.Doc2Vec;
import dev.akin.learn.DocumentVectors;
import dev.akin.text.TaggedDocument;
import dev.akin.text.Tokens;
import dev.akin.text.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Learns a vector for each line of a text, and finds the line nearest to another one. Arguments: the text; the file to write.
public final class LearnDocuments {
    private LearnDocuments() {}

    public static void main(String[] arguments) throws IOException {
        List<String> texts = Files.readAllLines(Path.of(arguments[0]));
        Path file = Path.of(arguments[1]);
        // region learn
        Words cutter = Words.of(Tokens.WORDS, true);
        List<TaggedDocument> documents = new ArrayList<>();
        for (String text : texts) {
            documents.add(TaggedDocument.of("line " + documents.size(), cutter.in(text)));
        }
        Doc2Vec learner =
                Doc2Vec.builder()
                        .mode(Doc2Vec.Mode.DBOW)
                        .dimension(20)
                        .epochs(40)
                        .minCount(2)
                        .build();
        DocumentVectors vectors = learner.fit(documents);
        vectors.model().save(file, ProgressListener.NONE);
        // endregion
        // region infer
        DocumentVectors loaded = DocumentVectors.of(Model.load(file));
        float[] inferred = loaded.infer(cutter.in("the queen drank tea with the king"));
        System.out.println(loaded.documents().neighbors(inferred, 3));
        // endregion
    }
}
