package dev.akin.networks;

import dev.akin.text.Click;
import dev.akin.text.ClickLog;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Learns which item a user chooses next, from the items that users chose one after the other: a language model whose words are items
/// (Hidasi et al. 2016; Kang and McAuley 2018). Immutable; each `fit` makes a model of its own.
///
/// Steps get smaller evenly, from the rate to next to nothing at the end of the last epoch.
public final class NextItemPrediction {
    private final Settings how;
    private final FitOptions options;

    private NextItemPrediction(Settings how, FitOptions options) {
        this.how = how;
        this.options = options;
    }

    /// What a builder collects.
    private record Settings(Body body, int minCount, int samples, int maxLength) {}

    public static Builder builder() {
        return new Builder();
    }

    /// Learns from a log.
    ///
    /// @param clicks in the order of time, as [ClickLog#read()] gives them
    /// @throws IllegalArgumentException as [#fit(Collection)]
    public NextItemModel fit(List<Click> clicks) throws IOException {
        return fit(ClickLog.itemsByUser(clicks).values());
    }

    /// Learns from the items of each user, in the order in which they were chosen.
    ///
    /// @throws IllegalArgumentException if no item was chosen often enough to have a row
    /// @throws IllegalStateException if there is no PyTorch, or the loss is no longer finite
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    public NextItemModel fit(Collection<List<String>> histories) throws IOException {
        Vocabulary known = items(histories);
        if (known.size() == 0) {
            throw new IllegalArgumentException(
                    "no item of "
                            + histories.size()
                            + " users was chosen "
                            + how.minCount()
                            + " times or more; there is nothing to learn");
        }
        NextItemShape shape = new NextItemShape(how.body(), how.maxLength());
        return new PredictorTraining.Plan(shape.body(), shape.toJson(), known, how.samples())
                .fit(
                        WordSequences.unended(histories, known, how.maxLength()),
                        options,
                        (network, history) -> new NextItemModel(shape, known, network, history));
    }

    private Vocabulary items(Collection<List<String>> histories) {
        Map<String, Long> counts = new LinkedHashMap<>();
        histories.forEach(items -> items.forEach(item -> counts.merge(item, 1L, Long::sum)));
        return WordCounts.vocabulary(counts, how.minCount(), Integer.MAX_VALUE);
    }

    /// Collects what is learned, and how. Not thread-safe.
    public static final class Builder extends NetworkBuilder<Builder> {
        private Body body = Gru.of(64);
        private int minCount = 1;
        private int samples = 1000;
        private int maxLength = 50;

        /// Rows have 64 numbers here, unless told.
        private Builder() {
            dimension(64);
        }

        @Override
        Builder self() {
            return this;
        }

        /// What reads the rows; a GRU of 64 unless told.
        ///
        /// @throws IllegalArgumentException if it sees what it is to predict: a body that reads both ways, or the mean
        public Builder body(Body value) {
            body = LanguageShape.requireForward(value);
            return this;
        }

        /// Items chosen less often share one row, and are not recommended; 1 unless told.
        public Builder minCount(int count) {
            Body.requirePositive("the least count", count);
            minCount = count;
            return this;
        }

        /// How many items are drawn for each step to be told from those that come next; 1,000 unless told. With 0, or where there are no
        /// more items than that, all of them are.
        public Builder samples(int count) {
            samples = Candidates.requireSamples(count);
            return this;
        }

        /// Only so many of the last items of a user are read, and longer histories are learned in pieces; 50 unless told.
        public Builder maxLength(int items) {
            Body.requirePositive("the items read", items);
            maxLength = items;
            return this;
        }

        /// @throws IllegalArgumentException if options exclude each other
        public NextItemPrediction build() {
            return new NextItemPrediction(
                    new Settings(body, minCount, samples, maxLength), options());
        }
    }
}
