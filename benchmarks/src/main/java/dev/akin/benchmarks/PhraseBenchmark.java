package dev.akin.benchmarks;

import dev.akin.text.Corpus;
import dev.akin.text.Tokens;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.Phrases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// One pass of phrases over a file of words separated by spaces, from the text to the joined text, beside gensim's. The
/// first of our rounds starts in a cold JVM. Both sides must join as many words.
///
/// ```
/// java -XX:+UseTransparentHugePages -cp 'benchmarks/target/classes:core/target/classes' \
///     dev.akin.benchmarks.PhraseBenchmark CORPUS THREADS PYTHON benchmarks/peers/phrases_gensim.py
/// ```
final class PhraseBenchmark {
    private static final int ROUNDS = 5;
    private static final int DISCOUNT = 5;

    private record Joined(double seconds, long seen, long joined) {}

    private PhraseBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path corpus = Path.of(args[0]);
        int threads = Integer.parseInt(args[1]);
        Joined cold = join(corpus, threads);
        print("akin, cold", cold);
        Joined peer = peer(args[2], args[3], corpus);
        print("gensim", peer);
        if (cold.seen() != peer.seen() || cold.joined() != peer.joined()) {
            throw new IllegalStateException("not the same phrases: " + cold + ", " + peer);
        }
        System.out.printf(Locale.ROOT, "ratio %.1f%n", peer.seconds() / cold.seconds());
        for (int round = 1; round < ROUNDS; round++) {
            print("akin", join(corpus, threads));
        }
    }

    /// Every word is kept, so that the words that are missing are those that were joined.
    private static Joined join(Path corpus, int threads) throws IOException {
        long start = System.nanoTime();
        try (EncodedCorpus encoded =
                EncodedCorpus.builder()
                        .minCount(1)
                        .phrases(Phrases.of(1).discount(DISCOUNT))
                        .threads(threads)
                        .encode(Corpus.lines(corpus).tokens(Tokens.WHITESPACE))) {
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Joined(seconds, encoded.seen(), encoded.seen() - encoded.words());
        }
    }

    private static Joined peer(String python, String script, Path corpus) throws IOException {
        Peer said = Peer.run(python, script, corpus.toString());
        return new Joined(
                said.number("seconds").asDouble(),
                said.number("seen").asLong(),
                said.number("joined").asLong());
    }

    private static void print(String who, Joined joined) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.3f s, %d words seen, %d joined%n",
                who,
                joined.seconds(),
                joined.seen(),
                joined.joined());
    }
}
