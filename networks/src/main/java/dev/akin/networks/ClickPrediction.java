package dev.akin.networks;

import dev.akin.layers.EmbeddingLayer;
import dev.akin.text.Click;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Learns how probable a click is, from examples that each have a value for every field: the user, the item, the place, what you like.
/// Immutable; each `fit` makes a model of its own.
public final class ClickPrediction {
    private final Settings how;
    private final FitOptions options;

    private ClickPrediction(Settings how, FitOptions options) {
        this.how = how;
        this.options = options;
    }

    /// What a builder collects.
    private record Settings(ClickShape shape, int minCount, int negatives) {}

    public static Builder builder() {
        return new Builder();
    }

    /// Learns from a log, in which all is clicked: for each click as many items that its user never chose are drawn as the builder says.
    ///
    /// @throws IllegalArgumentException if there are no clicks, each user chose all items, or the fields are not two
    public ClickModel fit(List<Click> clicks) throws IOException {
        if (how.shape().fields().size() != 2) {
            throw new IllegalArgumentException(
                    "a log has users and items, and not the "
                            + how.shape().fields().size()
                            + " fields "
                            + how.shape().fields());
        }
        return fit(ClickExamples.drawn(clicks, how.negatives(), options.seed()));
    }

    /// Learns from examples.
    ///
    /// @param values of each field, in the order of the fields
    /// @param clicked whether each example was clicked
    /// @throws IllegalArgumentException if there are not as many outcomes as examples, none at all, or an example lacks a value
    /// @throws IllegalStateException if there is no PyTorch, or the loss is no longer finite
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    public ClickModel fit(List<List<String>> values, boolean[] clicked) throws IOException {
        return fit(new ClickExamples(values, clicked));
    }

    private ClickModel fit(ClickExamples examples) throws IOException {
        ClickShape shape = how.shape();
        ClickShape.Values values = new ClickShape.Values(counted(examples.values()));
        int[] ids = values.rows(examples.values());
        EmbeddingLayer rows = options.layer(values.rows());
        ClickNetwork network = new ClickNetwork(shape, rows, options);
        return Fitting.fit(
                new ClickTraining(shape, network, ids, examples.clicked()),
                options,
                history -> new ClickModel(shape, values, network, history),
                network::close);
    }

    private List<Vocabulary> counted(List<List<String>> examples) {
        List<Map<String, Long>> counts = new ArrayList<>();
        how.shape().fields().forEach(field -> counts.add(new LinkedHashMap<>()));
        for (List<String> values : examples) {
            for (int f = 0; f < Math.min(values.size(), counts.size()); f++) {
                counts.get(f).merge(values.get(f), 1L, Long::sum);
            }
        }
        return counts.stream()
                .map(each -> WordCounts.vocabulary(each, how.minCount(), Integer.MAX_VALUE))
                .toList();
    }

    /// Collects what is learned, and how. Not thread-safe.
    public static final class Builder extends NetworkBuilder<Builder> {
        private ClickBody body = ClickBody.DEEP_FM;
        private List<String> fields = List.of("user", "item");
        private List<Integer> hidden = List.of(64, 32);
        private int minCount = 1;
        private int negatives = 4;

        /// Rows have 16 numbers here and steps 256 examples, unless told.
        private Builder() {
            dimension(16);
            batchSize(256);
        }

        @Override
        Builder self() {
            return this;
        }

        /// What reads the rows; [ClickBody#DEEP_FM] unless told.
        public Builder body(ClickBody value) {
            body = value;
            return this;
        }

        /// What an example has values of; `user` and `item` unless told. The rows of the last one are the main table of a file.
        public Builder fields(List<String> names) {
            fields = List.copyOf(names);
            return this;
        }

        /// The sizes of the layers between rows and answer; 64 and 32 unless told.
        public Builder hidden(List<Integer> sizes) {
            hidden = List.copyOf(sizes);
            return this;
        }

        /// Values that come less often share one row, that of unknown ones of their field; 1 unless told.
        public Builder minCount(int count) {
            Body.requirePositive("the least count", count);
            minCount = count;
            return this;
        }

        /// How many items are drawn for each click of a log, to be told from it; 4 unless told.
        public Builder negatives(int count) {
            Body.requirePositive("items drawn for a click", count);
            negatives = count;
            return this;
        }

        /// @throws IllegalArgumentException if options exclude each other, or a field has no name of its own
        public ClickPrediction build() {
            FitOptions options = options();
            if (options.pretrained() != null) {
                throw new IllegalArgumentException(
                        "values of several fields cannot begin as the rows of one table");
            }
            return new ClickPrediction(
                    new Settings(new ClickShape(body, fields, hidden), minCount, negatives),
                    options);
        }
    }
}
