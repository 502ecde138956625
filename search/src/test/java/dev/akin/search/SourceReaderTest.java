package dev.akin.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import dev.akin.search.SourceText.Heading;
import dev.akin.text.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;

class SourceReaderTest {
    private static List<SourceText> read(String name, String text) throws IOException {
        return read(name, text.getBytes(StandardCharsets.UTF_8), RecordFields.DEFAULT);
    }

    private static List<SourceText> read(String name, byte[] bytes, RecordFields fields)
            throws IOException {
        return SourceReader.read(Path.of(name), bytes, fields);
    }

    @Test
    void markdownHasHeadingsOutsideOfCode() throws IOException {
        SourceText source =
                read(
                                "a.md",
                                "# Title #\n```sh\n# no heading\n```\nUnder\n=====\n- item\n---\n### Три\n#no\n")
                        .getFirst();

        assertThat(source.headings())
                .containsExactly(
                        new Heading(0, 1, "Title"),
                        new Heading(source.text().indexOf("Under"), 1, "Under"),
                        new Heading(source.text().indexOf("###"), 3, "Три"));
        assertThat(source.metadata()).containsEntry("title", new Json.Str("Title"));
    }

    @Test
    void htmlIsReadAsAPersonReadsIt() throws IOException {
        SourceText source =
                read(
                                "a.html",
                                "<html><head><title>Page</title><style>x{}</style></head><body><nav>menu</nav>"
                                        + "<h1>Big <b>one</b></h1><p>Two   words\n here.<br>Next</p><script>no()</script>"
                                        + "<ul><li>a</li><li>b &amp; c</li></ul></body></html>")
                        .getFirst();

        assertThat(source.text()).isEqualTo("Big one\n\nTwo words here.\nNext\n\na\n\nb & c\n\n");
        assertThat(source.headings()).containsExactly(new Heading(0, 1, "Big one"));
        assertThat(source.metadata()).containsEntry("title", new Json.Str("Page"));
        assertThat(source.line()).isZero();
    }

    @Test
    void htmlIsReadInTheEncodingThatItSays() throws IOException {
        String page = "<meta charset=windows-1251><p>Привет</p>";

        assertThat(
                        read(
                                        "a.htm",
                                        page.getBytes(Charset.forName("windows-1251")),
                                        RecordFields.DEFAULT)
                                .getFirst()
                                .text())
                .isEqualTo("Привет\n\n");
    }

    private static byte[] pdf(boolean encrypted) throws IOException {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            for (String words : List.of("First page.", "Second page.")) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                    content.newLineAtOffset(72, 700);
                    content.showText(words);
                    content.endText();
                }
            }
            document.getDocumentInformation().setTitle("Paper");
            if (encrypted) {
                document.protect(
                        new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            }
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    @Test
    void pdfKnowsItsPages() throws IOException {
        SourceText source = read("a.PDF", pdf(false), RecordFields.DEFAULT).getFirst();

        assertThat(source.text()).isEqualTo("First page.\n\nSecond page.\n\n");
        assertThat(source.page(source.text().indexOf("First"))).isEqualTo(1);
        assertThat(source.page(source.text().indexOf("Second"))).isEqualTo(2);
        assertThat(source.metadata()).containsEntry("title", new Json.Str("Paper"));
    }

    @Test
    void anEncryptedOrDamagedPdfSaysSo() throws IOException {
        byte[] encrypted = pdf(true);
        assertThatThrownBy(() -> read("a.pdf", encrypted, RecordFields.DEFAULT))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("a.pdf")
                .hasMessageContaining("encrypted");
        assertThatThrownBy(() -> read("a.pdf", "no PDF"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("a.pdf");
    }

    @Test
    void recordsHaveTextsIdsAndTypedMetadata() throws IOException {
        String csv = "id,year,text\r\n7,2024,\"one, \"\"two\"\"\nthree\"\r\n\r\nx,,\n";
        List<SourceText> rows =
                read("a.csv", csv.getBytes(StandardCharsets.UTF_8), new RecordFields(null, "id"));

        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().text()).isEqualTo("one, \"two\"\nthree");
        assertThat(rows.getFirst().id()).isEqualTo("7");
        assertThat(rows.getFirst().metadata()).containsEntry("year", new Json.Num("2024"));
        assertThat(rows.getFirst().line()).isEqualTo(2);
        assertThat(rows.getLast().line()).isEqualTo(5);
        assertThat(rows.getLast().text()).isEmpty();
        assertThat(rows.getLast().metadata()).containsOnlyKeys("id");
    }

    @Test
    void jsonLinesAreFlattened() throws IOException {
        String lines =
                """
                {"content":"words","a":{"b":1,"c":null},"tags":["x",{"y":2}]}

                {"name":"no usual text","n":2}
                """;
        List<SourceText> records = read("a.jsonl", lines);

        assertThat(records.getFirst().text()).isEqualTo("words");
        assertThat(records.getFirst().metadata())
                .hasToString("{a.b=1, tags=[\"x\",\"{\\\"y\\\":2}\"]}");
        assertThat(records.getLast().text()).isEqualTo("name: no usual text\nn: 2");
        assertThat(records.getLast().line()).isEqualTo(3);
    }

    @Test
    void mistakesSayTheirLine() {
        assertThatThrownBy(() -> read("a.jsonl", "{\"text\":\"a\"}\n{\"text\":}\n"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("a.jsonl: line 2");
        assertThatThrownBy(() -> read("a.csv", "a,b\n1,\"2\n"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("a.csv: line 2");
        assertThatThrownBy(() -> read("a.csv", "a,a\n1,2\n"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() ->
                        read(
                                "a.tsv",
                                "a\tb\n1\t2\n".getBytes(StandardCharsets.UTF_8),
                                new RecordFields("title", null)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("no field \"title\"; it has a, b");
        assertThatThrownBy(() -> read("a.txt", new byte[] {'a', (byte) 0xff}, RecordFields.DEFAULT))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("byte 1: the bytes are not UTF-8");
    }
}
