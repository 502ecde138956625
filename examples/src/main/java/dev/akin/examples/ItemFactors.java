package dev.akin.examples;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Model;
import dev.akin.evaluate.ClickSplit;
import dev.akin.evaluate.RecommendationTask;
import dev.akin.items.Als;
import dev.akin.items.Interactions;
import dev.akin.items.RecommendOptions;
import dev.akin.items.Recommendation;
import dev.akin.items.Recommender;
import dev.akin.text.ClickLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Learns factors of users and items by ALS, and recommends with reasons. Argument: a log of clicks.
public final class ItemFactors {
    private ItemFactors() {}

    public static void main(String[] arguments) throws IOException {
        // region learn
        ClickSplit split = ClickSplit.lastOut(ClickLog.in(List.of(Path.of(arguments[0]))).read());
        Als als = Als.builder().dimension(16).seed(1).build();
        Model model = als.fit(Interactions.of(split.learned()), ProgressListener.NONE);
        Recommender shop = Recommender.of(model);
        for (Recommendation item :
                shop.recommend("a", RecommendOptions.builder().k(3).reasons(2).build())) {
            System.out.println(item.item() + " because of " + item.reasons());
        }
        // endregion
        RecommendationTask task = RecommendationTask.of(shop.histories(), split.later());
        List<List<String>> lists = shop.recommendEach(task.users(), 10, ProgressListener.NONE);
        System.out.println("als: " + task.evaluate(lists, 10));
    }
}
