package dev.akin.wordnet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlossTest {
    @Test
    void aDefinitionAloneHasNoExamples() {
        Gloss gloss = Gloss.parse("a tall and thin physique  ");
        assertThat(gloss.definition()).isEqualTo("a tall and thin physique");
        assertThat(gloss.examples()).isEmpty();
    }

    @Test
    void examplesFollowTheDefinitionInQuotationMarks() {
        Gloss gloss = Gloss.parse("activate; stir up; \"raise a mutiny\"; \"raise; and shout\"");
        assertThat(gloss.definition()).isEqualTo("activate; stir up");
        assertThat(gloss.examples()).containsExactly("raise a mutiny", "raise; and shout");
    }

    @Test
    void anExampleMayFollowAColon() {
        Gloss gloss = Gloss.parse("no deeper than the skin: \"her beauty is only skin-deep\"");
        assertThat(gloss.definition()).isEqualTo("no deeper than the skin");
        assertThat(gloss.examples()).containsExactly("her beauty is only skin-deep");
    }

    @Test
    void authorsAreLeftOut() {
        Gloss gloss =
                Gloss.parse("not subject to change; \"a fixed part\"-Ashley Montagu; \"seasons\"");
        assertThat(gloss.examples()).containsExactly("a fixed part", "seasons");
        assertThat(gloss.definition()).isEqualTo("not subject to change");
    }

    @Test
    void aQuotationInsideADefinitionStaysThere() {
        Gloss gloss = Gloss.parse("the \"uncertainty\" principle in physics; \"an example\"");
        assertThat(gloss.definition()).isEqualTo("the \"uncertainty\" principle in physics");
        assertThat(gloss.examples()).containsExactly("an example");
    }

    @Test
    void aMissingClosingMarkEndsAtTheEnd() {
        assertThat(Gloss.parse("a word; \"it never ends").examples())
                .containsExactly("it never ends");
    }
}
