package dev.akin.evaluate;

import dev.akin.embeddings.Embeddings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A list of word pairs with the scores that people gave them: WordSim-353, SimLex-999, MEN. Immutable.
///
/// A word is looked up as [Embeddings#find] does. Pairs with an unknown word are left out and counted, as gensim's
/// `evaluate_word_pairs` does by default.
public final class SimilarityTask {
    private static final long SEED = 1;

    private final String name;
    private final List<WordPair> pairs;

    private SimilarityTask(String name, List<WordPair> pairs) {
        this.name = name;
        this.pairs = List.copyOf(pairs);
    }

    /// A task from pairs in memory; the list is copied.
    public static SimilarityTask of(String name, List<WordPair> pairs) {
        return new SimilarityTask(name, pairs);
    }

    /// Reads a file of lines `word word score`, separated by tabs, commas or spaces, UTF-8. Lines that begin with `#`
    /// are comments; a first line without a number is a header; of more columns the first number is the score.
    ///
    /// @throws dev.akin.MalformedFileException for any other line, or if there are no pairs
    public static SimilarityTask read(Path file) throws IOException {
        return new SimilarityTask(TestLines.name(file), WordPairReader.read(file));
    }

    /// The file's name without folder and extension, or what [#of] was given.
    public String name() {
        return name;
    }

    /// In the order of the file; immutable.
    public List<WordPair> pairs() {
        return pairs;
    }

    /// Spearman's rank correlation, in [-1, 1], between the scores of people and those of the table, over the pairs of
    /// which both words are known; NaN where these are fewer than two.
    public SimilarityResult evaluate(Embeddings embeddings) {
        List<WordPair> known = pairs.stream().filter(pair -> knows(embeddings, pair)).toList();
        RankCorrelation correlation = correlation(embeddings, known);
        return new SimilarityResult(
                name,
                correlation.of(Bootstrap.once(known.size())),
                known.size(),
                pairs.size() - known.size(),
                Interval.of(Bootstrap.resample(known.size(), SEED, correlation::of)));
    }

    /// As [#evaluate], the correlation alone.
    double value(Embeddings embeddings) {
        List<WordPair> known = pairs.stream().filter(pair -> knows(embeddings, pair)).toList();
        return correlation(embeddings, known).of(Bootstrap.once(known.size()));
    }

    /// Compares two tables on the pairs that both know.
    public PairedDifference compare(Embeddings first, Embeddings second) {
        List<WordPair> known =
                pairs.stream().filter(pair -> knows(first, pair) && knows(second, pair)).toList();
        RankCorrelation a = correlation(first, known);
        RankCorrelation b = correlation(second, known);
        int[] once = Bootstrap.once(known.size());
        double[] differences =
                Bootstrap.resample(known.size(), SEED, times -> a.of(times) - b.of(times));
        return PairedDifference.of(a.of(once), b.of(once), differences, known.size());
    }

    private static boolean knows(Embeddings embeddings, WordPair pair) {
        return embeddings.contains(pair.first()) && embeddings.contains(pair.second());
    }

    private static RankCorrelation correlation(Embeddings embeddings, List<WordPair> known) {
        return new RankCorrelation(
                known.stream().mapToDouble(WordPair::score).toArray(),
                known.stream()
                        .mapToDouble(pair -> embeddings.similarity(pair.first(), pair.second()))
                        .toArray());
    }
}
