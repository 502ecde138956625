package dev.akin.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkerTest {
    private static final WordHashEncoder ENCODER = new WordHashEncoder(4, 1);

    private static List<Chunk> chunks(SourceText source, int tokens, int overlap) {
        List<Chunk> chunks = new Chunker(ENCODER, new ChunkOptions(tokens, overlap)).chunks(source);
        for (Chunk chunk : chunks) {
            assertThat(chunk.text()).isEqualTo(source.text().substring(chunk.from(), chunk.to()));
            assertThat(ENCODER.tokenize(chunk.text()).size()).isBetween(1, tokens);
        }
        return chunks;
    }

    private static List<String> texts(List<Chunk> chunks) {
        return chunks.stream().map(Chunk::text).toList();
    }

    @Test
    void passagesAreWholeSentencesWithOverlap() {
        SourceText source =
                SourceText.plain(
                        "One two three four. Five six seven. Eight nine ten eleven twelve.\n\n"
                                + "Is it? Yes! 我们讨论了账单。 Мы обсудили счета.");

        assertThat(texts(chunks(source, 10, 0)))
                .containsExactly(
                        "One two three four. Five six seven.",
                        "Eight nine ten eleven twelve.\n\nIs it?",
                        "Yes! 我们讨论了账单。",
                        "Мы обсудили счета.");
        assertThat(texts(chunks(source, 10, 4)))
                .containsExactly(
                        "One two three four. Five six seven.",
                        "Five six seven. Eight nine ten eleven twelve.",
                        "Is it? Yes!",
                        "Yes! 我们讨论了账单。",
                        "Мы обсудили счета.");
    }

    @Test
    void aPassageDoesNotReachAcrossAHeadingAndKnowsThoseAboveIt() {
        SourceText source =
                Markdown.read(
                        "Before.\n\n# Guide\nOne.\n\n## Billing\nTwo.\nThree.\n\n## Keys\nFour.\n\n# End\n");

        List<Chunk> chunks = chunks(source, 100, 20);
        assertThat(texts(chunks))
                .containsExactly(
                        "Before.",
                        "# Guide\nOne.",
                        "## Billing\nTwo.\nThree.",
                        "## Keys\nFour.",
                        "# End");
        assertThat(chunks.stream().map(Chunk::heading))
                .containsExactly("", "Guide", "Guide › Billing", "Guide › Keys", "End");
        assertThat(chunks.stream().map(Chunk::line)).containsExactly(1, 3, 6, 10, 13);
    }

    @Test
    void onlyASentenceThatIsTooLongIsCutBetweenWords() {
        String words = "aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp qq rr ss tt uu";

        assertThat(texts(chunks(SourceText.plain(words), 8, 4)))
                .containsExactly(
                        "aa bb cc dd ee ff gg hh", "ii jj kk ll mm nn oo pp", "qq rr ss tt uu");
        assertThat(texts(chunks(SourceText.plain("字".repeat(20)), 8, 0)))
                .containsExactly("字".repeat(8), "字".repeat(8), "字".repeat(4));
    }

    @Test
    void linesThatAnEditorBrokeAreOneSentence() {
        SourceText source = SourceText.plain("This sentence goes\non in the next line. Short.");

        assertThat(texts(chunks(source, 9, 0)))
                .containsExactly("This sentence goes\non in the next line.", "Short.");
    }

    @Test
    void theNumberOfAnItemIsNoSentence() {
        assertThat(texts(chunks(SourceText.plain("1. One two three.\n2. Four five six."), 8, 0)))
                .containsExactly("1. One two three.", "2. Four five six.");
    }

    @Test
    void emptyTextHasNoPassagesAndLongTextAllItsWords() {
        assertThat(chunks(SourceText.plain(" \n\t \n"), 8, 0)).isEmpty();
        String text = "One two three. ".repeat(50_000);

        List<Chunk> chunks = chunks(SourceText.plain(text), 200, 0);
        assertThat(chunks.stream().mapToInt(c -> ENCODER.tokenize(c.text()).size()).sum())
                .isEqualTo(200_000);
    }

    @Test
    void optionsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChunkOptions(7, 0))
                .withMessageContaining("not 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChunkOptions(20, 11))
                .withMessageContaining("0 to 10 tokens, not 11");
    }
}
