package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.akin.text.Click;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecommendationTaskTest {
    private static final Map<String, Set<String>> BEFORE =
            Map.of("安娜", Set.of("чай", "книга"), "v", Set.of("чай"), "w", Set.of("a b"));

    private static final List<Click> LATER =
            List.of(
                    new Click("v", "книга", 0),
                    new Click("nobody", "чай", 1),
                    new Click("安娜", "a b", 2),
                    new Click("安娜", "never seen", 3),
                    new Click("w", "a b", 4));

    private final RecommendationTask task = RecommendationTask.of(BEFORE, LATER);

    @Test
    void usersWithABeforeAndSomethingNewAreAsked() {
        assertThat(task.users()).containsExactly("v", "安娜");
        assertThat(task.leftOut()).isEqualTo(2);
        assertThat(task.items()).isEqualTo(3);
    }

    @Test
    void figuresByHand() {
        RecommendationReport report =
                task.evaluate(List.of(List.of("a b", "книга"), List.of("a b")), 2);
        double second = Math.log(2) / Math.log(3);
        RecommendationResult ranking = report.ranking();
        assertThat(ranking.hitRate().value()).isEqualTo(1);
        assertThat(ranking.recall().value()).isEqualTo(0.75);
        assertThat(ranking.ndcg().value())
                .isCloseTo((second + 1 / (1 + second)) / 2, within(1e-15));
        assertThat(ranking.mrr().value()).isEqualTo(0.75);
        assertThat(ranking.map().value()).isEqualTo(0.5);
        assertThat(report.coverage().value()).isCloseTo(2 / 3.0, within(1e-15));
        // One of three users chose each of these.
        assertThat(report.novelty().value()).isCloseTo(Math.log(3) / Math.log(2), within(1e-12));
        assertThat(report.toString()).contains("MAP@2 0.500", "coverage 0.667", "novelty 1.585");
    }

    @Test
    void meanAveragePrecisionIsThatOfTheDefinition() {
        // Relevant at ranks 1, 3 and 4 of 4, five relevant in all: (1/1 + 2/3 + 3/4) / min(4, 5).
        RecommendationResult result =
                RecommendationResult.of(
                        List.of(Set.of("a", "c", "d", "x", "y")),
                        List.of(List.of("a", "b", "c", "d")),
                        4);
        assertThat(result.map().value()).isCloseTo((1 + 2 / 3.0 + 0.75) / 4, within(1e-15));
        assertThat(result.score(RecommendationMeasure.MAP)).isEqualTo(result.map());
    }

    @Test
    void popularItemsLeaveOutWhatTheUserHas() {
        assertThat(task.popular(1).getFirst()).isNotEqualTo(List.of("чай"));
        assertThat(task.popular(5)).extracting(List::size).containsExactly(2, 1);
    }

    @Test
    void twoRecommendersAreComparedUserByUser() {
        List<List<String>> good = List.of(List.of("книга"), List.of("a b"));
        List<List<String>> bad = List.of(List.of("a b"), List.of());
        PairedDifference difference =
                Objects.requireNonNull(
                        task.compare(good, bad, 1).get(RecommendationMeasure.HIT_RATE));
        assertThat(difference.first()).isEqualTo(1);
        assertThat(difference.second()).isZero();
        assertThat(difference.interval()).isEqualTo(new Interval(1, 1));
        assertThat(task.compare(good, good, 1))
                .allSatisfy((measure, same) -> assertThat(same.difference()).isZero());
    }

    @Test
    void whatLeavesNobody() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        RecommendationTask.of(
                                BEFORE,
                                List.of(new Click("x", "чай", 0), new Click("v", "чай", 0))))
                .withMessage(
                        "nobody is left to score: none of the 2 users chose something before and"
                                + " something else later");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> task.evaluate(List.of(List.of("a")), 3))
                .withMessageContaining("2 users have 1 lists");
    }

    @Test
    void theLastClickIsHeldOut() {
        List<Click> clicks =
                List.of(
                        new Click("u", "a", 0),
                        new Click("few", "a", 1),
                        new Click("u", "b", 2),
                        new Click("few", "b", 3),
                        new Click("again", "a", 4),
                        new Click("again", "b", 5),
                        new Click("again", "a", 6),
                        new Click("u", "c", 7));
        ClickSplit split = ClickSplit.lastOut(clicks);
        assertThat(split.later()).containsExactly(clicks.getLast());
        assertThat(split.learned()).isEqualTo(clicks.subList(0, 7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClickSplit.lastOut(clicks.subList(0, 7)))
                .withMessage(
                        "nothing can be held out: none of 3 users has 3 clicks or more, the last on"
                                + " a new item");
    }
}
