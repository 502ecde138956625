package dev.akin.search;

import dev.akin.embeddings.TextEncoder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/// A collection: documents in a folder, found by their words, their vectors, or both. Thread-safe.
///
/// One process at a time has it open for writing; any number may read beside it what it had committed when they opened
/// or last asked. What is written is found by the next search of the same object, and lasts when the call returns,
/// whatever happens to the process then: changes are first kept in a log on the disk.
///
/// A method that finds the collection closed throws an [IllegalStateException].
public final class DocumentIndex implements AutoCloseable {
    /// Documents go into the log in pieces, so that a piece is far from the 2 GB of an array.
    private static final int PIECE = 256;

    private final Path folder;
    private final TextAnalysis analysis = new TextAnalysis();
    private final Rows rows;
    private final LuceneIndex index;
    private final @Nullable Writing writing;
    private final Object monitor = new Object();
    private volatile Settings settings;
    private volatile boolean closed;

    private DocumentIndex(Path folder, Settings settings, @Nullable WriterLock lock)
            throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.rows = new Rows(settings.options().similarity(), analysis);
        Path lucene = indexFolder(folder, settings);
        if (lock == null) {
            this.index = LuceneIndex.openReadOnly(lucene);
            this.writing = null;
        } else {
            long committed = LuceneIndex.committedLog(lucene);
            this.index = LuceneIndex.open(lucene, settings.options().quantization(), analysis);
            try {
                this.writing = Writing.begin(folder, index, lock, committed, this::apply);
            } catch (IOException | RuntimeException e) {
                index.close();
                throw e;
            }
        }
    }

    private static Path indexFolder(Path folder, Settings settings) {
        return folder.resolve("index-" + settings.generation());
    }

    /// Makes a collection in a folder that does not exist, or is empty, and opens it for writing.
    ///
    /// @throws FileAlreadyExistsException if there is something in the folder
    public static DocumentIndex create(Path folder, CollectionOptions options) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    throw new FileAlreadyExistsException(
                            folder.toString(),
                            null,
                            Settings.in(folder)
                                    ? "the collection exists already"
                                    : "the folder is not empty");
                }
            }
        }
        Files.createDirectories(folder);
        new Settings(options, 0, Map.of()).write(folder);
        return open(folder);
    }

    /// Opens a collection for writing, and makes the changes again that a crash left in its log.
    ///
    /// @throws CollectionInUseException if it is open for writing already, here or in another process
    /// @throws java.nio.file.NoSuchFileException if there is no collection
    /// @throws dev.akin.MalformedFileException if its files are damaged
    public static DocumentIndex open(Path folder) throws IOException {
        Settings.read(folder); // A folder that holds no collection gets no lock, either.
        WriterLock lock = WriterLock.take(folder);
        try {
            return new DocumentIndex(folder, Settings.read(folder), lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Opens what its writer has committed, for reading only. Where there is no writer, what a crash left in the log is
    /// brought into the index first.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is no collection
    public static DocumentIndex openReadOnly(Path folder) throws IOException {
        Settings settings = Settings.read(folder);
        Path lucene = indexFolder(folder, settings);
        long committed = Files.isDirectory(lucene) ? LuceneIndex.committedLog(lucene) : 0;
        if (committed == 0 || ChangeLog.pending(folder, committed)) {
            WriterLock lock = WriterLock.tryTake(folder);
            if (lock != null) {
                try (lock) {
                    new DocumentIndex(folder, settings, lock).close();
                }
                settings = Settings.read(folder);
            }
        }
        return new DocumentIndex(folder, settings, null);
    }

    /// Who has a collection open for writing; nothing if nobody has.
    public static Optional<Holder> holder(Path folder) throws IOException {
        Settings.read(folder);
        return WriterLock.isHeld(folder)
                ? Optional.ofNullable(WriterLock.holder(folder))
                : Optional.empty();
    }

    /// What it is, and how large.
    public CollectionInfo info() throws IOException {
        requireOpen();
        Settings now = settings;
        long[] counts =
                index.search(searcher -> {
                    long documents = searcher.count(Rows.MAIN);
                    long others = searcher.getIndexReader().numDocs() - documents;
                    return new long[] {documents, others};
                });
        long vectors = now.options().dimension() == 0 ? 0 : counts[0] + counts[1];
        return new CollectionInfo(
                now.options(), counts[0], vectors, DurableFiles.size(folder), now.fields());
    }

    /// How many documents there are.
    public long count() throws IOException {
        requireOpen();
        return index.search(searcher -> (long) searcher.count(Rows.MAIN));
    }

    /// How many documents match.
    public long count(Filter filter) throws IOException {
        requireOpen();
        Query query = main(query(filter));
        return index.search(searcher -> (long) searcher.count(query));
    }

    /// The ids of the documents that match, in the order of their UTF-8 bytes.
    public List<String> ids(Filter filter) throws IOException {
        requireOpen();
        Query query = main(query(filter));
        return index.search(searcher -> Stored.ids(searcher, query));
    }

    /// Calls `each` with the values of fields of text, for every document that has them all.
    void scan(List<String> fields, Stored.RowUse each) throws IOException {
        requireOpen();
        if (settings.fields().keySet().containsAll(fields)) {
            index.search(searcher -> {
                Stored.scan(searcher, fields, each);
                return 0;
            });
        }
    }

    /// Puts documents into the collection, each in the place of that of its id. They last when the call returns. Where it
    /// fails, some of the documents may be there and others not; none is there in part.
    ///
    /// @throws IllegalArgumentException if a document does not fit the collection: its vectors, whose they are, a kind of
    ///     field, an id that is too long. Then nothing was changed.
    public void upsert(List<Document> documents) throws IOException {
        synchronized (monitor) {
            requireOpen();
            Checks checks = new Checks(settings);
            documents.forEach(checks::check);
            if (checks.kinds().size() > settings.fields().size()) {
                Settings grown = settings.withFields(checks.kinds());
                grown.write(folder);
                settings = grown;
            }
            List<Change> changes = new ArrayList<>();
            for (int from = 0; from < documents.size(); from += PIECE) {
                int to = Math.min(documents.size(), from + PIECE);
                changes.add(new Change.Upsert(List.copyOf(documents.subList(from, to))));
            }
            make(changes);
        }
    }

    /// Deletes documents by their ids. Ids of no document are passed over.
    ///
    /// @return how many there were
    public long delete(List<String> ids) throws IOException {
        synchronized (monitor) {
            requireOpen();
            ids.forEach(Checks::requireId);
            long before = count();
            make(List.of(new Change.Delete(List.copyOf(ids))));
            return before - count();
        }
    }

    /// Deletes the documents that match.
    ///
    /// @return how many there were
    public long delete(Filter filter) throws IOException {
        synchronized (monitor) {
            long matching = count(filter);
            make(List.of(new Change.DeleteMatching(filter.toString())));
            return matching;
        }
    }

    /// First into the log, then into the index.
    private void make(List<Change> changes) throws IOException {
        Writing open = requireWriting();
        open.record(changes);
        try {
            for (Change change : changes) {
                apply(change);
            }
            if (open.isFull()) {
                open.flush();
            }
        } catch (IOException | RuntimeException e) {
            if (index.isBroken()) {
                throw broken(e);
            }
            throw e;
        }
    }

    private IOException broken(Exception e) throws IOException {
        close();
        return new IOException(
                folder
                        + ": the index could not be written ("
                        + e.getMessage()
                        + "); the collection is closed, and what was acknowledged is in its log and"
                        + " will be there at the next opening",
                e);
    }

    private void apply(Change change) throws IOException {
        switch (change) {
            case Change.Upsert upsert -> {
                for (Document document : upsert.documents()) {
                    index.put(document.id(), rows.of(document));
                }
            }
            case Change.Delete delete -> {
                for (String id : delete.ids()) {
                    index.delete(id);
                }
            }
            case Change.DeleteMatching matching ->
                    index.delete(query(Filter.parse(matching.filter())));
        }
    }

    /// The document of an id, with its vectors.
    public Optional<Document> get(String id) throws IOException {
        requireOpen();
        return index.search(searcher -> Stored.document(searcher, id));
    }

    /// The best answers, the best first. With vectors compared as float32, a score is exact; which documents are found is
    /// approximate.
    ///
    /// @throws IllegalArgumentException if the mode needs a text or a vector that the question lacks, the vector does not
    ///     fit the collection, or the filter does not
    public List<Hit> search(SearchRequest request) throws IOException {
        requireOpen();
        require(request);
        Filter filter = request.filter();
        Query query = filter == null ? null : query(filter);
        return index.search(searcher ->
                new Finder(searcher, rows, analysis, settings.options().quantization())
                        .find(request, query));
    }

    /// @throws IllegalArgumentException if the collection's vectors come from another encoder
    void requireEncoder(TextEncoder encoder) {
        Checks checks = new Checks(settings);
        checks.requireFingerprint(encoder.name(), encoder.fingerprint());
        if (encoder.dimension() != settings.options().dimension()) {
            throw new IllegalArgumentException(
                    encoder.name()
                            + " makes vectors of "
                            + encoder.dimension()
                            + " dimensions, and the collection holds vectors of "
                            + settings.options().dimension());
        }
    }

    private void require(SearchRequest request) {
        SearchMode mode = request.mode();
        if (mode != SearchMode.VECTOR && request.text() == null) {
            throw new IllegalArgumentException(
                    "a search in mode " + mode.label() + " needs a text");
        }
        if (mode == SearchMode.TEXT) {
            return;
        }
        float[] vector = request.vector();
        if (vector == null) {
            throw new IllegalArgumentException(
                    "a search in mode " + mode.label() + " needs a vector; encode the question");
        }
        Checks checks = new Checks(settings);
        checks.requireVector("the question", vector);
        checks.requireFingerprint("the question", request.fingerprint());
    }

    /// Brings all changes so far into the index on the disk, where readers of other processes see them.
    public void flush() throws IOException {
        synchronized (monitor) {
            requireWriting().flush();
        }
    }

    /// Brings the index into the shape that is searched fastest. Takes about as long as indexing did; worth it once many
    /// documents were added and few will follow. Writers wait.
    public void compact() throws IOException {
        synchronized (monitor) {
            requireWriting();
            index.compact();
            flush();
        }
    }

    /// Copies the collection as it is now into a folder that does not exist yet, while reading and writing go on. The
    /// folder is a collection as well: it opens, and [CollectionHome#restore(Path, String)] puts it back.
    ///
    /// @throws FileAlreadyExistsException if there is something at the path
    public void snapshot(Path target) throws IOException {
        flush();
        Settings now = settings;
        Path lucene = indexFolder(folder, now);
        index.withFiles(files -> Snapshots.take(now, lucene, files, target));
    }

    /// Says to other processes where this one answers requests to the collection.
    public void announce(URI url) throws IOException {
        requireWriting().announce(url);
    }

    private Query query(Filter filter) {
        return FilterQueries.of(filter, settings.fields());
    }

    private static Query main(Query query) {
        return new BooleanQuery.Builder()
                .add(query, Occur.FILTER)
                .add(Rows.MAIN, Occur.FILTER)
                .build();
    }

    private Writing requireWriting() {
        requireOpen();
        Writing open = writing;
        if (open == null) {
            throw new IllegalStateException(folder + " is open for reading only");
        }
        return open;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(folder + " is closed");
        }
    }

    /// Flushes what was written, and lets others write. Closing twice does nothing.
    @Override
    public void close() throws IOException {
        synchronized (monitor) {
            if (closed) {
                return;
            }
            try {
                if (writing != null && !index.isBroken()) {
                    flush();
                }
            } finally {
                closed = true;
                closeAll();
            }
        }
    }

    private void closeAll() throws IOException {
        try {
            index.close();
        } finally {
            analysis.close();
            if (writing != null) {
                writing.close();
            }
        }
    }
}
