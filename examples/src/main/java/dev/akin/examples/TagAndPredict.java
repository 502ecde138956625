package dev.akin.examples;

import dev.akin.networks.Gru;
import dev.akin.networks.LanguageModel;
import dev.akin.networks.LanguageModelling;
import dev.akin.networks.Lstm;
import dev.akin.networks.Tagger;
import dev.akin.networks.Tagging;
import dev.akin.text.TaggedSentence;
import dev.akin.text.TaggedSentences;
import dev.akin.text.TextFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Finds names in sentences, and says which word comes next. Arguments: tagged words, and text.
public final class TagAndPredict {
    private TagAndPredict() {}

    public static void main(String[] arguments) throws IOException {
        Path tagged = Path.of(arguments[0]);
        Path text = Path.of(arguments[1]);
        // region tags
        List<TaggedSentence> sentences = TaggedSentences.in(List.of(tagged)).read();
        Tagging tagging =
                Tagging.builder()
                        .body(Lstm.of(32).both())
                        .rate(0.005)
                        .epochs(8)
                        .validation(0.1)
                        .build();
        try (Tagger tagger = tagging.fit(sentences)) {
            System.out.println(tagger.history().kept());
            System.out.println(tagger.tag("Julia lives in Rome").tags());
        }
        // endregion

        // region next
        LanguageModelling modelling =
                LanguageModelling.builder().body(Gru.of(64)).rate(0.005).epochs(5).build();
        try (LanguageModel model = modelling.fit(TextFiles.in(List.of(text)).read())) {
            System.out.println(model.predict("the king wears a crown of", 3));
        }
        // endregion
    }
}
