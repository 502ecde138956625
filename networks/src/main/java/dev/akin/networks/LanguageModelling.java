package dev.akin.networks;

import dev.akin.text.Json;
import dev.akin.text.Tokens;
import dev.akin.text.Words;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Learns which word comes next. Each text is a sentence with a start and an end; words outside of the vocabulary are one. Immutable;
/// each `fit` makes a model of its own.
///
/// Steps get smaller evenly, from the rate to next to nothing at the end of the last epoch.
public final class LanguageModelling {
    private final Settings how;
    private final FitOptions options;

    private LanguageModelling(Settings how, FitOptions options) {
        this.how = how;
        this.options = options;
    }

    /// What a builder collects.
    private record Settings(
            Body body,
            @Nullable Vocabulary known,
            Tokens tokens,
            boolean lowercase,
            int minCount,
            int maxWords,
            int samples,
            int maxLength) {}

    public static Builder builder() {
        return new Builder();
    }

    /// Learns from texts, each of them a sentence.
    ///
    /// @throws IllegalArgumentException if there are no words
    /// @throws IllegalStateException if there is no PyTorch, or the loss is no longer finite
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    public LanguageModel fit(List<String> texts) throws IOException {
        String description =
                Json.object(
                                "tokens",
                                how.tokens().name().toLowerCase(Locale.ROOT),
                                "lowercase",
                                how.lowercase())
                        .toString();
        Words cutter = Words.ofDescription(description);
        List<List<String>> sentences = texts.stream().map(cutter::in).toList();
        Vocabulary known = how.known() == null ? counted(sentences) : how.known();
        if (known.size() == 0) {
            throw new IllegalArgumentException(
                    "no word of "
                            + texts.size()
                            + " texts comes "
                            + how.minCount()
                            + " times or more; there is nothing to learn");
        }
        LanguageShape shape = new LanguageShape(how.body(), description, how.maxLength());
        return new PredictorTraining.Plan(shape.body(), shape.toJson(), known, how.samples())
                .fit(
                        WordSequences.of(sentences, known, how.maxLength()),
                        options,
                        (network, history) -> new LanguageModel(shape, known, network, history));
    }

    private Vocabulary counted(List<List<String>> sentences) {
        Map<String, Long> counts = new LinkedHashMap<>();
        sentences.forEach(sentence -> sentence.forEach(word -> counts.merge(word, 1L, Long::sum)));
        return WordCounts.vocabulary(counts, how.minCount(), how.maxWords());
    }

    /// Collects what is learned, and how. Not thread-safe.
    public static final class Builder extends NetworkBuilder<Builder> {
        private Body body = Lstm.of(128);
        private @Nullable Vocabulary known;
        private Tokens tokens = Tokens.WORDS;
        private boolean lowercase = true;
        private int minCount = 2;
        private int maxWords = 20_000;
        private int samples = 1000;
        private int maxLength = 128;

        /// Rows have 128 numbers here, unless told.
        private Builder() {
            dimension(128);
        }

        @Override
        Builder self() {
            return this;
        }

        /// What reads the rows; an LSTM of 128 unless told.
        ///
        /// @throws IllegalArgumentException if it sees what it is to predict: a body that reads both ways, or the mean
        public Builder body(Body value) {
            body = LanguageShape.requireForward(value);
            return this;
        }

        /// The words that can be predicted, in the form in which texts are cut; counted in the texts unless told.
        public Builder vocabulary(Vocabulary words) {
            known = words;
            return this;
        }

        /// How texts become words; [Tokens#WORDS] unless told.
        public Builder tokens(Tokens value) {
            tokens = value;
            return this;
        }

        /// Whether words are in lower case; true unless told.
        public Builder lowercase(boolean value) {
            lowercase = value;
            return this;
        }

        /// Words that come less often are unknown ones; 2 unless told.
        public Builder minCount(int count) {
            Body.requirePositive("the least count", count);
            minCount = count;
            return this;
        }

        /// Only so many words, the most frequent, are known; 20,000 unless told.
        public Builder maxWords(int count) {
            Body.requirePositive("words", count);
            maxWords = count;
            return this;
        }

        /// How many words are drawn for each step to be told from those that come next; 1,000 unless told. With 0, or where there are no
        /// more words than that, all of them are.
        public Builder samples(int count) {
            samples = Candidates.requireSamples(count);
            return this;
        }

        /// Sentences of more words than this are read in pieces; 128 unless told.
        public Builder maxLength(int words) {
            Body.requirePositive("the longest piece", words);
            maxLength = words;
            return this;
        }

        /// @throws IllegalArgumentException if options exclude each other
        public LanguageModelling build() {
            return new LanguageModelling(
                    new Settings(
                            body, known, tokens, lowercase, minCount, maxWords, samples, maxLength),
                    options());
        }
    }
}
