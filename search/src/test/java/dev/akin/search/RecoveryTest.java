package dev.akin.search;

import static dev.akin.search.Samples.vector;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills processes that write a collection, and looks for what they had been told was kept.
class RecoveryTest {
    private static final int KILLS = 50;

    @TempDir Path temporary;

    /// What the killed processes run: puts documents one by one or by the batch, deletes some, and says which it was told
    /// are kept.
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            int next = Integer.parseInt(arguments[1]);
            Random random = new Random(next);
            try (DocumentIndex index = DocumentIndex.open(Path.of(arguments[0]))) {
                System.out.println("open");
                while (true) {
                    List<Document> documents =
                            Samples.documents(Samples.vectors(1 + random.nextInt(30), 8, next));
                    int from = next;
                    index.upsert(
                            documents.stream()
                                    .map(d -> numbered(d, from + (int) number(d)))
                                    .toList());
                    next += documents.size();
                    System.out.println(next);
                    if (random.nextInt(10) == 0) {
                        index.delete(List.of("d" + (next - 1)));
                        System.out.println("-" + (next - 1));
                    }
                    if (random.nextInt(20) == 0) {
                        index.flush();
                    }
                }
            }
        }

        private static double number(Document document) {
            return Double.parseDouble(document.metadata().get("n") + "");
        }

        private static Document numbered(Document document, int number) {
            return Document.builder("d" + number)
                    .text(document.text())
                    .put("n", number)
                    .vector(document.vectors().getFirst())
                    .build();
        }
    }

    @Test
    void everyAcknowledgedDocumentIsFoundAfterAKillAtAnyMoment() throws Exception {
        Path folder = temporary.resolve("c");
        DocumentIndex.create(folder, CollectionOptions.of(8)).close();
        Random random = new Random(42);
        Set<Integer> deleted = new HashSet<>();
        int kept = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = start(folder, kept);
            try (BufferedReader said = writer.inputReader()) {
                assertThat(said.readLine()).isEqualTo("open");
                TimeUnit.MILLISECONDS.sleep(random.nextInt(120));
                // Process.destroyForcibly would close the stream, with what is still to be read
                // from it.
                writer.toHandle().destroyForcibly();
                int first = kept;
                for (String line; (line = said.readLine()) != null; ) {
                    if (line.startsWith("-")) {
                        deleted.add(Integer.parseInt(line.substring(1)));
                    } else {
                        kept = Integer.parseInt(line);
                    }
                }
                writer.waitFor();
                kept = look(folder, first, kept, deleted);
            }
        }
        assertThat(kept).isGreaterThan(KILLS);
        try (DocumentIndex index = DocumentIndex.openReadOnly(folder)) {
            for (int i = 0; i < kept; i++) {
                assertThat(index.get("d" + i).isPresent())
                        .as("d" + i)
                        .isNotEqualTo(deleted.contains(i));
            }
        }
    }

    /// What was not acknowledged may be there or not; of the last one it is not known whether its deletion was.
    private static int look(Path folder, int first, int kept, Set<Integer> deleted)
            throws IOException {
        try (DocumentIndex index = DocumentIndex.openReadOnly(folder)) {
            for (int i = first; i < kept - 1; i++) {
                assertThat(index.get("d" + i).isPresent())
                        .as("d" + i)
                        .isNotEqualTo(deleted.contains(i));
            }
            int next = kept;
            while (index.get("d" + next).isPresent()) {
                next++;
            }
            if (kept > 0 && index.get("d" + (kept - 1)).isEmpty()) {
                deleted.add(kept - 1);
            }
            return next;
        }
    }

    private static Process start(Path folder, int from) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void aCollectionWhoseWriterDiedBeforeItsFirstDocumentOpens() throws IOException {
        Path folder = temporary.resolve("c");
        DocumentIndex.create(folder, CollectionOptions.of(2)).close();
        Files.writeString(folder.resolve("holder.json"), "{\"pid\":1}");

        try (DocumentIndex index = DocumentIndex.open(folder)) {
            index.upsert(List.of(Document.builder("a").vector(vector(1, 0)).build()));
            assertThat(index.count()).isEqualTo(1);
        }
    }
}
