package dev.akin.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIndexerTest {
    @TempDir Path temporary;
    private final WordHashEncoder encoder = new WordHashEncoder(16, 1);
    private Path notes;
    private DocumentIndex index;

    @BeforeEach
    void open() throws IOException {
        notes = temporary.resolve("notes");
        Files.createDirectories(notes.resolve("deep"));
        index =
                DocumentIndex.create(
                        temporary.resolve("c"), CollectionOptions.forEncoder(encoder).build());
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    private IndexingReport index(Path... inputs) throws IOException {
        return FileIndexer.index(
                index, encoder, List.of(inputs), IndexingOptions.DEFAULT, ProgressListener.NONE);
    }

    private List<Hit> ask(String question) throws IOException {
        return index.search(SearchRequest.ofText(question).encodedBy(encoder));
    }

    @Test
    void bringsInWhatIsNewOrChangedAndRemovesWhatIsGone() throws IOException {
        Path a = Files.writeString(notes.resolve("a.md"), "# Billing\nWe bill on Mondays.\n");
        Path b = Files.writeString(notes.resolve("deep/b.txt"), "Пароль сбрасывают на почте.");
        Files.writeString(notes.resolve("image.png"), "no text");
        Files.writeString(notes.resolve(".hidden.md"), "hidden");

        IndexingReport first = index(notes);
        assertThat(first).isEqualTo(new IndexingReport(2, 2, 0, 0, 2, List.of()));
        Hit hit = ask("When do we bill?").getFirst();
        assertThat(hit.id()).isEqualTo(a + "#1");
        assertThat(Place.of(hit.metadata()))
                .isEqualTo(new Place(a.toString(), 0, 1, 0, 29, "Billing"))
                .hasToString(a + ":1");
        assertThat(index.count(Filter.parse("lang = \"ru\" and type = \"txt\""))).isEqualTo(1);
        assertThat(index.count(Filter.parse("year >= 2024"))).isEqualTo(2);

        int encoded = encoder.encoded();
        assertThat(index(notes)).isEqualTo(new IndexingReport(2, 0, 2, 0, 0, List.of()));
        assertThat(encoder.encoded()).isEqualTo(encoded);

        Files.writeString(a, "# Billing\nWe bill on Fridays.\n# More\nWords.\n");
        Files.delete(b);
        assertThat(index(notes)).isEqualTo(new IndexingReport(1, 1, 0, 1, 2, List.of()));
        assertThat(index.count()).isEqualTo(2);
        assertThat(ask("Mondays")).hasSize(2).noneMatch(h -> h.text().contains("Mondays"));
        Files.writeString(a, "Short.");
        assertThat(index(notes).indexed()).isEqualTo(1);
        assertThat(index.count()).isEqualTo(1);
    }

    @Test
    void onlyWhatWasGivenIsRemoved() throws IOException {
        Path a = Files.writeString(notes.resolve("a.md"), "One.");
        Path b = Files.writeString(notes.resolve("b.md"), "Two.");
        index(a, b);
        Files.delete(b);

        assertThat(index(a).removed()).isZero();
        assertThat(index.count()).isEqualTo(2);
        assertThat(index(notes).removed()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsLeftOutAndReported() throws IOException {
        Path good =
                Files.writeString(notes.resolve("good.jsonl"), "{\"text\":\"Fine.\",\"n\":1}\n");
        Path bad = Files.write(notes.resolve("bad.txt"), new byte[] {(byte) 0xff});
        Path kind =
                Files.writeString(notes.resolve("kind.jsonl"), "{\"text\":\"Odd.\",\"n\":\"x\"}\n");

        IndexingReport report = index(notes, good);

        assertThat(report.indexed()).isEqualTo(1);
        assertThat(report.skipped().stream().map(IndexingReport.Skipped::path))
                .containsExactlyInAnyOrder(bad.toString(), kind.toString());
        assertThat(report.skipped().getLast().reason()).hasMessageContaining("n is a number");
        assertThat(index.ids(Filter.parse("exists path"))).containsExactly(good + "#1");
    }

    @Test
    void recordsOfOneIdTakeEachOthersPlace() throws IOException {
        Path file = notes.resolve("a.csv");
        Files.writeString(file, "key,body\nk1,First words\nk2,Second words\n");
        IndexingOptions options =
                new IndexingOptions(ChunkOptions.DEFAULT, new RecordFields("body", "key"));
        FileIndexer.index(index, encoder, List.of(file), options, ProgressListener.NONE);

        assertThat(index.ids(Filter.parse("exists path"))).containsExactly("k1", "k2");
        assertThat(index.get("k2").orElseThrow().text()).isEqualTo("Second words");
    }

    @Test
    void stoppedItKeepsWhatItDid() throws IOException {
        for (int i = 0; i < 5; i++) {
            Files.writeString(notes.resolve(i + ".txt"), "Sentence. ".repeat(30_000));
        }
        ProgressListener impatient =
                new ProgressListener() {
                    private boolean stop;

                    @Override
                    public void update(Progress progress) {
                        stop = progress.done() * 2 > progress.total();
                    }

                    @Override
                    public boolean stopRequested() {
                        return stop;
                    }
                };

        assertThatThrownBy(() ->
                        FileIndexer.index(
                                index, encoder, List.of(notes), IndexingOptions.DEFAULT, impatient))
                .isInstanceOf(CancellationException.class);
        assertThat(index(notes).unchanged()).isEqualTo(3);
    }

    @Test
    void anotherEncoderOrAMissingInputIsRefused() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        FileIndexer.index(
                                index,
                                new WordHashEncoder(16, 2),
                                List.of(notes),
                                IndexingOptions.DEFAULT,
                                ProgressListener.NONE))
                .withMessageContaining("hash-1 (hash16x1)");
        assertThatThrownBy(() -> index(notes.resolve("nothing")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
