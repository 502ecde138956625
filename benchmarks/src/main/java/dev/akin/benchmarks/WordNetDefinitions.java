package dev.akin.benchmarks;

import dev.akin.wordnet.Synset;
import dev.akin.wordnet.WordNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes WordNet's definitions, one a line, for `benchmarks/compress.sh` to encode.
///
/// ```
/// java -cp 'benchmarks/target/classes:core/target/classes:wordnet/target/classes:…' dev.akin.benchmarks.WordNetDefinitions FILE
/// ```
final class WordNetDefinitions {
    private WordNetDefinitions() {}

    public static void main(String[] args) throws IOException {
        Files.write(
                Path.of(args[0]),
                WordNet.open().synsets().stream().map(Synset::definition).distinct().toList());
    }
}
