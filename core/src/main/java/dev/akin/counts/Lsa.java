package dev.akin.counts;

import dev.akin.ProgressListener;
import dev.akin.algebra.Workers;
import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.TrainableTable;
import dev.akin.text.Corpus;
import dev.akin.text.Json;
import dev.akin.vocabulary.EncodedCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/// Latent semantic analysis of words by the words near them: the matrix of how often they stand together, each number weighed
/// by [Weighting], cut down to its largest singular values (Deerwester et al. 1990; Bullinaria & Levy 2007; Levy, Goldberg &
/// Dagan 2015). The vector of a word is its row of U · Σᵖ. Immutable and thread-safe; each run is one of its own.
///
/// The decomposition is not exact but as near as [a few passes][Builder#passes(int)] bring it. The same seed gives the same
/// vectors with any number of threads, on one kind of processor.
public final class Lsa {
    private final LsaSettings settings;

    private Lsa(LsaSettings settings) {
        this.settings = settings;
    }

    /// Options, at first the defaults that its methods name.
    public static Builder builder() {
        return new Builder();
    }

    /// As [#fit(Corpus, ProgressListener)], unheard.
    public Embeddings fit(Corpus corpus) throws IOException {
        return fit(corpus, ProgressListener.NONE);
    }

    /// Counts and encodes the corpus, counts its pairs, then factors their matrix. The corpus is read once. The result's
    /// table is a new one of `words kept × dimension`, its similarity cosine, its metadata the options and what happened.
    ///
    /// @param listener hears of bytes and pairs counted, then of pairs multiplied
    /// @throws IllegalArgumentException if no word reaches the minimum count, or fewer words than dimensions do
    /// @throws IOException if the corpus cannot be read, or the scratch file not be written
    /// @throws CancellationException if the listener asked to stop
    public Embeddings fit(Corpus corpus, ProgressListener listener) throws IOException {
        EncodedCorpus.Builder encoding =
                EncodedCorpus.builder()
                        .minCount(settings.minCount)
                        .maxWords(settings.maxWords)
                        .threads(settings.threads)
                        .listener(listener);
        if (settings.scratch != null) {
            encoding.scratch(settings.scratch);
        }
        try (EncodedCorpus encoded = encoding.encode(corpus)) {
            return fit(encoded, Map.of("akin.text", corpus.description()), listener);
        }
    }

    /// As [#fit(Corpus, ProgressListener)], from a corpus that is encoded already.
    ///
    /// @param corpus stays open; its vocabulary becomes the result's
    /// @param metadata what is known of the corpus and goes into the result's metadata
    public Embeddings fit(
            EncodedCorpus corpus, Map<String, String> metadata, ProgressListener listener)
            throws IOException {
        int words = corpus.vocabulary().size();
        if (words < settings.dimension) {
            throw new IllegalArgumentException(
                    words
                            + " words have at the most "
                            + words
                            + " dimensions, not "
                            + settings.dimension
                            + ": ask for fewer, or keep more words");
        }
        try (Cooccurrences counts = count(corpus, listener)) {
            counts.checkAny();
            Marginals marginals = Marginals.of(counts, settings.threads, listener::stopRequested);
            CountWeights weights = new CountWeights(settings, marginals);
            CountMatrix matrix = new CountMatrix(counts, weights, settings.threads);
            Factoring factoring =
                    new Factoring(
                            matrix,
                            counts.blocks(),
                            settings.dimension,
                            new Workers(settings.threads));
            factoring.run(settings.seed, settings.passes, counts.pairs(), listener);
            Map<String, String> all = new LinkedHashMap<>(metadata);
            all.put("akin.options", settings.describe().toString());
            all.put("akin.training", describe(corpus, counts, factoring).toString());
            return Embeddings.builder(corpus.vocabulary(), table(factoring, words))
                    .metadata(all)
                    .build();
        }
    }

    private Cooccurrences count(EncodedCorpus corpus, ProgressListener listener)
            throws IOException {
        Cooccurrences.Builder counting =
                Cooccurrences.builder()
                        .window(settings.window)
                        .symmetric(settings.symmetric)
                        .byDistance(settings.byDistance)
                        .threads(settings.threads)
                        .memoryLimit(settings.memoryLimit)
                        .listener(listener);
        if (settings.scratch != null) {
            counting.scratch(settings.scratch);
        }
        return counting.count(corpus);
    }

    private EmbeddingTable table(Factoring factoring, int words) {
        TrainableTable table = new TrainableTable(words, settings.dimension);
        float[] scales = scales(factoring, words);
        float[] row = new float[settings.dimension];
        for (int id = 0; id < words; id++) {
            for (int d = 0; d < row.length; d++) {
                row[d] = scales[d] * factoring.vector(id, d);
            }
            table.set(id, row, 0);
        }
        return table;
    }

    /// The powers of the singular values, with the sign that makes the largest number of the vector positive: a singular
    /// vector is one either way round.
    private float[] scales(Factoring factoring, int words) {
        double[] values = factoring.values();
        float[] scales = new float[settings.dimension];
        for (int d = 0; d < scales.length; d++) {
            float largest = 0;
            for (int id = 0; id < words; id++) {
                float number = factoring.vector(id, d);
                largest = Math.abs(number) > Math.abs(largest) ? number : largest;
            }
            scales[d] = (float) Math.copySign(Math.pow(values[d], settings.power), largest);
        }
        return scales;
    }

    private Json.Obj describe(EncodedCorpus corpus, Cooccurrences counts, Factoring factoring) {
        List<Json> values = Arrays.stream(factoring.values()).<Json>mapToObj(Json.Num::of).toList();
        Map<String, Json> run = new LinkedHashMap<>();
        run.put("pairs", Json.Num.of(counts.pairs()));
        run.put("passes", Json.Num.of(factoring.passes()));
        run.put("corpusWords", Json.Num.of(corpus.seen()));
        run.put("lines", Json.Num.of(corpus.lines()));
        run.put("seed", Json.Num.of(settings.seed));
        run.put("singularValues", new Json.Arr(values));
        return new Json.Obj(run);
    }

    /// Words seen less often are left out.
    public int minCount() {
        return settings.minCount;
    }

    /// The most words in the vocabulary.
    public int maxWords() {
        return settings.maxWords;
    }

    /// Numbers in a vector.
    public int dimension() {
        return settings.dimension;
    }

    /// Bytes of the heap that factoring needs: two tables a little wider than the vectors.
    public long bytesNeeded(int words) {
        return Factoring.bytes(words, settings.dimension);
    }

    /// Collects options; each has a default. Not thread-safe.
    public static final class Builder {
        private final LsaSettings settings = new LsaSettings();

        private Builder() {}

        /// What the options are now; the builder may be changed and used again.
        public Lsa build() {
            return new Lsa(new LsaSettings(settings));
        }

        /// Numbers in a vector, 1 … 4,096; 100 by default.
        public Builder dimension(int value) {
            settings.dimension = Glove.Builder.inRange("dimension", value, 1 << 12);
            return this;
        }

        /// The most words to either side that count as context, 1 … 1,000; 5 by default.
        public Builder window(int value) {
            settings.window = Glove.Builder.inRange("window", value, 1000);
            return this;
        }

        /// Whether both sides of a word are its context; if not, only what stands before it is. True by default.
        public Builder symmetric(boolean value) {
            settings.symmetric = value;
            return this;
        }

        /// Whether a word d words away counts 1/d rather than 1; true by default.
        public Builder byDistance(boolean value) {
            settings.byDistance = value;
            return this;
        }

        /// What counts become; positive mutual information by default.
        public Builder weighting(Weighting value) {
            settings.weighting = Objects.requireNonNull(value, "weighting");
            return this;
        }

        /// With [Weighting#PPMI], takes the logarithm of this from each number, as word2vec with so many negatives does;
        /// above 0, 1 by default, which is nothing.
        public Builder shift(double negatives) {
            settings.shift = Glove.Builder.positive("shift", negatives, 1e6);
            return this;
        }

        /// With [Weighting#PPMI], contexts are as likely as their count to this power; above 0 and at most 1, 0.75 by
        /// default. With 1, rare contexts weigh much.
        public Builder contextSmoothing(double power) {
            settings.smoothing = Glove.Builder.positive("contextSmoothing", power, 1);
            return this;
        }

        /// The power of the singular values that directions are scaled by, 0 … 1; 0.5 by default. With 0 all directions
        /// weigh alike, with 1 as in the matrix.
        public Builder eigenvaluePower(double value) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("eigenvaluePower must be 0 … 1, not " + value);
            }
            settings.power = value;
            return this;
        }

        /// How often the matrix is gone through at the most, there and back, 1 … 1,000; 10 by default. It ends before when
        /// the singular values stand still.
        public Builder passes(int value) {
            settings.passes = Glove.Builder.inRange("passes", value, 1000);
            return this;
        }

        /// Words seen less often than this are left out; 5 by default.
        public Builder minCount(int value) {
            settings.minCount = Glove.Builder.inRange("minCount", value, Integer.MAX_VALUE);
            return this;
        }

        /// The most words in the vocabulary, the most frequent ones; no limit by default.
        public Builder maxWords(int value) {
            settings.maxWords = Glove.Builder.inRange("maxWords", value, Integer.MAX_VALUE);
            return this;
        }

        /// Threads that work at once, 1 … 1,024; as many as the machine has by default.
        public Builder threads(int value) {
            settings.threads = Glove.Builder.inRange("threads", value, 1024);
            return this;
        }

        /// What random choices start from; 1 by default.
        public Builder seed(long value) {
            settings.seed = value;
            return this;
        }

        /// Bytes to count pairs with, as [Cooccurrences.Builder#memoryLimit(long)]; half of the largest heap by default.
        public Builder memoryLimit(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("memory must be at least 1, not " + bytes);
            }
            settings.memoryLimit = bytes;
            return this;
        }

        /// A folder where what is too large for memory is kept meanwhile; none by default.
        public Builder scratch(Path folder) {
            settings.scratch = Objects.requireNonNull(folder, "folder");
            return this;
        }
    }
}
