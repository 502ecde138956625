package dev.akin.benchmarks;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.format.FileFormat;
import dev.akin.learn.SkipGram;
import dev.akin.text.Corpus;
import dev.akin.text.Tokens;
import dev.akin.vocabulary.EncodedCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Skip-gram on a file of words separated by spaces, timed without and with counting, in a fresh JVM, warm-up included.
/// The vectors are saved for `akin evaluate`. `benchmarks/training.sh` runs it in turn with gensim and fastText.
///
/// ```
/// java --add-modules jdk.incubator.vector -XX:+UseTransparentHugePages -cp 'benchmarks/target/classes:core/target/classes' \
///     dev.akin.benchmarks.TrainingBenchmark CORPUS OUT.bin DIMENSION THREADS SEED
/// ```
final class TrainingBenchmark {
    private static final int EPOCHS = 5;

    private TrainingBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path corpus = Path.of(args[0]);
        Path output = Path.of(args[1]);
        int dimension = Integer.parseInt(args[2]);
        int threads = Integer.parseInt(args[3]);
        long seed = Long.parseLong(args[4]);
        long start = System.nanoTime();
        try (EncodedCorpus encoded =
                EncodedCorpus.builder()
                        .threads(threads)
                        .encode(Corpus.lines(corpus).tokens(Tokens.WHITESPACE))) {
            double scan = seconds(start);
            start = System.nanoTime();
            Embeddings words = learner(dimension, threads, seed).fit(encoded, Map.of(), p -> {});
            double training = seconds(start);
            System.out.printf(
                    Locale.ROOT,
                    "akin dim %d seed %d scan %.3f s train %.3f s %.0f words/s%n",
                    dimension,
                    seed,
                    scan,
                    training,
                    encoded.words() * EPOCHS / training);
            words.save(output, FileFormat.WORD2VEC_BINARY, ProgressListener.NONE);
        }
    }

    private static SkipGram learner(int dimension, int threads, long seed) {
        return SkipGram.builder()
                .dimension(dimension)
                .epochs(EPOCHS)
                .threads(threads)
                .seed(seed)
                .build();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
