package dev.akin.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelResultTest {

    private static List<String> tags(String spaced) {
        return List.of(spaced.split(" ", -1));
    }

    @Test
    void byHand() {
        LabelResult result = LabelResult.ofLabels(tags("s s s h h h h h"), tags("s s h h h h s x"));

        LabelScore spam = result.label("s"); // given 3, held 3, correct 2
        assertThat(spam.precision()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(spam.recall()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(spam.f1().value()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(spam.support()).isEqualTo(3);
        LabelScore ham = result.label("h"); // given 4, held 5, correct 3
        assertThat(ham.f1().value()).isCloseTo(6 / 9.0, within(1e-15));
        assertThat(result.label("x").f1().value()).isZero(); // given 1, held 0
        assertThat(result.accuracy().value()).isEqualTo(5 / 8.0);
        assertThat(result.micro().f1().value()).isEqualTo(5 / 8.0);
        assertThat(result.macro().f1().value()).isCloseTo((2 / 3.0 + 2 / 3.0) / 3, within(1e-15));
        assertThat(result.n()).isEqualTo(8);
        assertThat(spam.f1().interval().low()).isBetween(0.0, 0.66);
        assertThat(spam.f1().interval().high()).isBetween(0.67, 1.0);
    }

    @Test
    void theIntervalShrinksWithMoreTexts() {
        List<String> right = new ArrayList<>();
        List<String> given = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            right.addAll(tags("a b a b"));
            given.addAll(tags("a b b b"));
        }
        Interval few =
                LabelResult.ofLabels(right.subList(0, 16), given.subList(0, 16))
                        .accuracy()
                        .interval();
        Interval many = LabelResult.ofLabels(right, given).accuracy().interval();
        assertThat(many.high() - many.low()).isLessThan((few.high() - few.low()) / 2);
        assertThat(many.low()).isBetween(0.65, 0.75);
    }

    @Test
    void itCanBeRead() {
        LabelResult result = LabelResult.ofLabels(tags("a a"), tags("a a"));
        assertThat(result)
                .hasToString(
                        """
                        a      precision 1.000  recall 1.000  F1 1.000 (1.000 … 1.000)  n 2
                        micro  precision 1.000  recall 1.000  F1 1.000 (1.000 … 1.000)  n 2
                        macro  precision 1.000  recall 1.000  F1 1.000 (1.000 … 1.000)  n 2
                        accuracy 1.000 (1.000 … 1.000), n 2\
                        """);
        assertThat(result.label("a"))
                .hasToString("a: precision 1.000, recall 1.000, F1 1.000 (1.000 … 1.000), n 2");
    }

    @Test
    void labelsWithoutAnyAreAllowedInSets() {
        LabelResult result =
                LabelResult.ofLabelSets(
                        List.of(Set.of(), Set.of("a", "b"), List.of("b")),
                        List.of(Set.of(), Set.of("a"), List.of("b")));
        assertThat(result.accuracy().value()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(result.micro().recall()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(
                        LabelResult.ofLabelSets(List.of(Set.of()), List.of(Set.of()))
                                .macro()
                                .f1()
                                .value())
                .isZero();
    }

    @Test
    void whatCannotBeCompared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelResult.ofLabels(tags("a b"), tags("a")))
                .withMessage(
                        "2 items have 1 predictions; each needs one, and there must be one at least");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelResult.ofLabels(List.of(), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelResult.ofTags(List.of(tags("a b")), List.of(tags("a"))))
                .withMessage("sentence 0 has 2 words, but 1 tags were given it");
        assertThatThrownBy(() -> LabelResult.ofLabels(tags("a"), tags("b")).label("c"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("no label \"c\"; there are [a, b]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelResult.ofEntities(List.of(tags("NOUN")), List.of(tags("O"))))
                .withMessageContaining("the tag \"NOUN\" names no entity");
    }

    @Test
    void entitiesBeginAndEndAsInConlleval() {
        assertThat(EntitySpan.of(tags("O B-p I-p O B-p B-p I-q I-q O I-q")))
                .containsExactly(
                        new EntitySpan("p", 1, 3),
                        new EntitySpan("p", 4, 5),
                        new EntitySpan("p", 5, 6),
                        new EntitySpan("q", 6, 8),
                        new EntitySpan("q", 9, 10));
        assertThat(EntitySpan.of(tags("B-creative-work I-creative-work")))
                .containsExactly(new EntitySpan("creative-work", 0, 2));
        assertThat(EntitySpan.of(List.of())).isEmpty();
        assertThat(EntitySpan.isEntityTag("B-")).isFalse();
        assertThat(EntitySpan.isEntityTag("Bob")).isFalse();
    }

    /// Worked by hand by the rules of `conlleval`: of the four entities, one is right; the second has the wrong end, the third the
    /// wrong type, the fourth is missed.
    @Test
    void entitiesByHand() {
        List<List<String>> right = List.of(tags("B-p O B-l I-l O"), tags("B-p I-p"), tags("O B-l"));
        List<List<String>> given = List.of(tags("B-p O B-l O O"), tags("B-l I-l"), tags("O O"));
        LabelResult result = LabelResult.ofEntities(right, given);
        assertThat(result.micro().precision()).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(result.micro().recall()).isEqualTo(1 / 4.0);
        assertThat(result.micro().f1().value()).isCloseTo(2 / 7.0, within(1e-15));
        assertThat(result.label("p").f1().value()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(result.label("l").f1().value()).isZero();
        assertThat(result.accuracy().value()).isCloseTo(5 / 9.0, within(1e-15));
        assertThat(result.n()).isEqualTo(9);

        LabelResult words = LabelResult.ofTags(right, given);
        assertThat(words.accuracy().value()).isCloseTo(5 / 9.0, within(1e-15));
        assertThat(words.label("O").support()).isEqualTo(3);
        assertThat(words.label("B-l").f1().value()).isEqualTo(2 / 4.0);
    }
}
