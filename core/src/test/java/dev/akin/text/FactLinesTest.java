package dev.akin.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactLinesTest {
    @TempDir Path folder;

    private static final class Kept implements FactLines.Sink {
        final List<Fact> facts = new ArrayList<>();
        int literals;

        @Override
        public void fact(String head, String relation, String tail) {
            facts.add(new Fact(head, relation, tail));
        }

        @Override
        public void literal() {
            literals++;
        }
    }

    private Kept read(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Kept kept = new Kept();
        FactLines.in(List.of(file)).read(kept);
        return kept;
    }

    @Test
    void columnsHaveTabsBetweenOrWhiteSpace() throws IOException {
        Kept kept =
                read(
                        "facts.tsv",
                        "# a remark\nNew York\tlies in\tUSA\n\nПариж столица Франция\n巴黎\t首都\t法国\n");
        assertThat(kept.facts)
                .containsExactly(
                        new Fact("New York", "lies in", "USA"),
                        new Fact("Париж", "столица", "Франция"),
                        new Fact("巴黎", "首都", "法国"));
    }

    @Test
    void triplesGiveThingsTheirNamesAndCountLiterals() throws IOException {
        Kept kept =
                read(
                        "facts.nt",
                        """
                        # a remark
                        <http://a/Paris> <http://a/capitalOf> <http://a/France> .
                        _:b1.x<http://a/p>_:b2.
                        <http://a/\\u00e9> <http://a/p> <http://a/\\U0001F600> . # a remark
                        <http://a/Paris> <http://a/label> "Paris \\"la belle\\""@fr-FR .
                        <http://a/Paris> <http://a/size> "105"^^<http://www.w3.org/2001/XMLSchema#int> .
                        <http://a/Paris> <http://a/label> "plain" .
                        """);
        assertThat(kept.facts)
                .containsExactly(
                        new Fact("http://a/Paris", "http://a/capitalOf", "http://a/France"),
                        new Fact("_:b1.x", "http://a/p", "_:b2"),
                        new Fact("http://a/é", "http://a/p", "http://a/😀"));
        assertThat(kept.literals).isEqualTo(3);
    }

    @Test
    void triplesMayBeCompressedOrComeFromAStream() throws IOException {
        String text = "<a:b> <a:c> <a:d> .\n";
        Path file = folder.resolve("facts.nt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Kept fromFile = new Kept();
        FactLines.in(List.of(file)).read(fromFile);
        Kept fromStream = new Kept();
        FactLines.standardInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .read(fromStream);
        assertThat(fromFile.facts).containsExactly(new Fact("a:b", "a:c", "a:d"));
        assertThat(fromStream.facts).isEqualTo(fromFile.facts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a:b> <a:c> <a:d>|full stop",
                "<a:b> <a:c> <a:d|without its >",
                "<a:b> _:c <a:d> .|predicate",
                "a <a:c> <a:d> .|subject",
                "<a:b> <a:c> d .|object",
                "<a:b> <a:c> \"d .|closing quotation mark",
                "<a:b> <a:c> \"d\"@ .|without a language",
                "<a:b> <a:c> <a:\\uD800> .|no character",
                "<a:b> <a:c> <a:\\u12> .|code point",
                "<a:b> <a:c> <a:\\n> .|the escape",
                "<a:b> <a:c> <a:d> . <a:e>|behind the full stop",
                "<> <a:c> <a:d> .|empty IRI",
                "_: <a:c> <a:d> .|without a name"
            })
    void aLineThatIsNoTripleIsNamed(String line, String reason) {
        assertThatThrownBy(() -> read("wrong.nt", "<a:b> <a:c> <a:d> .\n" + line + "\n"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("wrong.nt: line 2: is no N-Triples")
                .hasMessageContaining(reason);
    }

    @Test
    void aLineOfOtherColumnsIsNamed() {
        assertThatThrownBy(() -> read("wrong.tsv", "a\tb\tc\na\tb\n"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("wrong.tsv: line 2: it has 2 columns");
        assertThatThrownBy(() -> read("empty.tsv", "a\t \tc\n"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("column 2 is empty");
    }
}
