package dev.akin.examples;

import dev.akin.embeddings.Embeddings;
import dev.akin.learn.SkipGram;
import dev.akin.text.Corpus;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/// Learns from lists that a program already has: here from what was bought together, over and over.
public final class TrainFromMemory {
    private TrainFromMemory() {}

    public static void main(String[] arguments) throws IOException {
        // region memory
        List<List<String>> baskets =
                List.of(
                        List.of("sku-tea", "sku-milk", "sku-cups"),
                        List.of("sku-coffee", "sku-milk", "sku-cups"),
                        List.of("sku-nails", "sku-hammer", "sku-planks"),
                        List.of("sku-screws", "sku-hammer", "sku-planks"));
        Corpus corpus =
                Corpus.ofSentences(
                        Collections.nCopies(100, baskets).stream().flatMap(List::stream).toList());
        Embeddings items =
                SkipGram.builder().dimension(8).subsample(0).threads(1).build().fit(corpus);
        System.out.println(items.neighbors("sku-tea", 3));
        // endregion
    }
}
