package dev.akin.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KeepOnlyLastCommitDeletionPolicy;
import org.apache.lucene.index.SnapshotDeletionPolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/// Lucene's index in a folder: written by one thread at a time, searched by any number. What is written is found at
/// once, and lasts from the next [#commit(long)] on.
final class LuceneIndex implements Closeable {
    private static final String LOG = "akin.log";
    private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);

    private final Directory directory;
    private final SearcherManager searchers;
    private final @Nullable Writing writing;

    /// How many changes were made, and how many of them the newest searcher surely sees.
    private final AtomicLong changes = new AtomicLong();

    private final AtomicLong seen = new AtomicLong(-1);

    /// Closing waits for the searches that are under way.
    private final ReadWriteLock open = new ReentrantReadWriteLock();

    private record Writing(
            IndexWriter writer,
            SnapshotDeletionPolicy commits,
            ExecutorService merging,
            Writers writers) {}

    private LuceneIndex(Directory directory, @Nullable Writing writing) throws IOException {
        this.directory = directory;
        this.writing = writing;
        this.searchers =
                writing == null
                        ? new SearcherManager(directory, null)
                        : new SearcherManager(writing.writer(), null);
    }

    /// Opens for writing, and makes the index if there is none.
    static LuceneIndex open(Path folder, CollectionOptions options, TextAnalysis analysis)
            throws IOException {
        ExecutorService merging =
                Executors.newFixedThreadPool(
                        THREADS, Thread.ofPlatform().name("akin-merge-", 0).daemon().factory());
        SnapshotDeletionPolicy commits =
                new SnapshotDeletionPolicy(new KeepOnlyLastCommitDeletionPolicy());
        IndexWriterConfig config =
                new IndexWriterConfig(analysis)
                        .setCodec(VectorFormats.codec(options, Math.max(2, THREADS), merging))
                        .setRAMBufferSizeMB(bufferMegabytes())
                        .setCommitOnClose(false)
                        .setIndexDeletionPolicy(commits);
        Directory directory = FSDirectory.open(folder);
        try {
            IndexWriter writer = new IndexWriter(directory, config);
            return new LuceneIndex(
                    directory, new Writing(writer, commits, merging, new Writers(THREADS)));
        } catch (IOException | RuntimeException e) {
            merging.shutdown();
            directory.close();
            throw e;
        }
    }

    /// Opens the last commit, for searching only.
    static LuceneIndex openReadOnly(Path folder) throws IOException {
        return new LuceneIndex(FSDirectory.open(folder), null);
    }

    /// Vectors lie on the heap until a segment is written; an eighth of the heap leaves room for merges.
    private static double bufferMegabytes() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / (8L << 20), 16, 512);
    }

    private Writing writing() {
        Writing open = writing;
        if (open == null) {
            throw new IllegalStateException("the collection is open for reading only");
        }
        return open;
    }

    /// What puts documents here side by side.
    Writers writers() {
        return writing().writers();
    }

    /// Rows of one document in the place of what has its id.
    void put(String id, List<Document> rows) throws IOException {
        write(writer -> {
            if (rows.size() == 1) {
                writer.updateDocument(Rows.key(id), rows.getFirst());
            } else {
                writer.updateDocuments(Rows.key(id), rows);
            }
        });
        changes.incrementAndGet();
    }

    void delete(String id) throws IOException {
        write(writer -> writer.deleteDocuments(Rows.key(id)));
        changes.incrementAndGet();
    }

    void delete(Query matching) throws IOException {
        write(writer -> writer.deleteDocuments(matching));
        changes.incrementAndGet();
    }

    /// Makes all that was written last.
    ///
    /// @param log the number of the first file of changes that are not in the index
    void commit(long log) throws IOException {
        write(writer -> {
            writer.setLiveCommitData(Map.of(LOG, Long.toString(log)).entrySet());
            writer.commit();
        });
    }

    /// Something that is done with the writer.
    private interface Change {
        void with(IndexWriter writer) throws IOException;
    }

    /// A merge in the background that finds the disk full ends the writer, which from then on says no more than that it ended: then
    /// it is the disk's own error that is thrown. What was kept is in the log.
    private void write(Change change) throws IOException {
        IndexWriter writer = writing().writer();
        try {
            change.with(writer);
        } catch (IllegalStateException e) {
            if (writer.getTragicException() instanceof IOException reason) {
                throw new IOException(reason.getMessage(), e);
            }
            throw e;
        }
    }

    /// Brings all rows into one segment, which takes as long as indexing did, and makes searches faster.
    void compact() throws IOException {
        writing().writer().forceMerge(1);
        changes.incrementAndGet();
    }

    /// As given to the last [#commit(long)]; 0 before the first.
    static long committedLog(Path folder) throws IOException {
        try (Directory directory = FSDirectory.open(folder)) {
            if (!DirectoryReader.indexExists(directory)) {
                return 0;
            }
            List<IndexCommit> commits = DirectoryReader.listCommits(directory);
            String log = commits.getLast().getUserData().get(LOG);
            return log == null ? 0 : Long.parseLong(log);
        }
    }

    /// Something that is done with a searcher, which must not outlive it.
    interface Use<T> {
        T with(IndexSearcher searcher) throws IOException;
    }

    /// @throws IllegalStateException if the index is closed
    <T> T search(Use<T> use) throws IOException {
        open.readLock().lock();
        try {
            refresh();
            IndexSearcher searcher = searchers.acquire();
            try {
                return use.with(searcher);
            } finally {
                searchers.release(searcher);
            }
        } finally {
            open.readLock().unlock();
        }
    }

    private void refresh() throws IOException {
        long made = changes.get();
        if (writing == null || seen.get() < made) {
            searchers.maybeRefreshBlocking();
            seen.accumulateAndGet(made, Math::max);
        }
    }

    /// The files of the last commit, which stay until the work with them is done.
    void withFiles(FilesUse use) throws IOException {
        SnapshotDeletionPolicy commits = writing().commits();
        IndexCommit commit = commits.snapshot();
        try {
            use.with(new ArrayList<>(commit.getFileNames()));
        } finally {
            commits.release(commit);
            writing().writer().deleteUnusedFiles();
        }
    }

    /// Something that is done with names of files.
    interface FilesUse {
        void with(List<String> names) throws IOException;
    }

    /// Whether the writer has given up, for instance since the disk was full.
    boolean isBroken() {
        return writing != null && !writing.writer().isOpen();
    }

    /// Why the writer has given up, which may have happened in another thread than the failure.
    String reason(Exception failure) {
        Throwable first = writing == null ? null : writing.writer().getTragicException();
        return String.valueOf((first == null ? failure : first).getMessage());
    }

    /// Gives up what was not committed.
    @Override
    public void close() throws IOException {
        open.writeLock().lock();
        try (directory) {
            searchers.close();
            if (writing != null) {
                try {
                    writing.writer().rollback();
                } finally {
                    writing.merging().shutdown();
                    writing.writers().close();
                }
            }
        } finally {
            open.writeLock().unlock();
        }
    }
}
