package dev.akin.evaluate;

import dev.akin.text.Click;
import dev.akin.text.ClickLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What users chose later, for recommenders to foretell among all items that they did not have: nothing is sampled, for ranks among a
/// sample of items favour other recommenders than ranks among all do (Krichene and Rendle 2020, "On Sampled Metrics for Item
/// Recommendation"). Immutable.
///
/// Users are tested who chose something before and something new later. An item that nobody chose before counts too: whoever cannot
/// recommend it misses it.
public final class RecommendationTask {
    private static final long SEED = 1;

    private final Map<String, Set<String>> before;
    private final Map<String, Set<String>> later = new LinkedHashMap<>();
    private final Catalogue catalogue;
    private final int leftOut;

    private RecommendationTask(Map<String, Set<String>> before, Map<String, List<String>> after) {
        this.before = before;
        this.catalogue = new Catalogue(before);
        after.forEach((user, items) -> {
            Set<String> had = before.getOrDefault(user, Set.of());
            Set<String> fresh = new LinkedHashSet<>(items);
            fresh.removeAll(had);
            if (!had.isEmpty() && !fresh.isEmpty()) {
                later.put(user, fresh);
            }
        });
        this.leftOut = after.size() - later.size();
    }

    /// @param before what each user chose before: what the recommender learned from, and what it does not recommend again
    /// @param later clicks since
    /// @throws IllegalArgumentException if no user can be tested
    public static RecommendationTask of(
            Map<String, ? extends Collection<String>> before, List<Click> later) {
        Map<String, Set<String>> had = new LinkedHashMap<>();
        before.forEach((user, items) -> had.put(user, new LinkedHashSet<>(items)));
        RecommendationTask task = new RecommendationTask(had, ClickLog.itemsByUser(later));
        if (task.later.isEmpty()) {
            throw new IllegalArgumentException(
                    "nobody is left to score: none of the "
                            + task.leftOut
                            + " users chose something before and something else later");
        }
        return task;
    }

    /// Who is asked, in the order of the later clicks.
    public List<String> users() {
        return List.copyOf(later.keySet());
    }

    /// How many users of the later clicks are not asked: nothing is known of them, or they chose nothing new.
    public int leftOut() {
        return leftOut;
    }

    /// How many items were chosen before: those that there are to recommend.
    public int items() {
        return catalogue.size();
    }

    /// The most popular items for each of [#users], without those that the user had: what to hold a recommender against.
    ///
    /// @throws IllegalArgumentException if k is below 1
    public List<List<String>> popular(int k) {
        PopularItems popular = PopularItems.fit(clicks());
        return users().stream()
                .map(user -> popular.recommend(before.getOrDefault(user, Set.of()), k))
                .toList();
    }

    private List<Click> clicks() {
        List<Click> clicks = new ArrayList<>();
        before.forEach((user, items) ->
                items.forEach(item -> clicks.add(new Click(user, item, clicks.size()))));
        return clicks;
    }

    /// @param recommended what was recommended to each of [#users], the best first
    /// @throws IllegalArgumentException if there are not as many lists as users, an item comes twice in one, or k is below 1
    public RecommendationReport evaluate(List<List<String>> recommended, int k) {
        double[][] figures = figures(recommended, k);
        return new RecommendationReport(
                RecommendationResult.of(figures, k),
                catalogue.coverage(recommended, k),
                catalogue.novelty(recommended, k),
                catalogue.size());
    }

    /// Two recommenders asked for the same users.
    ///
    /// @throws IllegalArgumentException as [#evaluate] does
    public Map<RecommendationMeasure, PairedDifference> compare(
            List<List<String>> first, List<List<String>> second, int k) {
        double[][] a = figures(first, k);
        double[][] b = figures(second, k);
        double[][] drawn = Bootstrap.resampleAll(a.length, SEED, times -> differences(a, b, times));
        int[] once = Bootstrap.once(a.length);
        double[] ofFirst = ListFigures.means(a, once);
        double[] ofSecond = ListFigures.means(b, once);
        Map<RecommendationMeasure, PairedDifference> differences =
                new EnumMap<>(RecommendationMeasure.class);
        for (RecommendationMeasure measure : RecommendationMeasure.values()) {
            int c = measure.column();
            differences.put(
                    measure, PairedDifference.of(ofFirst[c], ofSecond[c], drawn[c], a.length));
        }
        return differences;
    }

    private static double[] differences(double[][] a, double[][] b, int[] times) {
        double[] differences = ListFigures.means(a, times);
        double[] others = ListFigures.means(b, times);
        for (int c = 0; c < differences.length; c++) {
            differences[c] -= others[c];
        }
        return differences;
    }

    private double[][] figures(List<List<String>> recommended, int k) {
        return new ListFigures(later.size(), recommended.size(), k)
                .of(List.copyOf(later.values()), recommended);
    }
}
