package dev.akin.examples;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Model;
import dev.akin.evaluate.ClickSplit;
import dev.akin.evaluate.RecommendationTask;
import dev.akin.items.Item2Vec;
import dev.akin.items.RecommendOptions;
import dev.akin.items.Recommendation;
import dev.akin.items.Recommender;
import dev.akin.text.Click;
import dev.akin.text.ClickLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Learns items from what users chose, scores itself on their last choices, and recommends with reasons.
public final class ShopItems {
    private ShopItems() {}

    /// @param arguments a log of clicks, and a file to write
    public static void main(String[] arguments) throws IOException {
        // region learn
        List<Click> clicks = ClickLog.in(List.of(Path.of(arguments[0]))).read();
        ClickSplit split = ClickSplit.lastOut(clicks);
        Model model = Item2Vec.builder().build().fit(split.learned(), ProgressListener.NONE);
        model.save(Path.of(arguments[1]), ProgressListener.NONE);
        // endregion
        // region recommend
        Recommender shop = Recommender.load(Path.of(arguments[1]));
        String user = split.learned().getFirst().user();
        RecommendOptions options =
                RecommendOptions.builder().k(3).diversity(0.3).reasons(2).build();
        for (Recommendation item : shop.recommend(user, options)) {
            System.out.println(item.item() + " because of " + item.reasons());
        }
        List<String> liked = shop.history(user);
        System.out.println(shop.recommend(liked, List.of(), options).getFirst().item());
        // endregion
        // region evaluate
        RecommendationTask task = RecommendationTask.of(shop.histories(), split.later());
        List<List<String>> lists = shop.recommendEach(task.users(), 10, ProgressListener.NONE);
        System.out.println("item2vec: " + task.evaluate(lists, 10));
        System.out.println("popular items: " + task.evaluate(task.popular(10), 10));
        System.out.println(task.compare(lists, task.popular(10), 10));
        // endregion
    }
}
