package dev.akin.benchmarks;

import dev.akin.text.Corpus;
import dev.akin.text.Tokens;
import dev.akin.vocabulary.EncodedCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Counting and encoding a file of words separated by spaces, beside gensim's scan of the same file (which counts
/// only). The first of our rounds starts in a cold JVM and is the one compared; the others show the warm speed.
///
/// ```
/// java -XX:+UseTransparentHugePages -cp 'benchmarks/target/classes:core/target/classes' \
///     dev.akin.benchmarks.CorpusBenchmark CORPUS THREADS [PYTHON benchmarks/peers/scan_gensim.py]
/// ```
final class CorpusBenchmark {
    private static final int ROUNDS = 5;

    /// What both sides must agree on.
    private record Scan(double seconds, long seen, int vocabulary) {}

    private CorpusBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path corpus = Path.of(args[0]);
        int threads = Integer.parseInt(args[1]);
        Scan cold = scan(corpus, threads, Tokens.WHITESPACE);
        print("akin, cold", cold);
        if (args.length > 2) {
            compare(cold, peer(args[2], args[3], corpus));
        }
        for (Tokens tokens : Tokens.values()) {
            for (int round = 1; round < ROUNDS; round++) {
                print("akin, " + tokens, scan(corpus, threads, tokens));
            }
        }
    }

    private static Scan scan(Path corpus, int threads, Tokens tokens) throws IOException {
        long start = System.nanoTime();
        try (EncodedCorpus encoded =
                EncodedCorpus.builder()
                        .minCount(5)
                        .threads(threads)
                        .encode(Corpus.lines(corpus).tokens(tokens))) {
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Scan(seconds, encoded.seen(), encoded.vocabulary().size());
        }
    }

    private static Scan peer(String python, String script, Path corpus) throws IOException {
        Peer said = Peer.run(python, script, corpus.toString());
        return new Scan(
                said.number("seconds").asDouble(),
                said.number("seen").asLong(),
                (int) said.number("vocabulary").asLong());
    }

    private static void compare(Scan ours, Scan theirs) {
        print("gensim", theirs);
        if (ours.seen() != theirs.seen() || ours.vocabulary() != theirs.vocabulary()) {
            throw new IllegalStateException("not the same words: " + ours + ", " + theirs);
        }
        System.out.printf(Locale.ROOT, "ratio %.2f%n", theirs.seconds() / ours.seconds());
    }

    private static void print(String who, Scan scan) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.3f s, %d words seen, %d kept%n",
                who,
                scan.seconds(),
                scan.seen(),
                scan.vocabulary());
    }
}
