package dev.akin.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaIndexerTest {
    /// A vector from what stands in a file: two numbers.
    private record Numbers(String fingerprint) implements FileEncoder {
        @Override
        public String contents() {
            return "pictures";
        }

        @Override
        public boolean reads(Path file) {
            return file.toString().endsWith(".pic");
        }

        @Override
        public List<Outcome> outcomes(List<? extends Path> files) {
            return files.stream().map(Numbers::outcome).toList();
        }

        private static Outcome outcome(Path file) {
            try {
                String[] numbers = Files.readString(file).split(" ", -1);
                return numbers.length == 2
                        ? Outcome.of(
                                new float[] {
                                    Float.parseFloat(numbers[0]), Float.parseFloat(numbers[1])
                                })
                        : Outcome.failed(MalformedFileException.atByte(file, 0, "no picture"));
            } catch (IOException e) {
                return Outcome.failed(e);
            }
        }

        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public Similarity similarity() {
            return Similarity.COSINE;
        }

        @Override
        public void close() {}
    }

    @TempDir Path temporary;
    private final FileEncoder encoder = new Numbers("f1");
    private Path photos;
    private DocumentIndex index;

    @BeforeEach
    void open() throws IOException {
        photos = temporary.resolve("photos");
        Files.createDirectories(photos.resolve("deep"));
        index =
                DocumentIndex.create(
                        temporary.resolve("c"), CollectionOptions.forEncoder(encoder).build());
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    private IndexingReport index() throws IOException {
        return MediaIndexer.index(index, encoder, List.of(photos), ProgressListener.NONE);
    }

    private List<String> like(float... vector) throws IOException {
        return index
                .search(
                        SearchRequest.builder()
                                .vector(vector)
                                .fingerprint("f1")
                                .mode(SearchMode.VECTOR)
                                .build())
                .stream()
                .map(Hit::id)
                .toList();
    }

    @Test
    void keepsTheCollectionAsTheFilesAre() throws IOException {
        Path a = Files.writeString(photos.resolve("a.pic"), "1 0");
        Path b = Files.writeString(photos.resolve("deep/b.pic"), "0 1");
        Files.writeString(photos.resolve("notes.txt"), "5 5");

        assertThat(index()).isEqualTo(new IndexingReport(2, 2, 0, 0, 2, List.of()));
        assertThat(like(2, 1)).containsExactly(a.toString(), b.toString());
        assertThat(index()).isEqualTo(new IndexingReport(2, 0, 2, 0, 0, List.of()));

        Files.writeString(a, "-1 0");
        Files.delete(b);
        assertThat(index()).isEqualTo(new IndexingReport(1, 1, 0, 1, 1, List.of()));
        assertThat(like(-1, 0)).containsExactly(a.toString());
        assertThat(index.count()).isEqualTo(1);
    }

    @Test
    void documentsKnowTheirFiles() throws IOException {
        Path a = Files.writeString(photos.resolve("a.pic"), "1 0");
        index();
        Document document = index.get(a.toString()).orElseThrow();

        assertThat(document.text()).isEmpty();
        assertThat(document.metadata().get("type")).hasToString("\"pic\"");
        assertThat(document.metadata().get("bytes")).hasToString("3");
        assertThat(document.metadata()).containsKeys("path", "modified", "year");
        assertThat(index.count(Filter.parse("type = \"pic\" and bytes < 4"))).isEqualTo(1);
    }

    @Test
    void aFileIsGivenAsLongAsItIsTheOneThatWasIndexed() throws IOException {
        Path a = Files.writeString(photos.resolve("a.pic"), "1 0");
        index();
        Document document = index.get(a.toString()).orElseThrow();

        assertThat(MediaIndexer.file(document)).contains(a.toRealPath());
        Document other =
                document.toBuilder()
                        .put("path", Files.writeString(photos.resolve("b"), "?").toString())
                        .build();
        assertThat(MediaIndexer.file(other)).isEmpty();
        assertThat(MediaIndexer.file(Document.builder("x").text("none").build())).isEmpty();
        Files.writeString(a, "0 1");
        assertThat(MediaIndexer.file(document)).isEmpty();
        Files.delete(a);
        assertThat(MediaIndexer.file(document)).isEmpty();
    }

    @Test
    void whatIsBrokenIsReportedAndStaysAsItWas() throws IOException {
        Path a = Files.writeString(photos.resolve("a.pic"), "1 0");
        index();
        Files.writeString(a, "broken");
        IndexingReport report = index();

        assertThat(report.indexed()).isZero();
        assertThat(report.removed()).isZero();
        assertThat(report.skipped()).hasSize(1);
        assertThat(report.skipped().getFirst().reason()).hasMessageContaining("no picture");
        assertThat(like(1, 0)).containsExactly(a.toString());
    }

    @Test
    void vectorsOfAnotherEncoderAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        MediaIndexer.index(
                                index, new Numbers("f2"), List.of(photos), ProgressListener.NONE))
                .withMessageContaining("f2");
    }
}
