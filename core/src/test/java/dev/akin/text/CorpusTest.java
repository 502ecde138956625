package dev.akin.text;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.MalformedFileException;
import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    @TempDir private Path folder;

    private static List<List<String>> lines(Corpus corpus) throws IOException {
        return lines(corpus, 1);
    }

    private static List<List<String>> lines(Corpus corpus, int threads) throws IOException {
        CollectingSink collected = new CollectingSink();
        corpus.read(threads, collected::sink, ProgressListener.NONE);
        return collected.lines();
    }

    private Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(UTF_8));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void linesAreContextsAndWordsKeepTheirCase() throws IOException {
        Path file = write("a.txt", "The cat's hat, v3.14!\r\n\r\nЁж — ёлка (1,000)");
        assertThat(lines(Corpus.lines(file)))
                .containsExactly(
                        List.of("The", "cat's", "hat", "v3.14"),
                        List.of(),
                        List.of("Ёж", "ёлка", "1,000"));
        assertThat(lines(Corpus.lines(file).lowercase(true)).getLast())
                .containsExactly("ёж", "ёлка", "1,000");
        assertThat(lines(Corpus.lines(file).tokens(Tokens.WHITESPACE)).getFirst())
                .containsExactly("The", "cat's", "hat,", "v3.14!");
    }

    @Test
    void withoutASegmenterEachCharacterOfAnUnspacedScriptIsAWord() throws IOException {
        assertThat(lines(Corpus.ofLines(List.of("我爱北京2024年", "เก่า"))))
                .containsExactly(List.of("我", "爱", "北", "京", "2024", "年"), List.of("เ", "ก่", "า"));
    }

    @Test
    void wordsAreInNormalFormC() throws IOException {
        assertThat(lines(Corpus.ofLines(List.of("cafe\u0301 co\u00adop \u1112\u1161\u11ab"))))
                .containsExactly(List.of("café", "coop", "한"));
    }

    @Test
    void foldersAndGlobsGiveTheirFilesInOrder() throws IOException {
        write("in/b.txt", "b");
        write("in/a.txt", "a\n");
        write("in/deep/c.text", "c");
        write("in/.hidden", "no");
        write("in/.git/d.txt", "no");
        assertThat(lines(Corpus.lines(folder.resolve("in"))))
                .containsExactly(List.of("a"), List.of("b"), List.of("c"));
        assertThat(lines(Corpus.lines(folder.resolve("in/*.txt"))))
                .containsExactly(List.of("a"), List.of("b"));
        assertThat(lines(Corpus.lines(folder.resolve("in/**.text"), folder.resolve("in/a.txt"))))
                .containsExactly(List.of("c"), List.of("a"));
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> lines(Corpus.lines(folder.resolve("no.txt"))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("no.txt");
        assertThatThrownBy(() -> lines(Corpus.lines(empty)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("the folder holds no file");
        assertThatThrownBy(() -> lines(Corpus.lines(folder.resolve("*.text"))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("*.text")
                .hasMessageContaining("no file matches");
        assertThatThrownBy(Corpus::lines).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileThatMayNotBeReadIsNamed() throws IOException {
        Path file = write("secret.txt", "a");
        Assumptions.assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file));
        assertThatThrownBy(() -> lines(Corpus.lines(file)))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("secret.txt");
    }

    @Test
    void gzipOfManyMembersIsKnownByItsBytes() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(gzip("one two\nthr"));
        both.write(gzip("ee\n"));
        Path file = write("a.dat", both.toByteArray());
        assertThat(lines(Corpus.lines(file)))
                .containsExactly(List.of("one", "two"), List.of("three"));
        assertThat(lines(Corpus.standardInput(new ByteArrayInputStream(both.toByteArray()))))
                .containsExactly(List.of("one", "two"), List.of("three"));
    }

    @Test
    void damagedGzipIsNamedWithItsPlace() throws IOException {
        byte[] whole = gzip("one two three four five six seven\n".repeat(100));
        Path cut = write("cut.gz", java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> lines(Corpus.lines(cut)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("cut.gz: byte " + whole.length / 2 + ": the gzip data end");
        whole[whole.length - 6] ^= 1;
        Path damaged = write("damaged.gz", whole);
        assertThatThrownBy(() -> lines(Corpus.lines(damaged)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("the gzip data are damaged");
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws IOException {
        assertThat(lines(Corpus.lines(write("a.txt", "\ufeffone\n"))))
                .containsExactly(List.of("one"));
        assertThat(lines(Corpus.lines(write("b.txt", "\ufeffone\n")).tokens(Tokens.WHITESPACE)))
                .containsExactly(List.of("one"));
    }

    @Test
    void anyEncodingIsRead() throws IOException {
        String text = "Привет, мир 😀\n第二\n".repeat(3000);
        for (String name : List.of("UTF-16", "UTF-16LE", "UTF-32", "GB18030")) {
            Charset charset = Charset.forName(name);
            Path file = write(name + ".txt", text.getBytes(charset));
            List<List<String>> lines = lines(Corpus.lines(file).encoding(charset), 2);
            assertThat(lines)
                    .as(name)
                    .hasSize(6000)
                    .startsWith(List.of("Привет", "мир"), List.of("第", "二"));
        }
    }

    @Test
    void bytesThatAreNotTextAreNamedWithTheirLine() throws IOException {
        String good = "строка хорошая\n".repeat(700);
        byte[] bytes = (good + "bad \n" + good).getBytes(UTF_8);
        bytes[good.getBytes(UTF_8).length + 3] = (byte) 0xff;
        Path file = write("bad.txt", bytes);
        for (int threads : new int[] {1, 3}) {
            assertThatThrownBy(() -> lines(Corpus.lines(file).chunk(1000), threads))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("bad.txt: line 701: ")
                    .hasMessageContaining("--encoding");
        }
        Path utf16 = write("utf16.txt", "Привет\n".getBytes(UTF_16));
        assertThatThrownBy(() -> lines(Corpus.lines(utf16))).hasMessageContaining("line 1: ");
        assertThatThrownBy(() -> lines(Corpus.lines(file).encoding(Charset.forName("US-ASCII"))))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("bad.txt: line 1: the bytes are not US-ASCII");
    }

    @Test
    void linesCountFromEachFileAnew() throws IOException {
        Path first = write("1.txt", "a\nb\n");
        Path second = write("2.txt", new byte[] {'a', '\n', (byte) 0x80, '\n'});
        assertThatThrownBy(() -> lines(Corpus.lines(first, second).chunk(2)))
                .hasMessageContaining("2.txt: line 2: ");
    }

    @Test
    void chunksOfEverySizeGiveTheSameLines() throws IOException {
        String text = "one two\n\nдва слова\n中文 words, 3.14\r\n" + "last";
        Path file = write("a.txt", text);
        for (Tokens tokens : Tokens.values()) {
            List<List<String>> expected = SlowWords.lines(text, tokens, false);
            for (int size = 24; size < text.getBytes(UTF_8).length + 2; size++) {
                Corpus corpus = Corpus.lines(file).tokens(tokens).chunk(size);
                assertThat(lines(corpus)).as("chunks of %d", size).isEqualTo(expected);
            }
        }
    }

    @Test
    void aLongLineIsCutBetweenWords() throws IOException {
        String line = "слово word ".repeat(200);
        Path file = write("a.txt", line + "\nnext");
        for (int size = 30; size < 60; size++) {
            CollectingSink collected = new CollectingSink();
            Corpus.lines(file).chunk(size).read(2, collected::sink, ProgressListener.NONE);
            assertThat(collected.words()).isEqualTo(List.of((line + "next").split(" ")));
            assertThat(collected.chunks()).isGreaterThan(50);
        }
    }

    @Test
    void aLongLineWithoutSpacesIsCutBetweenCharacters() throws IOException {
        Path file = write("a.txt", "𠀀中文。汉字".repeat(100));
        for (int size = 7; size < 40; size++) {
            CollectingSink collected = new CollectingSink();
            Corpus.lines(file).chunk(size).read(1, collected::sink, ProgressListener.NONE);
            assertThat(String.join("", collected.words())).isEqualTo("𠀀中文汉字".repeat(100));
        }
    }

    @Test
    void aFieldOfJsonLinesIsRead() throws IOException {
        Path file =
                write(
                        "a.jsonl",
                        """
                        {"id": 1, "text": "One \\"two\\"\\nthree", "meta": {"title": "T1"}}

                        {"text": null, "meta": {"title": ["T2", "T3"]}}
                        {"meta.title": "T4", "text": "caf\\u00e9"}
                        """);
        CollectingSink collected = new CollectingSink();
        Reading reading =
                Corpus.lines(file).field("text").read(1, collected::sink, ProgressListener.NONE);
        assertThat(collected.lines())
                .containsExactly(List.of("One", "two", "three"), List.of("café"));
        assertThat(reading.notes())
                .containsExactly("1 of 3 records have no field \"text\" and were skipped");
        assertThat(lines(Corpus.lines(file).field("meta.title")))
                .containsExactly(List.of("T1"), List.of("T2", "T3"), List.of("T4"));
    }

    @Test
    void brokenJsonIsNamedWithItsLine() throws IOException {
        Path broken = write("a.jsonl", "{\"text\": \"a\"}\n\n{\"text\": \"b\"");
        assertThatThrownBy(() -> lines(Corpus.lines(broken).field("text")))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("a.jsonl: line 3: ");
        Path number = write("b.jsonl", "{\"text\": 7}");
        assertThatThrownBy(() -> lines(Corpus.lines(number).field("text")))
                .hasMessageContaining("b.jsonl: line 1: ")
                .hasMessageContaining("\"text\"");
    }

    @Test
    void aColumnOfATableIsRead() throws IOException {
        Path file =
                write(
                        "a.csv",
                        "\ufeffid,\"the text\",z\r\n1,\"a \"\"b\"\", c\nd\",2\r\n2,plain \"q\",\r\n\r\n3\r\n4,last,x");
        for (int size = 24; size < 100; size++) {
            CollectingSink collected = new CollectingSink();
            Reading reading =
                    Corpus.lines(file)
                            .field("the text")
                            .chunk(size)
                            .read(2, collected::sink, ProgressListener.NONE);
            assertThat(collected.lines())
                    .containsExactly(
                            List.of("a", "b", "c", "d"), List.of("plain", "q"), List.of("last"));
            assertThat(reading.notes())
                    .containsExactly("1 of 4 records have no field \"the text\" and were skipped");
        }
        Path tabs = write("b.tsv", "id\ttext\n1\tone, two\n");
        assertThat(lines(Corpus.lines(tabs).field("text"))).containsExactly(List.of("one", "two"));
    }

    @Test
    void brokenTablesAreNamedWithTheirLine() throws IOException {
        Path open = write("a.csv", "id,text\n1,\"a\nb\"\n2,\"never closed\n\n");
        assertThatThrownBy(() -> lines(Corpus.lines(open).field("text")))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("a.csv: line 4: ");
        Path after = write("b.csv", "id,text\n1,\"a\"b\n");
        assertThatThrownBy(() -> lines(Corpus.lines(after).field("text")))
                .hasMessageContaining("b.csv: line 2: ");
    }

    @Test
    void fieldsThatAreNowhereAreAnError() throws IOException {
        Path json = write("a.jsonl", "{\"body\": \"a\"}\n");
        assertThatThrownBy(() -> lines(Corpus.lines(json).field("text")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of 1 records has the field \"text\"");
        Path table = write("a.csv", "id,body\n1,a\n");
        assertThatThrownBy(() -> lines(Corpus.lines(table).field("text")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no column \"text\"; its columns are [id, body]");
        assertThatThrownBy(() -> lines(Corpus.lines(json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--field");
        Path plain = write("a.txt", "no fields here\n");
        assertThatThrownBy(() -> lines(Corpus.lines(plain).field("text")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.txt");
    }

    @Test
    void standardInputIsReadOnceAndItsFormatGuessed() throws IOException {
        byte[] json = "{\"text\": \"a b\"}\n".getBytes(UTF_8);
        Corpus corpus = Corpus.standardInput(new ByteArrayInputStream(json)).field("text");
        assertThat(lines(corpus)).containsExactly(List.of("a", "b"));
        assertThatThrownBy(() -> lines(corpus)).isInstanceOf(IllegalStateException.class);
        byte[] table = "id\ttext\n1\tone two\n".getBytes(UTF_8);
        assertThat(lines(Corpus.standardInput(new ByteArrayInputStream(table)).field("text")))
                .containsExactly(List.of("one", "two"));
    }

    @Test
    void sentencesAreTakenAsTheyAre() throws IOException {
        List<List<String>> sentences =
                List.of(List.of("New York", "a,b\n"), List.of(), List.of("É"));
        assertThat(lines(Corpus.ofSentences(sentences))).isEqualTo(sentences);
        assertThat(lines(Corpus.ofSentences(sentences).lowercase(true)))
                .containsExactly(List.of("new york", "a,b\n"), List.of(), List.of("é"));
        assertThatThrownBy(() -> lines(Corpus.ofSentences(List.of(List.of("a", "")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sentence 0");
    }

    @Test
    void halfOfASurrogatePairIsRefused() {
        assertThatThrownBy(() -> lines(Corpus.ofLines(List.of("a\ud83d"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("surrogate");
    }

    @Test
    void anyNumberOfThreadsGivesTheSameLines() throws IOException {
        List<String> texts = IntStream.range(0, 5000).mapToObj(i -> "line " + i + " ёж").toList();
        Path file = write("a.txt", String.join("\n", texts));
        List<List<String>> expected = lines(Corpus.lines(file));
        assertThat(expected).hasSize(5000);
        assertThat(lines(Corpus.lines(file).chunk(500), 7)).isEqualTo(expected);
        assertThat(lines(Corpus.ofLines(texts), 2)).isEqualTo(expected);
    }

    @Test
    void progressEndsAtTheWholeAndAStopIsObeyed() throws IOException {
        Path file = write("a.txt", "one two three\n".repeat(1000));
        List<Progress> heard = new ArrayList<>();
        Reading reading = Corpus.lines(file).read(2, new CollectingSink()::sink, heard::add);
        assertThat(reading.bytes()).isEqualTo(14_000);
        assertThat(heard.getLast()).isEqualTo(new Progress("counting", 14_000, 14_000, "bytes"));
        ProgressListener stopping =
                new ProgressListener() {
                    @Override
                    public void update(Progress progress) {}

                    @Override
                    public boolean stopRequested() {
                        return true;
                    }
                };
        assertThatThrownBy(() -> Corpus.lines(file).read(2, new CollectingSink()::sink, stopping))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void theDescriptionIsJson() {
        Json description = Json.parse(Corpus.ofLines(List.of()).lowercase(true).description());
        assertThat(description)
                .hasToString("{\"tokens\":\"words\",\"lowercase\":true,\"normalization\":\"NFC\"}");
        assertThat(Corpus.ofSentences(List.of()).description())
                .isEqualTo("{\"tokens\":\"given\",\"lowercase\":false}");
    }
}
