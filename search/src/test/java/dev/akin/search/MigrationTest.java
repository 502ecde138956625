package dev.akin.search;

import static dev.akin.search.Samples.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {
    private static final String[] WORDS = {
        "apple", "brick", "cloud", "dance", "eagle", "flute", "grape", "house", "igloo", "jelly"
    };

    @TempDir Path temporary;
    private final WordHashEncoder old = new WordHashEncoder(16, 1);
    private final WordHashEncoder fresh = new WordHashEncoder(24, 2);

    private Path folder() {
        return temporary.resolve("c");
    }

    private DocumentIndex create(int documents) throws IOException {
        DocumentIndex index =
                DocumentIndex.create(folder(), CollectionOptions.forEncoder(old).build());
        Random random = new Random(3);
        List<Document> all = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 6; word++) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            all.add(Document.builder("d" + i).text(text.toString()).put("n", i).build());
        }
        index.upsert(Document.encode(all, old));
        return index;
    }

    private static List<String> ask(DocumentIndex index, WordHashEncoder encoder, String question)
            throws IOException {
        return ids(
                index.search(
                        SearchRequest.builder()
                                .text(question)
                                .mode(SearchMode.VECTOR)
                                .build()
                                .encodedBy(encoder)));
    }

    /// Asks to stop once `documents` are through a phase.
    private static ProgressListener stoppingAt(String phase, int documents) {
        return new ProgressListener() {
            private boolean stop;

            @Override
            public void update(Progress progress) {
                stop |= progress.phase().equals(phase) && progress.done() >= documents;
            }

            @Override
            public boolean stopRequested() {
                return stop;
            }
        };
    }

    @Test
    void theCollectionIsOfTheNewEncoderAfterwards() throws IOException {
        try (DocumentIndex index = create(600)) {
            MigrationReport report = index.migrate(fresh, fresh.name(), ProgressListener.NONE);

            assertThat(report.documents()).isEqualTo(600);
            assertThat(report.sampled()).isEqualTo(600);
            assertThat(report.recall()).isBetween(0.8, 1.0);
            assertThat(report.encoded()).isEqualTo(600);
            assertThat(report.mapped()).isZero();
            CollectionInfo info = index.info();
            assertThat(info.options().encoder()).isEqualTo(EncoderTag.of(fresh));
            assertThat(info.options().dimension()).isEqualTo(24);
            assertThat(info.migration()).isNull();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ask(index, old, "apple"))
                    .withMessageContaining("hash-2");
        }
        assertThat(Files.exists(folder().resolve("index-0"))).isFalse();
        try (DocumentIndex index = DocumentIndex.open(folder())) {
            Document some = index.get("d17").orElseThrow();
            assertThat(ask(index, fresh, some.text())).contains("d17");
            assertThat(some.fingerprint()).isEqualTo(fresh.fingerprint());
            assertThat(index.migrate(fresh, fresh.name(), ProgressListener.NONE).encoded())
                    .isZero();
        }
    }

    @Test
    void bothAreServedMeanwhileAndItGoesOnWhereItStopped() throws IOException {
        String text;
        try (DocumentIndex index = create(600)) {
            text = index.get("d5").orElseThrow().text();
            assertThatThrownBy(
                            () -> index.migrate(fresh, fresh.name(), stoppingAt("encoding", 256)))
                    .isInstanceOf(CancellationException.class);

            MigrationReport.State state = Objects.requireNonNull(index.info().migration());
            assertThat(state.left()).isEqualTo(600 - 256);
            assertThat(state.from()).isEqualTo(EncoderTag.of(old));
            assertThat(ask(index, old, text)).hasSize(10).contains("d5");
            assertThat(ask(index, fresh, text)).contains("d5");
            assertThatIllegalStateException()
                    .isThrownBy(() ->
                            index.migrate(
                                    new WordHashEncoder(8, 3), "third", ProgressListener.NONE))
                    .withMessageContaining("moving to hash-2");
            index.delete(List.of("d599"));
            index.upsert(
                    Document.encode(
                            List.of(Document.builder("d598").text("flute flute").build()), fresh));
        }
        try (DocumentIndex index = DocumentIndex.open(folder())) {
            assertThat(ask(index, old, text)).contains("d5");
            MigrationReport report = index.migrate(fresh, fresh.name(), ProgressListener.NONE);

            assertThat(report.recall()).isBetween(0.8, 1.0);
            assertThat(report.encoded()).isBetween(300L, 600L - 256);
            assertThat(index.count()).isEqualTo(599);
            assertThat(index.get("d599")).isEmpty();
            assertThat(ask(index, fresh, "flute").getFirst()).isEqualTo("d598");
        }
    }

    @Test
    void stoppedBeforeTheChangeOverNothingHasChanged() throws IOException {
        try (DocumentIndex index = create(600)) {
            assertThatThrownBy(() -> index.migrate(fresh, fresh.name(), stoppingAt("mapping", 256)))
                    .isInstanceOf(CancellationException.class);

            assertThat(index.info().migration()).isNull();
            assertThat(ask(index, old, "apple")).isNotEmpty();
        }
        DocumentIndex.open(folder()).close();
        assertThat(Files.exists(folder().resolve("index-1"))).isFalse();
    }

    @Test
    void aFewDocumentsAreEncodedAtOnce() throws IOException {
        try (DocumentIndex index = create(10)) {
            MigrationReport report = index.migrate(fresh, fresh.name(), ProgressListener.NONE);

            assertThat(report.recall()).isNaN();
            assertThat(report.encoded()).isEqualTo(10);
            assertThat(ask(index, fresh, index.get("d3").orElseThrow().text())).contains("d3");
        }
    }

    @Test
    void whatCannotBeEncodedStaysMapped() throws IOException {
        try (DocumentIndex index = create(100)) {
            float[] vector = old.encode("grape igloo");
            index.upsert(
                    List.of(
                            Document.builder("several")
                                    .text("words")
                                    .vector(vector)
                                    .vector(old.encode("dance"))
                                    .fingerprint(old.fingerprint())
                                    .build(),
                            Document.builder("bare")
                                    .vector(vector)
                                    .fingerprint(old.fingerprint())
                                    .build()));

            MigrationReport report = index.migrate(fresh, fresh.name(), ProgressListener.NONE);

            assertThat(report.mapped()).isEqualTo(2);
            assertThat(report.encoded()).isEqualTo(100);
            assertThat(ask(index, fresh, "grape igloo")).contains("several", "bare");
            assertThat(index.get("several").orElseThrow().vectors()).hasSize(2);
        }
    }

    @Test
    void aSnapshotOfAMigrationOpensByItself() throws IOException {
        Path snapshot = temporary.resolve("snapshot");
        try (DocumentIndex index = create(600)) {
            assertThatThrownBy(
                            () -> index.migrate(fresh, fresh.name(), stoppingAt("encoding", 256)))
                    .isInstanceOf(CancellationException.class);
            index.snapshot(snapshot);
        }
        try (DocumentIndex copy = DocumentIndex.open(snapshot)) {
            assertThat(copy.migrate(fresh, fresh.name(), ProgressListener.NONE).encoded())
                    .isEqualTo(344);
        }
    }
}
