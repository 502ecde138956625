package dev.akin.search;

import dev.akin.Progress;
import dev.akin.ProgressListener;
import dev.akin.embeddings.TextEncoder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;

/// Brings files into a collection, cut into passages, and keeps it as the files are: what has not changed since is not
/// encoded again, and files that are gone are removed.
///
/// A passage is a document of the id `PATH#N`, or that of its record. Its metadata are those of its record, and: `path`;
/// `title`, `heading`, `page` and `line` where there are such; `type`, the file's ending; `lang`, unless a record says
/// it, guessed for English, Chinese and Russian; `modified`, the day (`2026-01-31`), and `year`, unless a record says it.
/// Names that begin with `_` are for keeping track.
public final class FileIndexer {
    static final String PATH = "path";
    static final String HEADING = "heading";
    static final String PAGE = "page";
    static final String LINE = "line";
    static final String FROM = "_from";
    static final String TO = "_to";
    static final String DIGEST = "_digest";
    static final String PARTS = "_parts";

    /// Passages that are encoded together: enough to keep all threads at work.
    private static final int BATCH = 256;

    private static final long LARGEST = 1L << 30;

    private final DocumentStore store;
    private final TextEncoder encoder;
    private final Passages passages;
    private final ProgressListener listener;

    private final Map<String, Known> known = new HashMap<>();
    private final List<Passages.Cut> waiting = new ArrayList<>();
    private final List<IndexingReport.Skipped> skipped = new ArrayList<>();
    private int waitingPassages;
    private int indexed;
    private int unchanged;
    private long encoded;

    /// What the collection has of a file.
    private static final class Known {
        private final Set<String> digests = new HashSet<>();
        private long found;
        private long parts;

        boolean is(String digest) {
            return digests.size() == 1 && digests.contains(digest) && found == parts;
        }
    }

    private FileIndexer(
            DocumentStore store,
            TextEncoder encoder,
            IndexingOptions options,
            ProgressListener listener) {
        this.store = store;
        this.encoder = encoder;
        this.passages = new Passages(encoder, options);
        this.listener = listener;
    }

    /// Brings files into a collection. A folder stands for all files in it and below that can be read; files of another
    /// ending, given by name, are read as text.
    ///
    /// What cannot be read is left out and reported; what the collection has of it stays. Asked to stop, it stops between
    /// two files; what it did so far lasts.
    ///
    /// @throws IllegalArgumentException if the collection holds the vectors of another encoder
    /// @throws java.nio.file.NoSuchFileException if an input is not there
    /// @throws CancellationException if the listener asked to stop
    public static IndexingReport index(
            DocumentStore store,
            TextEncoder encoder,
            List<Path> inputs,
            IndexingOptions options,
            ProgressListener listener)
            throws IOException {
        new Checks(store.options(), Map.of()).check(encoder);
        return new FileIndexer(store, encoder, options, listener).run(InputFiles.find(inputs));
    }

    /// Whether a file's ending is one of those that are read from folders.
    public static boolean reads(Path file) {
        return SourceReader.reads(file);
    }

    private IndexingReport run(InputFiles inputs) throws IOException {
        skipped.addAll(inputs.skipped());
        know();
        long total = 0;
        for (Path file : inputs.files()) {
            total += Files.size(file);
        }
        long done = 0;
        for (Path file : inputs.files()) {
            stopIfAsked();
            long size = Files.exists(file) ? Files.size(file) : 0;
            file(file);
            done = Math.min(total, done + size);
            listener.update(new Progress("indexing", done, total, "bytes"));
        }
        put();
        int removed = remove(inputs);
        store.flush();
        listener.update(new Progress("indexing", total, total, "bytes"));
        return new IndexingReport(
                inputs.files().size(), indexed, unchanged, removed, encoded, skipped);
    }

    private void stopIfAsked() {
        if (listener.stopRequested()) {
            throw new CancellationException(
                    "stopped after " + (indexed + unchanged) + " files, which are kept");
        }
    }

    private void know() throws IOException {
        store.values(List.of(PATH, DIGEST, PARTS))
                .forEach((values, count) -> {
                    Known file = known.computeIfAbsent(values.getFirst(), path -> new Known());
                    file.digests.add(values.get(1));
                    file.found += count;
                    file.parts = Long.parseLong(values.get(2));
                });
    }

    private void file(Path file) throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new FileSystemException(
                        file.toString(), null, "larger than 1 GB; cut it into several files");
            }
            byte[] bytes = Files.readAllBytes(file);
            String digest = passages.digest(file, bytes);
            Known before = known.get(file.toString());
            if (before != null && before.is(digest)) {
                unchanged++;
                return;
            }
            Passages.Cut cut = passages.cut(file, bytes, digest);
            if (before == null && cut.documents().isEmpty()) {
                unchanged++;
                return;
            }
            waiting.add(cut);
            waitingPassages += cut.documents().size();
        } catch (IOException e) {
            skipped.add(new IndexingReport.Skipped(file.toString(), e));
        }
        if (waitingPassages >= BATCH) {
            put();
        }
    }

    private void put() throws IOException {
        List<Document> documents = new ArrayList<>();
        waiting.forEach(cut -> documents.addAll(cut.documents()));
        List<Document> vectors = new ArrayList<>();
        for (int from = 0; from < documents.size(); from += BATCH) {
            stopIfAsked();
            int to = Math.min(documents.size(), from + BATCH);
            vectors.addAll(Document.encode(documents.subList(from, to), encoder));
        }
        int next = 0;
        for (Passages.Cut cut : waiting) {
            int end = next + cut.documents().size();
            put(cut, vectors.subList(next, end));
            next = end;
        }
        waiting.clear();
        waitingPassages = 0;
    }

    /// First what is new, then away with what is old: at no moment a file that had been there is missing.
    private void put(Passages.Cut cut, List<Document> documents) throws IOException {
        try {
            store.upsert(documents);
        } catch (IllegalArgumentException e) {
            skipped.add(
                    new IndexingReport.Skipped(
                            cut.path(), new IOException(cut.path() + ": " + e.getMessage(), e)));
            return;
        }
        if (known.containsKey(cut.path())) {
            store.delete(
                    Filter.parse(
                            PATH
                                    + " = "
                                    + Filter.quote(cut.path())
                                    + " and "
                                    + DIGEST
                                    + " != "
                                    + Filter.quote(cut.digest())));
        }
        indexed++;
        encoded += documents.size();
    }

    private int remove(InputFiles inputs) throws IOException {
        Set<String> present = new HashSet<>();
        inputs.files().forEach(file -> present.add(file.toString()));
        int removed = 0;
        for (String path : known.keySet()) {
            if (!present.contains(path) && inputs.covers(path)) {
                store.delete(Filter.parse(PATH + " = " + Filter.quote(path)));
                removed++;
            }
        }
        return removed;
    }
}
