package dev.akin.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.ProgressListener;
import dev.akin.text.Fact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkPredictionTest {

    private record Expected(double mrr, double hits3) {}

    /// The definition: each fact's ends, held against every other fact that is not right.
    private static Expected expected(
            List<Fact> asked, Set<Fact> right, List<String> things, ToDoubleFunction<Fact> score) {
        List<Double> ranks = new ArrayList<>();
        for (Fact fact : asked) {
            List<Fact> tails = new ArrayList<>();
            List<Fact> heads = new ArrayList<>();
            for (String thing : things) {
                tails.add(new Fact(fact.head(), fact.relation(), thing));
                heads.add(new Fact(thing, fact.relation(), fact.tail()));
            }
            ranks.add(rank(fact, tails, right, score));
            ranks.add(rank(fact, heads, right, score));
        }
        return new Expected(
                ranks.stream().mapToDouble(rank -> 1 / rank).average().orElseThrow(),
                ranks.stream().mapToDouble(rank -> rank <= 3 ? 1 : 0).average().orElseThrow());
    }

    private static double rank(
            Fact fact, List<Fact> others, Set<Fact> right, ToDoubleFunction<Fact> score) {
        double own = score.applyAsDouble(fact);
        double rank = 1;
        for (Fact other : others) {
            if (!right.contains(other)) {
                double found = score.applyAsDouble(other);
                rank += found > own ? 1 : found == own ? 0.5 : 0;
            }
        }
        return rank;
    }

    @ParameterizedTest
    @EnumSource(Scoring.class)
    void ranksAreThoseOfTheDefinition(Scoring scoring) {
        Facts.Split split = FactsTest.ring(60).holdOut(0.1, 1);
        Knowledge knowledge =
                KnowledgeLearner.builder(scoring)
                        .dimension(16)
                        .epochs(40)
                        .reciprocal(false)
                        .build()
                        .fit(split.learned());
        LinkPrediction.Result found =
                LinkPrediction.of(split.held(), null).evaluate(knowledge, 2, ProgressListener.NONE);
        Set<Fact> right = new HashSet<>(split.learned().list());
        right.addAll(split.held().list());
        List<String> things = split.learned().entities().keys();
        Expected model =
                expected(
                        split.held().list(),
                        right,
                        things,
                        fact -> knowledge.score(fact.head(), fact.relation(), fact.tail()));
        assertThat(found.n()).isEqualTo(split.held().size());
        assertThat(found.model().mrr().value()).isCloseTo(model.mrr(), within(0.02));
        assertThat(found.model().hits3().value()).isCloseTo(model.hits3(), within(0.05));
        assertThat(found.model().mrr().interval().low())
                .isLessThanOrEqualTo(found.model().mrr().value());
    }

    @Test
    void theBaselineIsHowOftenAnEntityIsAtThisEnd() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            facts.add(new Fact("c" + i, "in", "continent" + (i % 4 == 0 ? 1 : 2)));
            facts.add(new Fact("c" + i, "near", "c" + (i + 1) % 12));
        }
        Facts learned = Facts.of(facts);
        Facts asked =
                Facts.of(
                        List.of(
                                new Fact("c0", "in", "continent2"),
                                new Fact("c3", "near", "c9"),
                                new Fact("c3", "near", "nothing known")));
        Knowledge knowledge =
                KnowledgeLearner.builder(Scoring.TRANSE)
                        .dimension(4)
                        .epochs(1)
                        .build()
                        .fit(learned);
        LinkPrediction.Result found =
                LinkPrediction.of(asked, null).evaluate(knowledge, 1, ProgressListener.NONE);
        assertThat(found.n()).isEqualTo(2);
        assertThat(found.unknown()).isEqualTo(1);
        Set<Fact> right = new HashSet<>(facts);
        right.addAll(asked.list());
        // A question for a tail is told from one for a head by what stands in the fact asked for.
        double sum = 0;
        for (Fact fact : asked.list().subList(0, 2)) {
            List<Fact> tails = new ArrayList<>();
            List<Fact> heads = new ArrayList<>();
            for (String thing : learned.entities().keys()) {
                tails.add(new Fact(fact.head(), fact.relation(), thing));
                heads.add(new Fact(thing, fact.relation(), fact.tail()));
            }
            sum += 1 / rank(fact, tails, right, f -> count(facts, f.relation(), f.tail(), true));
            sum += 1 / rank(fact, heads, right, f -> count(facts, f.relation(), f.head(), false));
        }
        assertThat(found.frequency().mrr().value()).isCloseTo(sum / 4, within(1e-9));
    }

    private static double count(List<Fact> facts, String relation, String thing, boolean tail) {
        return facts.stream()
                .filter(fact -> fact.relation().equals(relation))
                .filter(fact -> (tail ? fact.tail() : fact.head()).equals(thing))
                .count();
    }

    @Test
    void factsAboutNothingKnownAreRefused() {
        Knowledge knowledge =
                KnowledgeLearner.builder(Scoring.TRANSE)
                        .dimension(4)
                        .epochs(1)
                        .build()
                        .fit(FactsTest.ring(5));
        LinkPrediction asked = LinkPrediction.of(Facts.of(List.of(new Fact("x", "y", "z"))), null);
        assertThatThrownBy(() -> asked.evaluate(knowledge, 1, ProgressListener.NONE))
                .hasMessageContaining("of 1 facts none");
    }
}
