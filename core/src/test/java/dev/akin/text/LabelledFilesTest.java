package dev.akin.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Labelled texts, tagged sentences and logs of clicks.
class LabelledFilesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private List<Path> file(String name, String text) throws IOException {
        return List.of(Files.writeString(folder.resolve(name), text));
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void labelledTexts() throws IOException {
        List<Path> file =
                file(
                        "sms.tsv",
                        "\uFEFFLabel\tSMS\r\nham\t He said \"go\tnow\" \r\n\n \t \nспам, нет\t你好 😀\nham\t");
        assertThat(LabelledTexts.in(file).header(true).read())
                .containsExactly(
                        LabelledText.of("ham", "He said \"go\tnow\""),
                        LabelledText.of("спам, нет", "你好 😀"),
                        LabelledText.of("ham", ""));
        assertThat(LabelledTexts.in(file).read().getFirst())
                .isEqualTo(LabelledText.of("Label", "SMS"));
        assertThat(LabelledTexts.in(file).header(true).several(true).read().get(1).labels())
                .containsExactly("спам", "нет");
        assertThat(LabelledTexts.standardInput(bytes("a,b,a\tx")).several(true).read())
                .containsExactly(new LabelledText(List.of("a", "b"), "x"));
    }

    @Test
    void compressedFilesAndFoldersToo() throws IOException {
        file("a.tsv", "a\tone\n");
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.tsv.gz")))) {
            out.write("b\ttwo\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(LabelledTexts.in(List.of(folder)).read())
                .containsExactly(LabelledText.of("a", "one"), LabelledText.of("b", "two"));
    }

    @Test
    void whatIsNoLabelledText() throws IOException {
        List<Path> without = file("a.tsv", "ham\tx\nno tab here\n");
        assertThatThrownBy(() -> LabelledTexts.in(without).read())
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(
                        without.getFirst()
                                + ": line 2: it has no tab, but a line is: label, tab, text");
        List<Path> empty = file("b.tsv", "a\tx\na,,b\ty\n");
        assertThatThrownBy(() -> LabelledTexts.in(empty).several(true).read())
                .hasMessageContaining("line 2: a label is empty");
        List<Path> header = file("c.tsv", "label\ttext\n");
        assertThatThrownBy(() -> LabelledTexts.in(header).header(true).read())
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(header.getFirst() + ": line 1: there are no labelled texts");
        assertThatThrownBy(() -> LabelledTexts.in(List.of(folder.resolve("missing"))).read())
                .isInstanceOf(NoSuchFileException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> LabelledTexts.in(List.of()));
        Files.write(folder.resolve("d.tsv"), new byte[] {'a', '\t', 'x', '\n', 'b', (byte) 0xff});
        assertThatThrownBy(() -> LabelledTexts.in(List.of(folder.resolve("d.tsv"))).read())
                .hasMessageContaining("line 2: the bytes are not UTF-8");
        assertThatIllegalArgumentException().isThrownBy(() -> LabelledText.of("", "x"));
    }

    @Test
    void taggedWords() throws IOException {
        List<Path> file =
                file("w.conll", "\n#Paris\tB-location\n,\tO\n\t\nМосква\tO\r\n\t\n \n\n我\tO");
        assertThat(TaggedSentences.in(file).read())
                .containsExactly(
                        new TaggedSentence(List.of("#Paris", ","), List.of("B-location", "O")),
                        new TaggedSentence(List.of("Москва"), List.of("O")),
                        new TaggedSentence(List.of("我"), List.of("O")));
        assertThat(
                        TaggedSentences.standardInput(
                                        bytes("U.N. NNP I-NP I-ORG \nofficial NN I-NP O\n"))
                                .columns(1, 4)
                                .read())
                .containsExactly(
                        new TaggedSentence(List.of("U.N.", "official"), List.of("I-ORG", "O")));
    }

    @Test
    void aSentenceDoesNotGoOnInAnotherFile() throws IOException {
        file("a.conll", "one\tX");
        file("b.conll", "two\tY");
        assertThat(TaggedSentences.in(List.of(folder)).read()).hasSize(2);
    }

    @Test
    void universalDependencies() throws IOException {
        String text =
                """
                # sent_id = 1
                # text = Vámonos al mar
                1-2\tVámonos\t_\t_\t_\t_\t_\t_\t_\t_
                1\tVamos\tir\tVERB\tV\t_\t0\troot\t_\t_
                2\tnos\tnosotros\tPRON\tP\t_\t1\tobj\t_\t_
                2.1\tghost\t_\tX\t_\t_\t_\t_\t_\t_
                3\t10 000\t_\tNUM\tN\t_\t1\tobl\t_\t_

                """;
        List<Path> file = file("es.conllu", text);
        assertThat(TaggedSentences.in(file).read())
                .containsExactly(
                        new TaggedSentence(
                                List.of("Vamos", "nos", "10 000"), List.of("VERB", "PRON", "NUM")));
        assertThat(TaggedSentences.in(file).columns(3, 5).read().getFirst())
                .isEqualTo(
                        new TaggedSentence(List.of("ir", "nosotros", "_"), List.of("V", "P", "N")));
    }

    @Test
    void whatIsNoTaggedWord() throws IOException {
        List<Path> file = file("w.conll", "a\tO\nb\n");
        assertThatThrownBy(() -> TaggedSentences.in(file).read())
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(file.getFirst() + ": line 2: it has no column 2, but 1 in all");
        List<Path> empty = file("v.conll", "a\tO\n\tO\n");
        assertThatThrownBy(() -> TaggedSentences.in(empty).read())
                .hasMessageContaining("line 2: column 1 is empty");
        assertThatThrownBy(() -> TaggedSentences.standardInput(bytes("\n\n")).read())
                .hasMessage("standard input: line 1: there are no sentences with tags");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaggedSentences.in(file).columns(0, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaggedSentence(List.of("a", "b"), List.of("O")))
                .withMessage("2 words have 1 tags; each word needs one");
    }

    @Test
    void textsBesideEachOther() throws IOException {
        List<Path> pairs = file("pairs.tsv", "один\ttwo words \n\n 三\t four\r\n");
        assertThat(TextFiles.in(pairs).readColumns(2, 3))
                .containsExactly(List.of("один", "two words"), List.of("三", "four"));
        assertThat(TextFiles.standardInput(bytes("a\tb\tc")).readColumns(3, 3))
                .containsExactly(List.of("a", "b", "c"));
    }

    @ParameterizedTest
    @CsvSource({
        "'a\tb\nno tab\n','line 2: it has no tab, but a line is 2 to 3 columns with tabs between'",
        "'a\tb\tc\td\n','line 1: it has 4 columns, but a line is 2 to 3 columns with tabs between'",
        "'a\tb\n\na\tb\tc\n','line 3: it has 3 columns, and those before have 2'",
        "'a\t \n','line 1: a column is empty'",
        "'\n\n','byte 0: there is no text in it'"
    })
    void whatIsNotBesideEachOther(String text, String message) throws IOException {
        List<Path> file = file("columns.tsv", text.translateEscapes());
        assertThatThrownBy(() -> TextFiles.in(file).readColumns(2, 3))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(file.getFirst() + ": " + message);
    }

    @Test
    void clicksAreInTheOrderOfTime() throws IOException {
        List<Path> file = file("c.tsv", "anna\tтри кота\t30\nbo\tx\t-1.5\nanna\tx\t30\n\nbo\ty\t7");
        List<Click> clicks = ClickLog.in(file).read();
        assertThat(clicks)
                .containsExactly(
                        new Click("bo", "x", -1.5),
                        new Click("bo", "y", 7),
                        new Click("anna", "три кота", 30),
                        new Click("anna", "x", 30));
        assertThat(ClickLog.itemsByUser(clicks)).hasToString("{bo=[x, y], anna=[три кота, x]}");
    }

    @Test
    void clicksWithoutTimesAreAsTheLines() throws IOException {
        assertThat(ClickLog.standardInput(bytes("1 6393\n2  7 \n1 5")).read())
                .containsExactly(
                        new Click("1", "6393", 0), new Click("2", "7", 1), new Click("1", "5", 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a b;c       | line 2: it has 1 column, but
                    a b 1;c d   | line 2: it has 2 columns and those before 3
                    a b now     | line 1: its time is no number: "now"
                    a b 1e400   | line 1: its time is no number
                    a b c d     | line 1: it has 4 columns
                    ''          | line 1: there are no clicks
                    """)
    void whatIsNoClick(String lines, String message) {
        assertThatThrownBy(() -> ClickLog.standardInput(bytes(lines.replace(';', '\n'))).read())
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> ClickLog.standardInput(bytes("\tb")).read())
                .hasMessageContaining("a column is empty");
    }
}
