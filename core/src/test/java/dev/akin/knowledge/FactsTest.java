package dev.akin.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.text.Fact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactsTest {
    @Test
    void factsCountOnceAndWhatIsNamedMostComesFirst() {
        Facts facts =
                Facts.of(
                        List.of(
                                new Fact("a", "r", "b"),
                                new Fact("c", "s", "b"),
                                new Fact("a", "r", "b"),
                                new Fact("d", "s", "b")));
        assertThat(facts.size()).isEqualTo(3);
        assertThat(facts.repeated()).isEqualTo(1);
        assertThat(facts.entities().keys()).containsExactly("b", "a", "c", "d");
        assertThat(facts.entities().countArray()).containsExactly(3, 1, 1, 1);
        assertThat(facts.relations().keys()).containsExactly("s", "r");
        assertThat(facts.list())
                .containsExactly(
                        new Fact("a", "r", "b"), new Fact("c", "s", "b"), new Fact("d", "s", "b"));
    }

    @Test
    void newThingsComeBehindKnownOnes() {
        Facts before = Facts.of(List.of(new Fact("a", "r", "b"), new Fact("c", "r", "b")));
        Facts fresh =
                Facts.of(List.of(new Fact("x", "r", "c"), new Fact("x", "q", "a"))).after(before);
        assertThat(fresh.entities().keys()).containsExactly("b", "a", "c", "x");
        assertThat(fresh.entities().countArray()).containsExactly(2, 2, 2, 2);
        assertThat(fresh.list()).containsExactly(new Fact("x", "r", "c"), new Fact("x", "q", "a"));
        assertThat(before.with(fresh).list())
                .containsExactly(
                        new Fact("a", "r", "b"),
                        new Fact("c", "r", "b"),
                        new Fact("x", "r", "c"),
                        new Fact("x", "q", "a"));
    }

    @Test
    void answersAreTheSameAsBySearch() {
        Facts facts = ring(40);
        Facts.Triples triples = facts.triples();
        int entities = facts.entities().size();
        int relations = facts.relations().size();
        Answers tails = Answers.tails(triples, entities, relations);
        Answers heads = Answers.heads(triples, entities, relations);
        for (int e = 0; e < entities; e++) {
            for (int r = 0; r < relations; r++) {
                List<Integer> expectedTails = new ArrayList<>();
                List<Integer> expectedHeads = new ArrayList<>();
                for (int row = 0; row < triples.size(); row++) {
                    if (triples.relations()[row] == r && triples.heads()[row] == e) {
                        expectedTails.add(triples.tails()[row]);
                    }
                    if (triples.relations()[row] == r && triples.tails()[row] == e) {
                        expectedHeads.add(triples.heads()[row]);
                    }
                }
                assertThat(found(tails, e, r)).containsExactlyInAnyOrderElementsOf(expectedTails);
                assertThat(found(heads, e, r)).containsExactlyInAnyOrderElementsOf(expectedHeads);
            }
        }
    }

    private static List<Integer> found(Answers answers, int entity, int relation) {
        List<Integer> found = new ArrayList<>();
        for (int i = answers.from(entity, relation); i < answers.to(entity, relation); i++) {
            found.add(answers.answer(i));
            assertThat(answers.has(entity, relation, answers.answer(i))).isTrue();
        }
        return found;
    }

    @Test
    void mirrorsAreHeldBackTogetherAndNothingIsLeftUnknown() {
        Facts facts = ring(200);
        Facts.Split split = facts.holdOut(0.1, 3);
        assertThat(split.held().size()).isBetween(facts.size() / 10, facts.size() / 10 + 2);
        assertThat(split.learned().size() + split.held().size()).isEqualTo(facts.size());
        Set<Fact> learned = new HashSet<>(split.learned().list());
        Set<String> things = new HashSet<>();
        learned.forEach(fact -> things.addAll(List.of(fact.head(), fact.tail())));
        for (Fact fact : split.held().list()) {
            assertThat(learned).doesNotContain(fact);
            assertThat(learned).doesNotContain(new Fact(fact.tail(), fact.relation(), fact.head()));
            assertThat(things).contains(fact.head(), fact.tail());
        }
        assertThat(facts.holdOut(0.1, 3).held().list()).isEqualTo(split.held().list());
        assertThatThrownBy(() -> facts.holdOut(1, 1)).hasMessageContaining("below 1");
    }

    /// Entities in a ring: next is one way, beside is both ways.
    static Facts ring(int count) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String here = "e" + i;
            facts.add(new Fact(here, "next", "e" + (i + 1) % count));
            facts.add(new Fact(here, "second", "e" + (i + 2) % count));
            facts.add(new Fact(here, "beside", "e" + (i + 3) % count));
            facts.add(new Fact("e" + (i + 3) % count, "beside", here));
        }
        return Facts.of(facts);
    }
}
