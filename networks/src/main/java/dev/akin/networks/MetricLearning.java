package dev.akin.networks;

import dev.akin.embeddings.Embeddings;
import dev.akin.layers.EmbeddingLayer;
import dev.akin.layers.Initializer;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Learns vectors of texts from which texts belong together: pairs that mean alike, triplets, or pairs that do or do not
/// ([MetricLoss]). Immutable; each `fit` makes a model of its own.
public final class MetricLearning {
    private final Settings how;
    private final FitOptions options;

    private MetricLearning(Settings how, FitOptions options) {
        this.how = how;
        this.options = options;
    }

    /// What a builder collects.
    private record Settings(
            Body body, MetricOptions options, boolean lowercase, int minCount, int maxLength) {}

    public static Builder builder() {
        return new Builder();
    }

    /// Learns from pairs that mean alike, each told from the others.
    ///
    /// @param pairs two texts each
    /// @throws IllegalArgumentException if there are fewer than two pairs, or one is none
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    public MetricModel fitPairs(List<List<String>> pairs) throws IOException {
        if (pairs.size() < 2) {
            throw new IllegalArgumentException(
                    "pairs are told from each other, so there have to be two at least, not "
                            + pairs.size());
        }
        boolean[] alike = new boolean[pairs.size()];
        Arrays.fill(alike, true);
        return fit(MetricLoss.IN_BATCH_SOFTMAX, pairs, alike);
    }

    /// Learns from triplets: a text, one that is near it, and one that is farther.
    ///
    /// @throws IllegalArgumentException if there are none, or one is none
    public MetricModel fitTriplets(List<List<String>> triplets) throws IOException {
        return fit(MetricLoss.TRIPLET, triplets, new boolean[triplets.size()]);
    }

    /// Learns from pairs that mean alike or not.
    ///
    /// @throws IllegalArgumentException if there are none, one is none, or there are not as many answers
    public MetricModel fitLabelledPairs(List<List<String>> pairs, boolean[] alike)
            throws IOException {
        if (pairs.size() != alike.length) {
            throw new IllegalArgumentException(
                    alike.length + " answers, for " + pairs.size() + " pairs");
        }
        return fit(MetricLoss.CONTRASTIVE, pairs, alike.clone());
    }

    private MetricModel fit(MetricLoss loss, List<List<String>> groups, boolean[] alike)
            throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).size() != loss.texts()) {
                throw new IllegalArgumentException(
                        "group "
                                + i
                                + " has "
                                + groups.get(i).size()
                                + " texts, not "
                                + loss.texts());
            }
            texts.addAll(groups.get(i));
        }
        TextIds known = known(texts);
        EmbeddingLayer layer =
                options.layer(known.rows(), options.dimension(), Initializer.uniform(0.5));
        if (options.pretrained() != null) {
            Tables.begin(layer, known.words(), known.reserved(), options.pretrained());
        }
        TextVectors vectors = TextVectors.of(how.body(), layer, options);
        MetricShape shape = new MetricShape(how.body(), how.maxLength());
        MetricOptions measures =
                new MetricOptions(
                        vectors.width(), how.options().margin(), how.options().temperature());
        MetricTraining.Groups given =
                new MetricTraining.Groups(loss, ids(texts, known), alike, measures);
        return Fitting.fit(
                new MetricTraining(shape, layer, vectors, given),
                options,
                history -> new MetricModel(known, shape, layer, vectors, history),
                vectors::close);
    }

    /// The words of the texts, or those of the pretrained vectors too.
    private TextIds known(List<String> texts) {
        TextIds.Form form = TextIds.Form.of(how.lowercase(), false, 1, false);
        TextIds.Cut counted = TextIds.Cut.counted(form, texts, how.minCount(), Integer.MAX_VALUE);
        Embeddings pretrained = options.pretrained();
        if (pretrained == null) {
            return counted;
        }
        List<String> words = new ArrayList<>(counted.words().keys());
        pretrained.vocabulary().keys().stream()
                .filter(word -> !counted.words().contains(word))
                .forEach(words::add);
        return new TextIds.Cut(form, Vocabulary.of(words));
    }

    private int[][] ids(List<String> texts, TextIds known) {
        int[][] ids = new int[texts.size()][];
        Arrays.setAll(ids, i -> MetricModel.ids(known, texts.get(i), how.maxLength()));
        return ids;
    }

    /// Collects what is learned, and how. Not thread-safe.
    public static final class Builder extends NetworkBuilder<Builder> {
        private Body body = new Mean();
        private double margin = 0.3;
        private double temperature = 0.05;
        private boolean lowercase = true;
        private int minCount = 1;
        private int maxLength = 256;

        private Builder() {
            batchSize(128);
        }

        @Override
        Builder self() {
            return this;
        }

        /// What reads the rows; their mean unless told.
        public Builder body(Body value) {
            body = value;
            return this;
        }

        /// By how much the nearer one of a triplet is nearer, and how high the cosine of texts that do not mean alike may be; 0.3 unless
        /// told.
        ///
        /// @throws IllegalArgumentException if it is not in [0, 2]
        public Builder margin(double value) {
            if (!(value >= 0 && value <= 2)) {
                throw new IllegalArgumentException("a margin is in [0, 2], not " + value);
            }
            margin = value;
            return this;
        }

        /// What cosines are divided by before the softmax; 0.05 unless told.
        ///
        /// @throws IllegalArgumentException if it is not above 0
        public Builder temperature(double value) {
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("a temperature is above 0, not " + value);
            }
            temperature = value;
            return this;
        }

        /// Whether words are in lower case; true unless told.
        public Builder lowercase(boolean value) {
            lowercase = value;
            return this;
        }

        /// Words that come less often are passed over; 1 unless told.
        public Builder minCount(int count) {
            Body.requirePositive("the least count", count);
            minCount = count;
            return this;
        }

        /// Words of a text beyond this are not read; 256 unless told.
        public Builder maxLength(int words) {
            Body.requirePositive("the longest text", words);
            maxLength = words;
            return this;
        }

        /// @throws IllegalArgumentException if options exclude each other
        public MetricLearning build() {
            FitOptions options = options();
            if (options.dropout() > 0) {
                throw new IllegalArgumentException(
                        "metric learning leaves nothing out: dropout is 0");
            }
            return new MetricLearning(
                    new Settings(
                            body,
                            new MetricOptions(0, margin, temperature),
                            lowercase,
                            minCount,
                            maxLength),
                    options);
        }
    }
}
