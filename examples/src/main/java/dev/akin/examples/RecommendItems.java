package dev.akin.examples;

import dev.akin.evaluate.PopularItems;
import dev.akin.evaluate.RecommendationResult;
import dev.akin.networks.ClickModel;
import dev.akin.networks.ClickPrediction;
import dev.akin.networks.NextItemModel;
import dev.akin.networks.NextItemPrediction;
import dev.akin.text.Click;
import dev.akin.text.ClickLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Learns what users choose next, and holds it against what is popular.
public final class RecommendItems {
    private RecommendItems() {}

    /// @param arguments a log of clicks, and how many passes over it
    public static void main(String[] arguments) throws IOException {
        int epochs = Integer.parseInt(arguments[1]);
        // region next
        List<Click> learned = new ArrayList<>();
        List<List<String>> tested = new ArrayList<>();
        List<Click> log = ClickLog.in(List.of(Path.of(arguments[0]))).read();
        ClickLog.itemsByUser(log)
                .forEach((user, items) -> {
                    boolean test = items.size() > 2; // its last item is left out
                    for (String item : test ? items.subList(0, items.size() - 1) : items) {
                        learned.add(new Click(user, item, learned.size()));
                    }
                    if (test) {
                        tested.add(items);
                    }
                });
        NextItemPrediction prediction =
                NextItemPrediction.builder()
                        .rate(0.003)
                        .dropout(0.2)
                        .batchSize(64)
                        .epochs(epochs)
                        .build();
        try (NextItemModel model = prediction.fit(learned)) {
            System.out.println("next items: " + model.evaluate(tested, 10));
            System.out.println("after " + tested.getFirst().subList(0, 3));
            System.out.println(model.recommend(tested.getFirst().subList(0, 3), 3));
        }
        // endregion

        // region popular
        PopularItems popular = PopularItems.fit(learned);
        RecommendationResult usual =
                RecommendationResult.of(
                        tested.stream().map(items -> List.of(items.getLast())).toList(),
                        tested.stream()
                                .map(items -> items.subList(0, items.size() - 1))
                                .map(items -> popular.recommend(items, 10))
                                .toList(),
                        10);
        System.out.println("popular items: " + usual);
        // endregion

        // region clicks
        ClickPrediction clicks = ClickPrediction.builder().l2(1e-5).epochs(epochs).build();
        try (ClickModel model = clicks.fit(learned)) {
            Click first = learned.getFirst();
            float probability = model.probability(List.of(first.user(), first.item()));
            System.out.println(first + " is a click with probability " + probability);
            System.out.println(model.embeddings("item").neighbors(first.item(), 3));
        }
        // endregion
    }
}
