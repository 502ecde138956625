package dev.akin.vocabulary;

import dev.akin.text.Corpus;
import dev.akin.text.TaggedDocument;
import dev.akin.text.TaggedText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/// Documents as ids of words, each a line of an [EncodedCorpus], and the tags that each goes by. Thread-safe until closed.
///
/// Documents without any word kept are in it, too: the n-th document is the n-th that was given.
public final class EncodedDocuments implements AutoCloseable {
    private static final int BLOCK = 1 << 16;

    private final EncodedCorpus corpus;
    private final TagIds tagIds;
    private final Vocabulary tags;
    private final long[] starts;
    private final int mostTags;

    private EncodedDocuments(EncodedCorpus corpus, TagIds tagIds) {
        this.corpus = corpus;
        this.tagIds = tagIds;
        this.tags = tagIds.vocabulary();
        this.starts = starts(corpus, tagIds.documents());
        int most = 0;
        for (int document = 0; document < size(); document++) {
            most = Math.max(most, tagIds.start(document + 1) - tagIds.start(document));
        }
        mostTags = most;
    }

    private static long[] starts(EncodedCorpus corpus, int documents) {
        long[] starts = new long[documents + 1];
        int[] block = new int[BLOCK];
        int ended = 0;
        for (long at = 0; at < corpus.length(); at += BLOCK) {
            int count = corpus.read(at, block, 0, BLOCK);
            for (int i = 0; i < count; i++) {
                if (block[i] == EncodedCorpus.END_OF_LINE) {
                    starts[++ended] = at + i + 1;
                }
            }
        }
        if (ended != documents) {
            throw new IllegalStateException(
                    "there are " + documents + " documents, but " + ended + " were encoded");
        }
        return starts;
    }

    /// What to keep of the words.
    ///
    /// @param words is changed: it will keep lines without words
    public static Builder builder(EncodedCorpus.Builder words) {
        return new Builder(words);
    }

    /// The words of all documents, one document a line.
    public EncodedCorpus corpus() {
        return corpus;
    }

    /// The tags by first appearance, behind those that were [known][Builder#known(Vocabulary)]; each with the number of documents
    /// that have it.
    public Vocabulary tags() {
        return tags;
    }

    /// How many documents.
    public int size() {
        return tagIds.documents();
    }

    /// How many documents have no word that was kept.
    public int empty() {
        int empty = 0;
        for (int document = 0; document < size(); document++) {
            empty += isEmpty(document) ? 1 : 0;
        }
        return empty;
    }

    /// Whether the document has no word that was kept.
    public boolean isEmpty(int document) {
        return starts[document + 1] - starts[document] == 1;
    }

    /// Which document the number at this position of the stream belongs to.
    public int documentAt(long position) {
        int found = Arrays.binarySearch(starts, position);
        return found >= 0 ? found : -found - 2;
    }

    /// Where the document's tags begin among [#tag(int)]; they end where the next one's begin.
    public int tagStart(int document) {
        return tagIds.start(document);
    }

    /// The id of a tag.
    public int tag(int at) {
        return tagIds.tag(at);
    }

    /// The most tags that a document has.
    public int mostTags() {
        return mostTags;
    }

    /// Gives the memory back and deletes the scratch file.
    @Override
    public void close() throws IOException {
        corpus.close();
    }

    /// What to keep. Not thread-safe.
    public static final class Builder {
        private final EncodedCorpus.Builder words;
        private Vocabulary known = Vocabulary.of(List.of());
        private boolean counted;
        private boolean unique;

        private Builder(EncodedCorpus.Builder words) {
            this.words = words.emptyLines(true);
        }

        /// Tags that have ids already: theirs stay, others come behind them.
        public Builder known(Vocabulary tags) {
            known = tags;
            return this;
        }

        /// Tags that have ids already, with counts that these documents have a part in, since they were encoded before.
        public Builder again(Vocabulary tags) {
            known = tags;
            counted = true;
            return this;
        }

        /// Whether the first tag of each document must be one that no other document had before it; false unless said: documents
        /// may share all their tags.
        public Builder uniqueKeys(boolean on) {
            unique = on;
            return this;
        }

        /// Reads documents whose words are known.
        ///
        /// @throws IllegalArgumentException if a document has no tag, or no word is kept
        /// @throws java.util.concurrent.CancellationException if the listener asked to stop
        /// @throws IOException if the scratch file cannot be written
        public EncodedDocuments encodeWords(Iterable<TaggedDocument> documents) throws IOException {
            TagIds tags = new TagIds(known, counted);
            return encode(
                    Corpus.ofSentences(
                            each(
                                    documents,
                                    document -> {
                                        tags.add(
                                                document.tags(),
                                                unique,
                                                "document " + (tags.documents() + 1));
                                        return document.words();
                                    })),
                    tags);
        }

        /// Reads documents and cuts them into words.
        ///
        /// @param documents read once; an [UncheckedIOException] of theirs is thrown as its cause
        /// @param form how texts become words
        /// @throws IllegalArgumentException if a document has no tag, or no word is kept
        /// @throws java.util.concurrent.CancellationException if the listener asked to stop
        /// @throws IOException as the documents do, or if the scratch file cannot be written
        public EncodedDocuments encodeTexts(
                Iterable<TaggedText> documents, UnaryOperator<Corpus> form) throws IOException {
            TagIds tags = new TagIds(known, counted);
            Iterable<String> texts =
                    each(
                            documents,
                            document -> {
                                tags.add(document.tags(), unique, document.place());
                                return document.text();
                            });
            return encode(form.apply(Corpus.ofLines(texts)), tags);
        }

        private interface Step<D, T> {
            T of(D document);
        }

        private static <D, T> Iterable<T> each(Iterable<D> documents, Step<D, T> step) {
            return () -> {
                Iterator<D> all = documents.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return all.hasNext();
                    }

                    @Override
                    public T next() {
                        return step.of(all.next());
                    }
                };
            };
        }

        private EncodedDocuments encode(Corpus corpus, TagIds tags) throws IOException {
            try {
                EncodedCorpus encoded = words.encode(corpus);
                try {
                    return new EncodedDocuments(encoded, tags);
                } catch (RuntimeException | Error e) {
                    try (encoded) {
                        throw e;
                    }
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }
}
