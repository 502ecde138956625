package dev.akin.examples;

import dev.akin.layers.DotExamples;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.layers.FirstVectors;
import dev.akin.layers.GrowingLayer;
import dev.akin.layers.LongKeyLayer;
import dev.akin.layers.MetaEmbedding;
import dev.akin.layers.Optimizer;
import dev.akin.layers.StringKeyLayer;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.GrowingKeys;
import dev.akin.vocabulary.LongKeys;
import dev.akin.vocabulary.StringKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Gives rows to keys as they come, takes them back, and learns them. Argument: a file to save them in.
public final class GrowKeys {
    private GrowKeys() {}

    public static void main(String[] arguments) throws IOException {
        grow();
        learn(Path.of(arguments[0]));
        begin();
    }

    private static void grow() {
        // region rows
        LongKeys users = GrowingKeys.builder().counted(true).longs();
        int[] rows = users.findOrAdd(new long[] {4711, -3, 4711, 99});
        System.out.println(Arrays.toString(rows)); // [0, 1, 0, 2]
        users.time(1000); // from now on, in steps, hours or what you like
        users.findOrAdd(99);
        System.out.println(Arrays.toString(users.evict(users.idleFor(500)))); // [0, 1]
        System.out.println(users.findOrAdd(12) + " of " + users.rows()); // 0 of 3
        // endregion

        // region admission
        StringKeys words = GrowingKeys.builder().admitAfter(2).strings();
        int[] seen = words.findOrAdd(List.of("чай", "茶", "чай", "чай"));
        System.out.println(Arrays.toString(seen)); // [-1, -1, 0, 0]
        // endregion
    }

    private static void learn(Path file) throws IOException {
        // region layer
        EmbeddingLayer.Builder options =
                EmbeddingLayer.builder(1, 8).optimizer(Optimizer.lazyAdam(0.1));
        LongKeyLayer users = GrowingLayer.longs(options, GrowingKeys.builder().counted(true));
        long[] batch = {4711, -3, 4711};
        float[][] vectors = users.forward(batch); // a row for each new key
        float[][] gradient = new float[3][8]; // what your network says of them
        gradient[1][0] = 1;
        users.backward(batch, gradient);
        users.step();
        System.out.println(vectors[1][0] > users.forward(batch)[1][0]); // true
        users.evict(users.keys().usedFewerThan(2).and(row -> users.norm(row) < 0.1));
        users.save(file); // keys, uses, rows, the optimiser's state
        LongKeyLayer later = GrowingLayer.longs(options, GrowingKeys.builder().counted(true));
        later.restore(file); // goes on where it was
        System.out.println(later.embeddings().vocabulary().keys()); // [4711, -3]
        // endregion
    }

    private static void begin() {
        // region starts
        List<List<String>> known =
                List.of(
                        List.of("novel", "old"), // what is known of the first key,
                        List.of("novel", "long"), // of the second one
                        List.of("game", "old"),
                        List.of("game", "long"));
        float[] tastes = {1, 0, 0, 1}; // of two users: your predictor's vectors
        DotExamples choices = new DotExamples(EmbeddingTable.of(tastes, 2, 2), known.size());
        for (int i = 0; i < 40; i++) {
            boolean novel = known.get(i % 4).contains("novel");
            choices.add(i % 4, 0, novel); // the first user likes novels,
            choices.add(i % 4, 1, !novel); // the second one games
        }
        MetaEmbedding meta = MetaEmbedding.builder().scale(2).epochs(200).build();
        FirstVectors starts = meta.fit(known, choices);

        Map<String, List<String>> shelf = Map.of("Middlemarch", List.of("novel", "long", "dear"));
        StringKeyLayer layer =
                GrowingLayer.strings(EmbeddingLayer.builder(1, 2), GrowingKeys.builder())
                        .startFrom(key -> starts.find(shelf.getOrDefault(key, List.of())));
        float[] first = layer.forward(List.of("Middlemarch"))[0];
        System.out.println(first[0] > 0.5 && first[1] < -0.5); // true
        // endregion
    }
}
