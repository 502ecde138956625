package dev.akin.examples;

import dev.akin.cluster.KMeans;
import dev.akin.counts.Cooccurrences;
import dev.akin.counts.Glove;
import dev.akin.counts.Lsa;
import dev.akin.embeddings.CentroidEncoder;
import dev.akin.embeddings.Embeddings;
import dev.akin.text.Corpus;
import dev.akin.vocabulary.EncodedCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Learns words from how often they stand together, and counts kinds of words in texts. Arguments: a text; the file to write.
public final class LearnFromCounts {
    private LearnFromCounts() {}

    public static void main(String[] arguments) throws IOException {
        Path text = Path.of(arguments[0]);
        Path file = Path.of(arguments[1]);
        // region glove
        Embeddings words = Glove.builder().dimension(50).window(10).build().fit(Corpus.lines(text));
        Embeddings analysed = Lsa.builder().dimension(50).build().fit(Corpus.lines(text));
        // endregion
        System.out.println(words.similarity("tea", "coffee"));
        System.out.println(analysed.similarity("tea", "coffee"));
        // region counts
        try (EncodedCorpus corpus = EncodedCorpus.builder().encode(Corpus.lines(text));
                Cooccurrences counts = Cooccurrences.builder().window(5).count(corpus)) {
            int tea = corpus.vocabulary().id("tea");
            int milk = corpus.vocabulary().id("milk");
            System.out.println(counts.pairs() + " pairs, tea and milk " + counts.count(tea, milk));
        }
        // endregion
        List<String> texts = Files.readAllLines(text);
        // region bags
        CentroidEncoder bags =
                CentroidEncoder.grouping("bags", words, KMeans.builder(20).build())
                        .weighedBy(texts);
        float[] cup = bags.encode("a cup of tea with milk");
        bags.embeddings().save(file); // For akin encode, index and serve.
        // endregion
        System.out.println(cup.length);
    }
}
