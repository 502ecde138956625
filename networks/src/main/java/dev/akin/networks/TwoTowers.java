package dev.akin.networks;

import dev.akin.text.Click;
import dev.akin.text.ClickLog;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Learns to find items for users: one tower makes a vector of a user, another one of an item, so near each other as the user is likely
/// to choose the item next. The user's is the user's own row and the mean of the rows of what was chosen before, the item's its own row;
/// learned by the softmax over the items of a batch, corrected for how frequent these are (Yi and others 2019, "Sampling-Bias-Corrected
/// Neural Modeling"). Pure Java. Immutable; each `fit` makes a model of its own.
public final class TwoTowers {
    private final TowerShape shape;
    private final FitOptions options;
    private final int minCount;

    private TwoTowers(TowerShape shape, FitOptions options, int minCount) {
        this.shape = shape;
        this.options = options;
        this.minCount = minCount;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Learns from a log.
    ///
    /// @throws IllegalArgumentException if there are no clicks, or fewer than two items
    /// @throws java.util.concurrent.CancellationException if the listener asked to stop
    public TwoTowerModel fit(List<Click> clicks) throws IOException {
        Map<String, List<String>> histories = ClickLog.itemsByUser(clicks);
        Vocabulary items = items(clicks);
        if (items.size() < 2) {
            throw new IllegalArgumentException(
                    "there is nothing to choose among: items that come often enough are "
                            + items.keys());
        }
        Vocabulary users = Vocabulary.of(List.copyOf(histories.keySet()));
        int[][] chosen =
                histories.values().stream()
                        .map(history ->
                                history.stream()
                                        .mapToInt(items::id)
                                        .filter(id -> id >= 0)
                                        .toArray())
                        .toArray(int[][]::new);
        Towers towers = new Towers(shape, options, users.size(), items.size());
        TowerTraining training = new TowerTraining(towers, chosen, items.countArray(), options);
        FitHistory history = Fitting.fit(training, options);
        return new TwoTowerModel(towers, users, items, chosen, history);
    }

    private Vocabulary items(List<Click> clicks) {
        Map<String, Long> counts = new LinkedHashMap<>();
        clicks.forEach(click -> counts.merge(click.item(), 1L, Long::sum));
        return WordCounts.vocabulary(counts, minCount, Integer.MAX_VALUE);
    }

    /// Collects what is learned, and how. Not thread-safe.
    public static final class Builder extends NetworkBuilder<Builder> {
        private int maxLength = 50;
        private int minCount = 1;

        private Builder() {
            dimension(64);
            batchSize(256);
            rate(0.003);
            l2(1e-6);
        }

        @Override
        Builder self() {
            return this;
        }

        /// Only so many of the last items of a user are looked at; 50 unless told.
        public Builder maxLength(int items) {
            Body.requirePositive("the longest history", items);
            maxLength = items;
            return this;
        }

        /// Items chosen less often are passed over; 1 unless told.
        public Builder minCount(int count) {
            Body.requirePositive("the least count", count);
            minCount = count;
            return this;
        }

        /// @throws IllegalArgumentException if options exclude each other
        public TwoTowers build() {
            FitOptions options = options();
            if (options.pretrained() != null) {
                throw new IllegalArgumentException("towers do not begin with other vectors");
            }
            if (options.dropout() > 0) {
                throw new IllegalArgumentException("towers leave nothing out: dropout is 0");
            }
            return new TwoTowers(new TowerShape(maxLength), options, minCount);
        }
    }
}
