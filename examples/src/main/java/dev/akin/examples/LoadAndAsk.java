package dev.akin.examples;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Query;
import dev.akin.embeddings.UnknownKeyException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Asks vectors of any format. Argument: the file.
public final class LoadAndAsk {
    private LoadAndAsk() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        // region ask
        Embeddings words = Embeddings.load(file);
        System.out.println(words.size() + " × " + words.dimension());
        System.out.println(words.similarity("coffee", "tea"));
        System.out.println(words.analogy("man", "king", "woman", 3));
        System.out.println(words.oddOneOut(List.of("breakfast", "lunch", "dinner", "hammer")));
        Query query =
                Query.builder()
                        .positive("tea", "bread")
                        .negative("king")
                        .mostFrequent(150)
                        .k(5)
                        .build();
        System.out.println(words.neighbors(query));
        try {
            words.vector("coffe");
        } catch (UnknownKeyException e) {
            System.out.println(e.getMessage()); // with the nearest spellings
        }
        // endregion
        // region compare
        List<String> cup = List.of("a", "cup", "of", "tea");
        List<String> bread = List.of("some", "bread", "for", "breakfast");
        System.out.println(words.similarityOfSets(cup, bread));
        System.out.println(words.wordMoversDistance(cup, bread));
        System.out.println(words.rank("coffee", "tea"));
        System.out.println(words.closerThan("coffee", "tea"));
        // endregion
    }
}
