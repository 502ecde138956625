package dev.akin.benchmarks;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.format.FileFormat;
import dev.akin.learn.Cbow;
import dev.akin.learn.FastText;
import dev.akin.learn.Loss;
import dev.akin.learn.SkipGram;
import dev.akin.learn.WordLearner;
import dev.akin.text.Corpus;
import dev.akin.text.Tokens;
import dev.akin.vocabulary.EncodedCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Learning words from a file of words separated by spaces, timed without and with counting, in a fresh JVM, warm-up included.
/// The vectors are saved for `akin evaluate`. `benchmarks/training.sh` runs it in turn with gensim and fastText.
///
/// ```
/// java --add-modules jdk.incubator.vector -XX:+UseTransparentHugePages -cp 'benchmarks/target/classes:core/target/classes' \
///     dev.akin.benchmarks.TrainingBenchmark CORPUS OUT.bin DIMENSION THREADS SEED [MODEL [EPOCHS]]
/// ```
///
/// MODEL is skipgram, cbow, skipgram-hs, cbow-hs, fasttext (sub-words with fastText's own settings), fasttext-cbow, or one of them with
/// `-reproducible` behind.
final class TrainingBenchmark {

    private TrainingBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path corpus = Path.of(args[0]);
        Path output = Path.of(args[1]);
        int dimension = Integer.parseInt(args[2]);
        int threads = Integer.parseInt(args[3]);
        long seed = Long.parseLong(args[4]);
        String model = args.length > 5 ? args[5] : "skipgram";
        int epochs = args.length > 6 ? Integer.parseInt(args[6]) : 5;
        WordLearner learner =
                builder(model)
                        .dimension(dimension)
                        .epochs(epochs)
                        .threads(threads)
                        .seed(seed)
                        .reproducible(model.endsWith("-reproducible"))
                        .build();
        long start = System.nanoTime();
        try (EncodedCorpus encoded =
                EncodedCorpus.builder()
                        .threads(threads)
                        .encode(Corpus.lines(corpus).tokens(Tokens.WHITESPACE))) {
            double scan = seconds(start);
            start = System.nanoTime();
            Embeddings words = learner.fit(encoded, Map.of(), p -> {});
            double training = seconds(start);
            System.out.printf(
                    Locale.ROOT,
                    "akin %s dim %d seed %d scan %.3f s train %.3f s %.0f words/s%n",
                    model,
                    dimension,
                    seed,
                    scan,
                    training,
                    (double) encoded.words() * epochs / training);
            words.save(output, FileFormat.WORD2VEC_BINARY, ProgressListener.NONE);
        }
    }

    /// Settings as gensim's, or fastText's, are in the scripts beside.
    private static WordLearner.Builder<?, ?> builder(String model) {
        return switch (model.replace("-reproducible", "")) {
            case "skipgram" -> SkipGram.builder();
            case "skipgram-hs" -> SkipGram.builder().loss(Loss.HIERARCHICAL_SOFTMAX);
            case "cbow" -> Cbow.builder().learningRate(0.025);
            case "cbow-hs" -> Cbow.builder().learningRate(0.025).loss(Loss.HIERARCHICAL_SOFTMAX);
            case "fasttext" -> FastText.skipGram();
            case "fasttext-cbow" -> FastText.cbow();
            default -> throw new IllegalArgumentException("no model " + model);
        };
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
