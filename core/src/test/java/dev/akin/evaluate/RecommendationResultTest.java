package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.text.Click;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecommendationResultTest {

    @Test
    void byHand() {
        RecommendationResult result =
                RecommendationResult.of(
                        List.of(Set.of("a", "x"), Set.of("b"), Set.of("z")),
                        List.of(List.of("c", "a", "x"), List.of("b"), List.of("p", "q", "z")),
                        2);
        // Ranks within 2: user 0 finds a at 2 of {a, x}; user 1 b at 1; user 2 nothing.
        double second = Math.log(2) / Math.log(3);
        assertThat(result.hitRate().value()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(result.recall().value()).isCloseTo((0.5 + 1) / 3, within(1e-15));
        assertThat(result.ndcg().value()).isCloseTo((second / (1 + second) + 1) / 3, within(1e-15));
        assertThat(result.mrr().value()).isCloseTo((0.5 + 1) / 3, within(1e-15));
        assertThat(result.n()).isEqualTo(3);
        assertThat(result.toString()).startsWith("hit rate@2 0.667 (").endsWith(", n 3");
    }

    @Test
    void ranksAreTheSameAsLists() {
        RecommendationResult lists =
                RecommendationResult.of(
                        List.of(Set.of("a"), Set.of("a"), Set.of("a")),
                        List.of(List.of("b", "c", "a"), List.of("b"), List.of("a")),
                        3);
        assertThat(RecommendationResult.ofRanks(new int[] {3, 0, 1}, 3)).isEqualTo(lists);
        assertThat(RecommendationResult.ofRanks(new int[] {3, 4, 1}, 3)).isEqualTo(lists);
    }

    @Test
    void whatHasNoMeaning() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecommendationResult.ofRanks(new int[] {1}, 0))
                .withMessage("k must be at least 1, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecommendationResult.ofRanks(new int[] {1, -2}, 3))
                .withMessageContaining("the rank of user 1 is -2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecommendationResult.ofRanks(new int[0], 3))
                .withMessageContaining("0 users have 0 lists");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> RecommendationResult.of(List.of(Set.of()), List.of(List.of("a")), 1))
                .withMessageContaining("user 0 chose nothing");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        RecommendationResult.of(
                                List.of(Set.of("a")), List.of(List.of("b", "b")), 1))
                .withMessageContaining("recommended twice to user 0");
    }

    @Test
    void foretoldClicksByHand() {
        ClickResult result =
                ClickResult.of(
                        new boolean[] {true, false, true}, new float[] {0.5f, 0.25f, 0.125f});
        assertThat(result.auc().value()).isEqualTo(0.5);
        assertThat(Auc.value(new double[] {0.5, 0.125}, new double[] {0.25})).isEqualTo(0.5);
        assertThat(result.logLoss().value())
                .isCloseTo(-(Math.log(0.5) + Math.log(0.75) + Math.log(0.125)) / 3, within(1e-12));
        assertThat(result.toString()).startsWith("AUC 0.500 (").endsWith(", n 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClickResult.of(new boolean[1], new float[] {1}))
                .withMessageContaining("probability 0 is 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClickResult.of(new boolean[2], new float[] {0.5f}));
    }

    @Test
    void popularItemsComeFirst() {
        PopularItems popular =
                PopularItems.fit(
                        List.of(
                                new Click("u", "b", 0),
                                new Click("v", "c", 1),
                                new Click("w", "a", 2),
                                new Click("u", "c", 3)));
        assertThat(popular.items()).containsExactly("c", "b", "a");
        assertThat(popular.recommend(Set.of("c"), 1)).containsExactly("b");
        assertThat(popular.recommend(List.of("b", "b"), 9)).containsExactly("c", "a");
        assertThat(PopularItems.fit(List.of()).recommend(Set.of(), 3)).isEmpty();
    }
}
