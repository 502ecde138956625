package dev.akin.networks;

import dev.akin.layers.EmbeddingLayer;
import dev.akin.layers.Initializer;
import dev.akin.text.Json;
import dev.akin.text.TaggedSentence;
import dev.akin.text.Tokens;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Learns to give each word of a sentence a tag: the entity it is a part of, its part of speech. A word is seen as its own row and the
/// mean of the rows of its parts, which are n-grams of characters and how it is written; so words never seen are known by their parts.
/// Immutable; each `fit` makes a tagger of its own.
public final class Tagging {
    private final Settings how;
    private final FitOptions options;

    private Tagging(Settings how, FitOptions options) {
        this.how = how;
        this.options = options;
    }

    /// What a builder collects.
    private record Settings(
            Body body,
            boolean lowercase,
            int minCount,
            Subwords ngrams,
            int ngramDimension,
            Tokens tokens,
            int maxLength) {}

    public static Builder builder() {
        return new Builder();
    }

    /// Learns the tags of sentences.
    ///
    /// With pretrained vectors, all their words have rows; so those that are not in these sentences are known as well.
    ///
    /// @throws IllegalArgumentException if there are no words, or they all have the same tag
    /// @throws IllegalStateException if there is no PyTorch, or the loss is no longer finite
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    public Tagger fit(List<TaggedSentence> sentences) throws IOException {
        Task<Tagger> task = task(sentences);
        Vocabulary words = Task.withPretrained(task.words(), options);
        return task.on(words, Task.layer(words, options), options).fit(options);
    }

    /// @throws IllegalArgumentException as [#fit(List)]
    Task<Tagger> task(List<TaggedSentence> sentences) {
        List<String> tags = tags(sentences);
        List<List<String>> words = sentences.stream().map(TaggedSentence::words).toList();
        Vocabulary counted = counted(words);
        return new Task<>() {
            @Override
            public Vocabulary words() {
                return counted;
            }

            @Override
            public Prepared<Tagger> on(Vocabulary known, EmbeddingLayer layer, FitOptions all) {
                WordFeatures features = new WordFeatures(known, how.lowercase(), how.ngrams());
                TaggerShape shape =
                        new TaggerShape(how.body(), tags, features, description(), how.maxLength());
                WordRows rows = new WordRows(layer, parts(features, all));
                SequenceNetwork network = shape.network(rows, all);
                TaggerTraining.Examples examples =
                        new TaggerTraining.Examples(
                                Sentences.of(words, shape), numbers(sentences, tags));
                return new Prepared<>(
                        new TaggerTraining(shape, rows, network, examples),
                        history -> new Tagger(shape, rows, network, history),
                        network);
            }
        };
    }

    private static List<String> tags(List<TaggedSentence> sentences) {
        Set<String> tags = new LinkedHashSet<>();
        sentences.forEach(sentence -> tags.addAll(sentence.tags()));
        if (tags.size() < 2) {
            throw new IllegalArgumentException(
                    "there is nothing to tell apart: the tags of "
                            + sentences.size()
                            + " sentences are "
                            + tags);
        }
        return List.copyOf(tags);
    }

    private int[][] numbers(List<TaggedSentence> sentences, List<String> tags) {
        Map<String, Integer> numbers = new HashMap<>();
        tags.forEach(tag -> numbers.put(tag, numbers.size()));
        List<List<String>> wanted = sentences.stream().map(TaggedSentence::tags).toList();
        return Sentences.pieces(wanted, how.maxLength()).stream()
                .map(piece -> piece.stream().mapToInt(numbers::get).toArray())
                .toArray(int[][]::new);
    }

    private Vocabulary counted(List<List<String>> sentences) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (List<String> sentence : sentences) {
            for (String word : sentence) {
                String form = how.lowercase() ? word.toLowerCase(Locale.ROOT) : word;
                counts.merge(form, 1L, Long::sum);
            }
        }
        return WordCounts.vocabulary(counts, how.minCount(), Integer.MAX_VALUE);
    }

    private EmbeddingLayer parts(WordFeatures features, FitOptions all) {
        return all.layer(features.partRows(), how.ngramDimension(), Initializer.uniform(0.05));
    }

    private String description() {
        String cut = how.tokens().name().toLowerCase(Locale.ROOT);
        return Json.object("tokens", cut, "lowercase", false).toString();
    }

    /// Collects what is learned, and how. Not thread-safe.
    public static final class Builder extends NetworkBuilder<Builder> {
        private Body body = Lstm.of(64).both();
        private boolean lowercase = true;
        private int minCount = 2;
        private Subwords ngrams = Subwords.of(2, 4, 20_000);
        private int ngramDimension = 50;
        private Tokens tokens = Tokens.WORDS;
        private int maxLength = 256;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /// What reads the rows; an LSTM of 64 in both directions unless told.
        ///
        /// @throws IllegalArgumentException if it is the mean, in which no word has a place
        public Builder body(Body value) {
            if (value instanceof Mean) {
                throw new IllegalArgumentException(
                        "the mean of a sentence does not tell its words apart; take cnn, lstm, gru"
                                + " or attention");
            }
            body = value;
            return this;
        }

        /// Whether a word's own row is that of its lower-case form (its parts are always as it is written); true unless told.
        public Builder lowercase(boolean value) {
            lowercase = value;
            return this;
        }

        /// Words that come less often share one row, and are known by their parts; 2 unless told.
        public Builder minCount(int count) {
            Body.requirePositive("the least count", count);
            minCount = count;
            return this;
        }

        /// Which n-grams of characters are parts, of so many numbers each; those of 2 to 4 in 20,000 buckets, of 50, unless told.
        ///
        /// @throws IllegalArgumentException if there are no buckets, or no numbers
        public Builder ngrams(Subwords which, int numbers) {
            Body.requirePositive("buckets of n-grams", which.buckets());
            Body.requirePositive("the numbers of an n-gram", numbers);
            ngrams = which;
            ngramDimension = numbers;
            return this;
        }

        /// How the tagger cuts texts that are not cut yet; into words unless told.
        public Builder tokens(Tokens value) {
            tokens = value;
            return this;
        }

        /// Sentences of more words than this are read in pieces; 256 unless told.
        public Builder maxLength(int words) {
            Body.requirePositive("the longest piece", words);
            maxLength = words;
            return this;
        }

        /// @throws IllegalArgumentException if options exclude each other
        public Tagging build() {
            return new Tagging(
                    new Settings(
                            body, lowercase, minCount, ngrams, ngramDimension, tokens, maxLength),
                    options());
        }
    }
}
