package dev.akin.examples;

import dev.akin.embeddings.Embeddings;
import dev.akin.evaluate.EntitySpan;
import dev.akin.evaluate.LabelResult;
import dev.akin.evaluate.MostFrequentTags;
import dev.akin.networks.Lstm;
import dev.akin.networks.Tagger;
import dev.akin.networks.Tagging;
import dev.akin.text.TaggedSentence;
import dev.akin.text.TaggedSentences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Learns to tag words and scores it on other sentences: names where the tags mean names, else words. Arguments: sentences to learn from,
/// sentences to score, and vectors to begin with, if there are any.
public final class FindTags {
    private FindTags() {}

    public static void main(String[] arguments) throws IOException {
        List<TaggedSentence> train = TaggedSentences.in(List.of(Path.of(arguments[0]))).read();
        List<TaggedSentence> test = TaggedSentences.in(List.of(Path.of(arguments[1]))).read();
        Tagging.Builder tagging =
                Tagging.builder()
                        .body(Lstm.of(64).both())
                        .rate(0.002)
                        .epochs(15)
                        .dropout(0.3)
                        .validation(0.1)
                        .patience(4);
        if (arguments.length > 2) {
            tagging.pretrained(Embeddings.load(Path.of(arguments[2])));
        }
        long began = System.nanoTime();
        try (Tagger tagger = tagging.build().fit(train)) {
            MostFrequentTags baseline = MostFrequentTags.fit(train);
            List<List<String>> words = test.stream().map(TaggedSentence::words).toList();
            String score = score(test, tagger.tagAll(words));
            System.out.printf(
                    "%s, most frequent tags %s, in %.1f s%n",
                    score,
                    score(test, words.stream().map(baseline::tags).toList()),
                    (System.nanoTime() - began) / 1e9);
        }
    }

    private static String score(List<TaggedSentence> test, List<List<String>> given) {
        List<List<String>> right = test.stream().map(TaggedSentence::tags).toList();
        return right.stream().flatMap(List::stream).allMatch(EntitySpan::isEntityTag)
                ? "F1 of names " + LabelResult.ofEntities(right, given).micro().f1()
                : "accuracy of tags " + LabelResult.ofTags(right, given).accuracy();
    }
}
