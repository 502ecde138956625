package dev.akin.learn;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.algebra.Pca;
import dev.akin.embeddings.StaticEncoder;
import dev.akin.embeddings.TextEncoder;
import dev.akin.kernel.Kernels;
import dev.akin.table.TrainableTable;
import dev.akin.text.Json;
import dev.akin.vocabulary.WordPiece;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes a static encoder of a model. Immutable.
///
/// Without texts, as model2vec (Tulkens & van Dongen 2024): each token alone goes through the model, principal components make
/// the rows short, and a/(a + p) makes frequent tokens light (Arora, Liang & Ma 2017). With texts, the rows are then taught: ridge regression
/// from a text's mean of rows onto the model's vector of it, from which the mean of all was taken off. A token that the texts do not have
/// keeps the row it had.
public final class Distillation {
    /// Tokens and texts that go through the model at a time.
    private static final int AT_A_TIME = 2048;

    /// Steps of conjugate gradients; later ones change scores in the fourth place.
    private static final int STEPS = 30;

    private static final String ASKING = "asking the model";

    private final Builder options;

    private Distillation(Builder options) {
        this.options = options;
    }

    /// 256 dimensions, a = 3e-4, ridge 0.03.
    public static Builder builder() {
        return new Builder();
    }

    /// A static encoder of single tokens.
    ///
    /// @param tokenizer the teacher's
    /// @param counts how often each token is seen in text like that to be encoded, by id; null where that is not known, and
    ///     Zipf's law by id stands for it
    /// @throws IllegalArgumentException if tokenizer, counts and teacher do not fit
    /// @throws CancellationException if the listener asked to stop
    public StaticEncoder distill(
            TextEncoder teacher, WordPiece tokenizer, long @Nullable [] counts) {
        check(teacher, tokenizer, counts);
        int size = tokenizer.size();
        float[] rows = tokenRows(teacher, tokenizer);
        Pca pca = Pca.of(rows, size, teacher.dimension(), dimension(teacher));
        float[] shortened = pca.project(rows, size, true);
        weigh(shortened, tokenizer, counts);
        return encoder(teacher, tokenizer, shortened, 0);
    }

    /// A static encoder that is taught on texts. They should be like those to be encoded; tens of thousands of sentences do.
    ///
    /// @param texts what the model is asked about; their tokens are counted, too
    /// @throws IllegalArgumentException if tokenizer and teacher do not fit, or there are fewer texts than dimensions
    /// @throws CancellationException if the listener asked to stop
    public StaticEncoder distill(TextEncoder teacher, WordPiece tokenizer, List<String> texts) {
        int[][] tokens = new int[texts.size()][];
        long[] counts = new long[tokenizer.size()];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = tokenizer.tokenize(texts.get(i)).ids();
            for (int id : tokens[i]) {
                counts[id]++;
            }
        }
        check(teacher, tokenizer, counts);
        int dimension = dimension(teacher);
        if (texts.size() < teacher.dimension()) {
            throw new IllegalArgumentException(
                    texts.size()
                            + " texts are too few to teach "
                            + teacher.dimension()
                            + " dimensions; take some thousands, or none");
        }
        if (texts.size() > Integer.MAX_VALUE / teacher.dimension()) {
            throw new IllegalArgumentException(
                    texts.size()
                            + " texts × "
                            + teacher.dimension()
                            + " dimensions are too many numbers; take at most "
                            + Integer.MAX_VALUE / teacher.dimension()
                            + " texts");
        }
        float[] targets = textRows(teacher, texts);
        Pca pca = Pca.of(targets, texts.size(), teacher.dimension(), dimension);
        float[] rows = pca.project(tokenRows(teacher, tokenizer), tokenizer.size(), true);
        centre(rows, tokenizer.size(), dimension);
        weigh(rows, tokenizer, counts);
        teach(
                new TaughtRows(tokenizer.size(), tokens, dimension, options.ridge),
                rows,
                pca.project(targets, texts.size(), true));
        return encoder(teacher, tokenizer, rows, texts.size());
    }

    private void teach(TaughtRows taught, float[] rows, float[] targets) {
        Kernels.best().scale(taught.length(rows, targets), rows, 0, rows.length);
        taught.solve(rows, targets, STEPS, options.listener);
    }

    private static void check(TextEncoder teacher, WordPiece tokenizer, long @Nullable [] counts) {
        if (teacher.tokenizer().size() != tokenizer.size()) {
            throw new IllegalArgumentException(
                    "the teacher's tokenizer has "
                            + teacher.tokenizer().size()
                            + " tokens, the one given "
                            + tokenizer.size());
        }
        if (counts != null && counts.length != tokenizer.size()) {
            throw new IllegalArgumentException(
                    "there are " + counts.length + " counts for " + tokenizer.size() + " tokens");
        }
    }

    private int dimension(TextEncoder teacher) {
        return Math.min(options.dimension, teacher.dimension());
    }

    /// What the teacher makes of each token alone.
    private float[] tokenRows(TextEncoder teacher, WordPiece tokenizer) {
        float[] rows = new float[tokenizer.size() * teacher.dimension()];
        inTurn(
                "tokens",
                tokenizer.size(),
                (first, end) -> {
                    List<int[]> tokens =
                            IntStream.range(first, end).mapToObj(id -> new int[] {id}).toList();
                    put(teacher.encodeTokens(tokens), rows, first);
                });
        return rows;
    }

    private float[] textRows(TextEncoder teacher, List<String> texts) {
        float[] rows = new float[texts.size() * teacher.dimension()];
        inTurn(
                "texts",
                texts.size(),
                (first, end) ->
                        put(
                                teacher.encode(
                                        texts.subList(first, end), TextEncoder.Purpose.PLAIN),
                                rows,
                                first));
        return rows;
    }

    private static void put(float[][] vectors, float[] rows, int first) {
        for (int i = 0; i < vectors.length; i++) {
            System.arraycopy(
                    vectors[i], 0, rows, (first + i) * vectors[i].length, vectors[i].length);
        }
    }

    private interface Span {
        void accept(int first, int end);
    }

    private void inTurn(String unit, int count, Span span) {
        for (int first = 0; first < count; first += AT_A_TIME) {
            if (options.listener.stopRequested()) {
                throw new CancellationException("stopped while the model was asked");
            }
            int end = Math.min(count, first + AT_A_TIME);
            span.accept(first, end);
            options.listener.update(new Progress(ASKING, end, count, unit));
        }
    }

    private static void centre(float[] rows, int count, int dimension) {
        double[] mean = new double[dimension];
        for (int i = 0; i < rows.length; i++) {
            mean[i % dimension] += (double) rows[i] / count;
        }
        for (int i = 0; i < rows.length; i++) {
            rows[i] -= (float) mean[i % dimension];
        }
    }

    /// Special tokens weigh nothing.
    private void weigh(float[] rows, WordPiece tokenizer, long @Nullable [] counts) {
        int dimension = rows.length / tokenizer.size();
        double total = 0;
        for (int id = 0; id < tokenizer.size(); id++) {
            total += count(counts, id);
        }
        for (int id = 0; id < tokenizer.size(); id++) {
            double share = total == 0 ? 0 : count(counts, id) / total;
            double weight =
                    tokenizer.isSpecial(id) ? 0 : options.smoothing / (options.smoothing + share);
            for (int d = id * dimension; d < (id + 1) * dimension; d++) {
                rows[d] *= (float) weight;
            }
        }
    }

    private static double count(long @Nullable [] counts, int id) {
        return counts == null ? 1.0 / (id + 2) : counts[id];
    }

    private StaticEncoder encoder(
            TextEncoder teacher, WordPiece tokenizer, float[] rows, int texts) {
        int dimension = rows.length / tokenizer.size();
        TrainableTable table = new TrainableTable(tokenizer.size(), dimension);
        float[] row = new float[dimension];
        for (int id = 0; id < tokenizer.size(); id++) {
            System.arraycopy(rows, id * dimension, row, 0, dimension);
            table.set(id, row, 0);
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(
                "akin.options",
                Json.object(
                                "teacher",
                                teacher.name(),
                                "teacherFingerprint",
                                teacher.fingerprint(),
                                "dimension",
                                dimension,
                                "smoothing",
                                options.smoothing,
                                "texts",
                                texts,
                                "ridge",
                                texts == 0 ? null : options.ridge)
                        .toString());
        return StaticEncoder.of("static-" + teacher.name(), tokenizer, table, metadata);
    }

    /// Collects options. Not thread-safe.
    public static final class Builder {
        private int dimension = 256;
        private double smoothing = 3e-4;
        private float ridge = 0.03f;
        private ProgressListener listener = ProgressListener.NONE;

        private Builder() {}

        /// Numbers in a vector, at most the teacher's; 256 unless told.
        ///
        /// @throws IllegalArgumentException if below 1
        public Builder dimension(int numbers) {
            if (numbers < 1) {
                throw new IllegalArgumentException(
                        "a vector has 1 dimension or more, not " + numbers);
            }
            dimension = numbers;
            return this;
        }

        /// The a of a/(a + p), where p is a token's share of all; 0.0003 unless told.
        ///
        /// @throws IllegalArgumentException if not above 0
        public Builder smoothing(double a) {
            if (!(a > 0) || Double.isInfinite(a)) {
                throw new IllegalArgumentException("the smoothing is above 0, not " + a);
            }
            smoothing = a;
            return this;
        }

        /// How strongly taught rows are held where they began; 0.03 unless told.
        ///
        /// @throws IllegalArgumentException if not above 0
        public Builder ridge(double lambda) {
            if (!(lambda > 0) || Double.isInfinite(lambda)) {
                throw new IllegalArgumentException("the ridge is above 0, not " + lambda);
            }
            ridge = (float) lambda;
            return this;
        }

        /// Hears how far the model has come.
        public Builder listener(ProgressListener value) {
            listener = value;
            return this;
        }

        public Distillation build() {
            Builder copy = new Builder();
            copy.dimension = dimension;
            copy.smoothing = smoothing;
            copy.ridge = ridge;
            copy.listener = listener;
            return new Distillation(copy);
        }
    }
}
