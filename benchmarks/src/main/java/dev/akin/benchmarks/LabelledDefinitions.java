package dev.akin.benchmarks;

import dev.akin.wordnet.Synset;
import dev.akin.wordnet.WordNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Writes WordNet's definitions, each with the lexicographers' file that it stands in as its label, for `benchmarks/supervised.sh` to
/// learn: nine of ten by the hash of the meaning's name to learn from, in a fixed disorder, the others to test on.
///
/// ```
/// java -cp 'benchmarks/target/classes:core/target/classes:wordnet/target/classes:…' dev.akin.benchmarks.LabelledDefinitions TRAIN TEST
/// ```
final class LabelledDefinitions {
    private static final int PARTS = 10;

    private LabelledDefinitions() {}

    public static void main(String[] args) throws IOException {
        List<String> learned = new ArrayList<>();
        List<String> tested = new ArrayList<>();
        for (Synset synset : WordNet.open().synsets()) {
            boolean held = Math.floorMod((synset.id().hashCode() * 0x9e3779b9) >>> 8, PARTS) == 0;
            (held ? tested : learned).add(line(synset));
        }
        // In WordNet's order verbs and adverbs come last, and whoever learned them last would
        // forget the nouns.
        Collections.shuffle(learned, new Random(1));
        Files.write(Path.of(args[0]), learned);
        Files.write(Path.of(args[1]), tested);
    }

    private static String line(Synset synset) {
        String words =
                synset.definition()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}']+", " ")
                        .strip();
        return "__label__" + synset.lexicographerFile() + ' ' + words;
    }
}
