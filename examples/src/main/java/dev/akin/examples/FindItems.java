package dev.akin.examples;

import dev.akin.evaluate.PopularItems;
import dev.akin.evaluate.RecommendationResult;
import dev.akin.networks.TwoTowerModel;
import dev.akin.networks.TwoTowers;
import dev.akin.text.Click;
import dev.akin.text.ClickLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Learns to find items for users by two towers, from all but the last choice of each user, and holds it against what is popular.
public final class FindItems {
    private FindItems() {}

    /// @param arguments a log of clicks, and how many passes over it
    public static void main(String[] arguments) throws IOException {
        List<Click> learned = new ArrayList<>();
        List<Click> tested = new ArrayList<>();
        Map<String, List<String>> log =
                ClickLog.itemsByUser(ClickLog.in(List.of(Path.of(arguments[0]))).read());
        log.forEach((user, items) -> {
            int last = items.size() - 1;
            for (String item : items.subList(0, last)) {
                learned.add(new Click(user, item, learned.size()));
            }
            tested.add(new Click(user, items.get(last), Integer.MAX_VALUE));
        });
        long began = System.nanoTime();
        // region towers
        TwoTowers towers = TwoTowers.builder().epochs(Integer.parseInt(arguments[1])).build();
        try (TwoTowerModel model = towers.fit(learned)) {
            System.out.println("two towers: " + model.evaluate(tested, 10));
            System.out.println(model.recommend(tested.getFirst().user(), 3));
            System.out.println(model.items().neighbors(learned.getFirst().item(), 3));
        }
        // endregion
        System.out.printf("in %.1f s%n", (System.nanoTime() - began) / 1e9);
        PopularItems popular = PopularItems.fit(learned);
        System.out.println(
                "popular items: "
                        + RecommendationResult.of(
                                tested.stream().map(click -> List.of(click.item())).toList(),
                                log.values().stream()
                                        .map(items -> items.subList(0, items.size() - 1))
                                        .map(items -> popular.recommend(items, 10))
                                        .toList(),
                                10));
    }
}
