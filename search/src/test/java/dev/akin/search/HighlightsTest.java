package dev.akin.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HighlightsTest {
    private final Highlights highlights = new Highlights();

    @AfterEach
    void close() {
        highlights.close();
    }

    private List<String> marked(String question, String text) {
        return highlights.of(question, text).stream()
                .map(span -> text.substring(span.from(), span.to()))
                .toList();
    }

    @Test
    void marksWordsInTheFormThatTheTextHas() {
        assertThat(
                        marked(
                                "bank of rivers",
                                "The banks of the river are steep, and the Bank is closed."))
                .containsExactly("banks", "river", "Bank");
        assertThat(marked("кошки", "Кошка и собака живут в доме, а у кошек есть когти."))
                .contains("Кошка");
        assertThat(marked("ÜBER mußte", "Er musste über den Fluss und nicht zu dem Haus."))
                .contains("über");
    }

    @Test
    void marksWordsThatNoSpacesPart() {
        assertThat(String.join("", marked("苹果", "我喜欢吃苹果和香蕉。"))).isEqualTo("苹果");
    }

    @Test
    void keepsPlacesRightBehindCharactersOfTwoUnits() {
        assertThat(marked("river", "😀😀 the river is here and it is not deep"))
                .containsExactly("river");
    }

    @Test
    void marksNothingWhereNothingMatches() {
        assertThat(highlights.of("boat", "The river is deep and it is wide.")).isEmpty();
        assertThat(highlights.of("", "The river.")).isEmpty();
        assertThat(highlights.of("river", "")).isEmpty();
    }
}
