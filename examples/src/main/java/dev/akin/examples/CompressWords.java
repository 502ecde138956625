package dev.akin.examples;

import dev.akin.compress.Compression;
import dev.akin.compress.Compressor;
import dev.akin.compress.Fidelity;
import dev.akin.compress.HalfPrecision;
import dev.akin.compress.Pruning;
import dev.akin.embeddings.Embeddings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Makes vectors smaller, and says what was lost.
///
/// Arguments: a file of vectors, the file to write.
public final class CompressWords {
    private CompressWords() {}

    public static void main(String[] arguments) throws IOException {
        Embeddings words = Embeddings.load(Path.of(arguments[0]));
        Path output = Path.of(arguments[1]);
        // region compress
        Pruning.Builder fewer = Pruning.builder().keep(0.5).keys(words.vocabulary());
        Compressor half = fewer.then(HalfPrecision.float16()).build();
        Embeddings small = Compression.of(words, half);
        Fidelity lost = Fidelity.between(words, small, Fidelity.Options.standard());
        small.save(output);
        // endregion
        System.out.printf(
                Locale.ROOT,
                "%s: %d bytes for %d; %.0f %% of the nearest are the same%n",
                half.method(),
                small.table().bytes(),
                words.table().bytes(),
                100 * lost.overlap());
    }
}
