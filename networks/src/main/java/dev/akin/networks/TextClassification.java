package dev.akin.networks;

import dev.akin.layers.EmbeddingLayer;
import dev.akin.vocabulary.KerasTokenizer;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Learns to give texts labels: one of two, one of many, or any number of them. Immutable; each `fit` makes a classifier of its own.
///
/// Texts come as such, or as ids of a [KerasTokenizer], with or without padding: 0 counts for nothing wherever it stands.
public final class TextClassification {
    private final Settings how;
    private final FitOptions options;

    private TextClassification(Settings how, FitOptions options) {
        this.how = how;
        this.options = options;
    }

    /// What a builder collects.
    private record Settings(
            Body body,
            @Nullable TextIds known,
            List<String> labels,
            boolean lowercase,
            boolean foldDigits,
            int wordNgrams,
            int minCount,
            int maxWords,
            int maxLength) {}

    public static Builder builder() {
        return new Builder();
    }

    /// Learns one label for each sequence of ids.
    ///
    /// @param ids as the tokenizer numbers words; 0 is nothing
    /// @param labels 0, 1, …
    /// @throws IllegalArgumentException if there are not as many labels as sequences, an id is not one of the vocabulary, or no
    ///     vocabulary was given
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    public TextClassifier fit(int[][] ids, int[] labels) throws IOException {
        int[][] each = new int[labels.length][];
        Arrays.setAll(each, i -> new int[] {labels[i]});
        return fit(ids, each, false);
    }

    /// Learns any number of labels for each sequence of ids, each label on its own.
    ///
    /// @param labels of each sequence, from 0, in any order
    /// @throws IllegalArgumentException as [#fit(int\[\]\[\], int\[\])]
    public TextClassifier fit(int[][] ids, int[][] labels) throws IOException {
        return fit(ids, labels, true);
    }

    private TextClassifier fit(int[][] ids, int[][] labels, boolean several) throws IOException {
        TextIds known = how.known();
        if (known == null) {
            throw new IllegalArgumentException(
                    "ids need the vocabulary they come from: give it to the builder, or texts to fit");
        }
        List<String> names = how.labels();
        int count = names.size();
        for (int i = 0; i < labels.length; i++) {
            for (int label : labels[i]) {
                if (label < 0 || (!names.isEmpty() && label >= names.size())) {
                    throw new IllegalArgumentException(
                            "label "
                                    + label
                                    + " of example "
                                    + i
                                    + " is not 0 or above"
                                    + (names.isEmpty() ? "" : ", and below " + names.size()));
                }
                count = Math.max(count, label + 1);
            }
        }
        if (names.isEmpty()) {
            names = new ArrayList<>();
            for (int label = 0; label < count; label++) {
                names.add(Integer.toString(label));
            }
        }
        return fit(
                known,
                new ClassifierTraining.Labelled(packed(ids, known.rows()), labels),
                names,
                several);
    }

    /// Learns one label for each text, the names of labels in the order in which they first come.
    ///
    /// @throws IllegalArgumentException if there are not as many labels as texts
    public TextClassifier fit(List<String> texts, List<String> labels) throws IOException {
        return fitSeveral(texts, labels.stream().map(List::of).toList(), false);
    }

    /// Learns any number of labels for each text.
    ///
    /// @throws IllegalArgumentException if there are not as many lists of labels as texts
    public TextClassifier fitSeveral(List<String> texts, List<List<String>> labels)
            throws IOException {
        return fitSeveral(texts, labels, true);
    }

    private TextClassifier fitSeveral(
            List<String> texts, List<List<String>> labels, boolean several) throws IOException {
        TextIds known = how.known() == null ? counted(texts) : how.known();
        List<String> names = names(labels);
        return fit(known, labelled(known, texts, labels, names), names, several);
    }

    private List<String> names(List<List<String>> labels) {
        Set<String> distinct = new LinkedHashSet<>(how.labels());
        labels.forEach(distinct::addAll);
        return List.copyOf(distinct);
    }

    private ClassifierTraining.Labelled labelled(
            TextIds known, List<String> texts, List<List<String>> labels, List<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        int[][] ids = new int[texts.size()][];
        Arrays.setAll(ids, i -> known.ids(texts.get(i)));
        int[][] chosen = new int[labels.size()][];
        Arrays.setAll(chosen, i -> labels.get(i).stream().mapToInt(numbers::get).toArray());
        return new ClassifierTraining.Labelled(packed(ids, known.rows()), chosen);
    }

    private TextIds.Cut counted(List<String> texts) {
        TextIds.Form form =
                TextIds.Form.of(
                        how.lowercase(),
                        how.foldDigits(),
                        how.wordNgrams(),
                        how.body() instanceof Mean);
        return TextIds.Cut.counted(form, texts, how.minCount(), how.maxWords());
    }

    /// Without padding, and no longer than allowed.
    private int[][] packed(int[][] ids, int rows) {
        int[][] packed = new int[ids.length][];
        for (int i = 0; i < ids.length; i++) {
            for (int t = 0; t < ids[i].length; t++) {
                if (ids[i][t] < 0 || ids[i][t] >= rows) {
                    throw new IndexOutOfBoundsException(
                            "id "
                                    + ids[i][t]
                                    + " at ["
                                    + i
                                    + "]["
                                    + t
                                    + "] is not one of "
                                    + rows
                                    + " rows");
                }
            }
            packed[i] = TextClassifier.packed(ids[i], how.maxLength());
        }
        return packed;
    }

    private TextClassifier fit(
            TextIds known,
            ClassifierTraining.Labelled examples,
            List<String> names,
            boolean several)
            throws IOException {
        examples.check(names, several);
        EmbeddingLayer layer = options.layer(known.rows());
        if (options.pretrained() != null) {
            Tables.begin(layer, known.words(), known.reserved(), options.pretrained());
        }
        ClassifierShape shape = new ClassifierShape(how.body(), names, several, how.maxLength());
        return prepared(known, layer, examples, shape, options).fit(options);
    }

    private static Task.Prepared<TextClassifier> prepared(
            TextIds known,
            EmbeddingLayer layer,
            ClassifierTraining.Labelled examples,
            ClassifierShape shape,
            FitOptions options) {
        SequenceNetwork network = shape.network(layer, options);
        return new Task.Prepared<>(
                new ClassifierTraining(layer, network, examples, shape),
                history -> new TextClassifier(known, shape, layer, network, history),
                network);
    }

    /// One label for each text, on a table that it does not choose.
    ///
    /// @throws IllegalArgumentException as [#fit(List, List)], or if a vocabulary was given
    Task<TextClassifier> task(List<String> texts, List<String> labels) {
        if (how.known() != null) {
            throw new IllegalArgumentException(
                    "a task on a shared table shares its vocabulary, and cannot be given one");
        }
        TextIds.Cut counted = counted(texts);
        List<String> names = names(labels.stream().map(List::of).toList());
        return new Task<>() {
            @Override
            public Vocabulary words() {
                return counted.words();
            }

            @Override
            public Prepared<TextClassifier> on(
                    Vocabulary words, EmbeddingLayer layer, FitOptions all) {
                TextIds known = new TextIds.Cut(counted.form(), words);
                ClassifierTraining.Labelled examples =
                        labelled(known, texts, labels.stream().map(List::of).toList(), names);
                examples.check(names, false);
                ClassifierShape shape =
                        new ClassifierShape(how.body(), names, false, how.maxLength());
                return prepared(known, layer, examples, shape, all);
            }
        };
    }

    /// Collects what is learned, and how. Not thread-safe.
    public static final class Builder extends NetworkBuilder<Builder> {
        private Body body = new Mean();
        private @Nullable TextIds known;
        private @Nullable Vocabulary given;
        private List<String> labels = List.of();
        private boolean lowercase = true;
        private boolean foldDigits = true;
        private int wordNgrams;
        private int minCount = 1;
        private int maxWords = Integer.MAX_VALUE;
        private int maxLength;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /// The words that have rows, and how texts become ids: those of a fitted tokenizer of Keras's kind.
        ///
        /// @throws IllegalArgumentException if it was not fitted
        public Builder vocabulary(KerasTokenizer tokenizer) {
            known = new TextIds.Keras(tokenizer);
            return this;
        }

        /// The words that have rows; others share one. Counted in the texts unless told.
        public Builder vocabulary(Vocabulary words) {
            given = words;
            return this;
        }

        /// What reads the rows; their mean unless told.
        public Builder body(Body value) {
            body = value;
            return this;
        }

        /// The names of the labels in their order; in that of the examples, or their numbers, unless told.
        public Builder labels(List<String> names) {
            if (new LinkedHashSet<>(names).size() < names.size()) {
                throw new IllegalArgumentException("a label comes twice in " + names);
            }
            labels = List.copyOf(names);
            return this;
        }

        /// Whether words are in lower case, where they are counted; true unless told.
        public Builder lowercase(boolean value) {
            lowercase = value;
            return this;
        }

        /// Whether digits count as 0, where words are counted: numbers of one length are one word; true unless told.
        public Builder foldDigits(boolean value) {
            foldDigits = value;
            return this;
        }

        /// Runs of so many words have rows too, where words are counted and a run comes twice: what the mean sees of their order. 2
        /// unless told with the mean, and 1 with others, which need none.
        public Builder wordNgrams(int longest) {
            Body.requirePositive("the longest run of words", longest);
            wordNgrams = longest;
            return this;
        }

        /// Words that come less often share one row; 1 unless told.
        public Builder minCount(int count) {
            Body.requirePositive("the least count", count);
            minCount = count;
            return this;
        }

        /// Only so many words, the most frequent, have a row of their own; all unless told.
        public Builder maxWords(int count) {
            Body.requirePositive("words", count);
            maxWords = count;
            return this;
        }

        /// Words of a text beyond this are not read; 256 unless told, with the mean all are.
        public Builder maxLength(int words) {
            Body.requirePositive("the longest text", words);
            maxLength = words;
            return this;
        }

        /// @throws IllegalArgumentException if options exclude each other
        public TextClassification build() {
            int longest = wordNgrams == 0 ? (body instanceof Mean ? 2 : 1) : wordNgrams;
            if (longest > 1 && !(body instanceof Mean)) {
                throw new IllegalArgumentException(
                        "runs of words go with the mean; "
                                + body.name()
                                + " sees words in their order");
            }
            return new TextClassification(
                    new Settings(
                            body,
                            given == null
                                    ? known
                                    : new TextIds.Cut(
                                            TextIds.Form.of(
                                                    lowercase,
                                                    foldDigits,
                                                    longest,
                                                    body instanceof Mean),
                                            given),
                            labels,
                            lowercase,
                            foldDigits,
                            longest,
                            minCount,
                            maxWords,
                            maxLength > 0
                                    ? maxLength
                                    : body instanceof Mean ? Integer.MAX_VALUE : 256),
                    options());
        }
    }
}
