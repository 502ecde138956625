package dev.akin.examples;

import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.LabelResult;
import dev.akin.evaluate.MostFrequentTags;
import dev.akin.networks.Epoch;
import dev.akin.networks.Gru;
import dev.akin.networks.Tagger;
import dev.akin.networks.Tagging;
import dev.akin.text.TaggedSentence;
import dev.akin.text.TaggedSentences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Learns to tag words, and holds it against the most frequent tag of each word.
public final class TagWords {
    private TagWords() {}

    /// @param arguments sentences to learn from, others to test with, the file to write, and vectors of words to begin with, if any
    public static void main(String[] arguments) throws IOException {
        // region learn
        List<TaggedSentence> learned = TaggedSentences.in(List.of(Path.of(arguments[0]))).read();
        List<TaggedSentence> others = TaggedSentences.in(List.of(Path.of(arguments[1]))).read();
        Tagging.Builder tagging =
                Tagging.builder()
                        .body(Gru.of(64).both())
                        .rate(0.003)
                        .dropout(0.3)
                        .batchSize(16)
                        .epochs(8)
                        .validation(0.1)
                        .onEpoch((Epoch epoch) -> System.out.println(epoch));
        if (arguments.length > 3) {
            tagging.pretrained(Embeddings.load(Path.of(arguments[3])));
        }
        try (Tagger tagger = tagging.build().fit(learned)) {
            tagger.save(Path.of(arguments[2]));
        }
        // endregion

        // region ask
        List<List<String>> right = others.stream().map(TaggedSentence::tags).toList();
        List<List<String>> words = others.stream().map(TaggedSentence::words).toList();
        try (Tagger tagger = Tagger.load(Path.of(arguments[2]))) {
            System.out.println(LabelResult.ofTags(right, tagger.tagAll(words)).accuracy());
            System.out.println(tagger.tag("Anna met Boris in Kazan"));
        }
        MostFrequentTags baseline = MostFrequentTags.fit(learned);
        List<List<String>> usual = words.stream().map(baseline::tags).toList();
        System.out.println(LabelResult.ofTags(right, usual).accuracy());
        // endregion
    }
}
