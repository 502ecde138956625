package dev.akin.search;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.FileEncoder;
import dev.akin.text.Digest;
import dev.akin.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/// Brings pictures or sounds into a collection, each file a document of one vector and no text, and keeps it as the files are:
/// what has not changed since is not encoded again, and files that are gone are removed.
///
/// A document's id is the file's absolute path. Its metadata are `path`; `type`, the file's ending; `bytes`, its size;
/// `modified`, the day (`2026-01-31`), and `year`.
public final class MediaIndexer {
    /// Files that are encoded together: enough to keep all threads at work.
    private static final int BATCH = 64;

    private static final int DIGEST_BYTES = 16;

    private final DocumentStore store;
    private final FileEncoder encoder;
    private final ProgressListener listener;
    private final Map<String, String> known = new HashMap<>();
    private final Map<Path, String> waiting = new LinkedHashMap<>();
    private final List<IndexingReport.Skipped> skipped = new ArrayList<>();
    private int indexed;
    private int unchanged;

    private MediaIndexer(DocumentStore store, FileEncoder encoder, ProgressListener listener) {
        this.store = store;
        this.encoder = encoder;
        this.listener = listener;
    }

    /// Brings files into a collection. A folder stands for all files in it and below that the encoder
    /// [reads][FileEncoder#reads(Path)].
    ///
    /// What cannot be read is left out and reported; what the collection has of it stays. Asked to stop, it stops between
    /// files; what it did so far lasts.
    ///
    /// @throws IllegalArgumentException if the collection holds the vectors of another encoder
    /// @throws java.nio.file.NoSuchFileException if an input is not there
    /// @throws CancellationException if the listener asked to stop
    public static IndexingReport index(
            DocumentStore store, FileEncoder encoder, List<Path> inputs, ProgressListener listener)
            throws IOException {
        new Checks(store.options(), Map.of()).check(encoder);
        return new MediaIndexer(store, encoder, listener)
                .run(InputFiles.find(inputs, encoder::reads));
    }

    /// The file that a document was made of; empty if it is gone, or is not the one any more whose digest the document bears. Whoever
    /// writes a path into a document, but does not know what lies there, gets nothing by it.
    ///
    /// @return without links
    public static Optional<Path> file(Document document) throws IOException {
        String path = text(document, FileIndexer.PATH);
        String digest = text(document, FileIndexer.DIGEST);
        try {
            Path file = Path.of(path).toRealPath();
            return Files.isRegularFile(file) && digest.equals(digest(file))
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (FileSystemException | InvalidPathException e) {
            return Optional.empty(); // It is not there, or nobody may read it.
        }
    }

    private static String text(Document document, String field) {
        return document.metadata().get(field) instanceof Json.Str(String text) ? text : "";
    }

    private static String digest(Path file) throws IOException {
        Digest digest = Digest.sha256();
        byte[] block = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(block); read > 0; read = in.read(block)) {
                digest.add(block, read);
            }
        }
        return digest.hex(DIGEST_BYTES);
    }

    private IndexingReport run(InputFiles inputs) throws IOException {
        store.values(List.of(FileIndexer.PATH, FileIndexer.DIGEST))
                .forEach((values, _) -> known.put(values.getFirst(), values.get(1)));
        skipped.addAll(inputs.skipped());
        int total = inputs.files().size();
        int done = 0;
        for (Path file : inputs.files()) {
            look(file);
            done++;
            if (waiting.size() == BATCH || done == total) {
                stopIfAsked();
                put();
                listener.update(new Progress("indexing", done, total, encoder.contents()));
            }
        }
        int removed = remove(inputs);
        store.flush();
        return new IndexingReport(total, indexed, unchanged, removed, indexed, skipped);
    }

    private void stopIfAsked() {
        if (listener.stopRequested()) {
            throw new CancellationException(
                    "stopped after " + (indexed + unchanged) + " files, which are kept");
        }
    }

    private void look(Path file) {
        try {
            String digest = digest(file);
            if (digest.equals(known.get(file.toString()))) {
                unchanged++;
            } else {
                waiting.put(file, digest);
            }
        } catch (IOException e) {
            skipped.add(new IndexingReport.Skipped(file.toString(), e));
        }
    }

    private void put() throws IOException {
        List<Path> files = List.copyOf(waiting.keySet());
        List<FileEncoder.Outcome> outcomes = encoder.outcomes(files);
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            IOException failure = outcomes.get(i).failure();
            if (failure == null) {
                documents.add(document(files.get(i), outcomes.get(i)));
            } else {
                skipped.add(new IndexingReport.Skipped(files.get(i).toString(), failure));
            }
        }
        store.upsert(documents);
        indexed += documents.size();
        waiting.clear();
    }

    private Document document(Path file, FileEncoder.Outcome outcome) throws IOException {
        LocalDate modified =
                LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
        Document.Builder document =
                Document.builder(file.toString())
                        .fingerprint(encoder.fingerprint())
                        .put(FileIndexer.PATH, file.toString())
                        .put("type", SourceReader.ending(file))
                        .put("bytes", (double) Files.size(file))
                        .put("modified", modified.toString())
                        .put("year", modified.getYear())
                        .put(FileIndexer.DIGEST, waiting.getOrDefault(file, ""));
        outcome.vectors().values().forEach(document::vector);
        return document.build();
    }

    private int remove(InputFiles inputs) throws IOException {
        Set<String> present = new HashSet<>();
        inputs.files().forEach(file -> present.add(file.toString()));
        int removed = 0;
        for (String path : known.keySet()) {
            if (!present.contains(path) && inputs.covers(path)) {
                store.delete(Filter.parse(FileIndexer.PATH + " = " + Filter.quote(path)));
                removed++;
            }
        }
        return removed;
    }
}
