package dev.akin.vocabulary;

import dev.akin.ProgressListener;
import dev.akin.text.Corpus;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A corpus as ids in its own order, with [#END_OF_LINE] after each line that has a word, or [if
/// asked][Builder#emptyLines(boolean)] after every line. Thread-safe until closed.
///
/// Made in one pass over the source, which may be a pipe: every thread counts and encodes chunks with ids of its own,
/// then the tables are merged, the words ranked, and the ids replaced where they lie. The result is the same
/// however many threads take part. Ids are kept outside of the heap, four bytes each; beyond
/// [a limit][Builder#memoryLimit(long)] in a mapped scratch file.
public final class EncodedCorpus implements AutoCloseable {
    /// Stands in the stream behind the words of a line.
    public static final int END_OF_LINE = -1;

    private final Vocabulary vocabulary;
    private final IdSequence ids;
    private final Totals totals;
    private final Closeable storage;

    /// @param seen words before any was left out
    /// @param words words kept
    /// @param lines lines with a word kept
    record Totals(long seen, long words, long lines, List<String> notes) {}

    EncodedCorpus(Vocabulary vocabulary, IdSequence ids, Totals totals, Closeable storage) {
        this.vocabulary = vocabulary;
        this.ids = ids;
        this.totals = totals;
        this.storage = storage;
    }

    /// A corpus whose ids are made as they are read, such as walks through a graph.
    ///
    /// @param vocabulary what the ids mean, with counts
    /// @param words how many ids the sequence holds, ends of lines not counted
    /// @param lines lines with at least one word
    /// @throws IllegalArgumentException if the vocabulary has no counts
    public static EncodedCorpus of(Vocabulary vocabulary, IdSequence ids, long words, long lines) {
        if (!vocabulary.counted()) {
            throw new IllegalArgumentException("the vocabulary of a corpus has counts");
        }
        return new EncodedCorpus(
                vocabulary, ids, new Totals(words, words, lines, List.of()), () -> {});
    }

    /// What to keep, and with which means; at first with the defaults that its methods name.
    public static Builder builder() {
        return new Builder();
    }

    /// The words kept, by descending count, ties by first appearance in the corpus; or the vocabulary that was given.
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /// How many ids the stream holds, ends of lines not counted.
    public long words() {
        return totals.words();
    }

    /// How many words the source has, with those left out.
    public long seen() {
        return totals.seen();
    }

    /// Lines with at least one word kept, or all where [those without are][Builder#emptyLines(boolean)].
    public long lines() {
        return totals.lines();
    }

    /// Numbers in the stream: words and ends of lines.
    public long length() {
        return ids.length();
    }

    /// What a person should know of the reading, such as records without the field.
    public List<String> notes() {
        return totals.notes();
    }

    /// Copies up to `count` numbers of the stream from `position` on to `into[from …]`. Fastest with a few thousand or
    /// more at a time.
    ///
    /// @return how many were copied: `count`, or what is left, 0 at the end
    /// @throws IndexOutOfBoundsException if the position is not 0 … length, or `into` too short
    /// @throws IllegalStateException if the corpus is closed
    public int read(long position, int[] into, int from, int count) {
        Objects.checkFromIndexSize(from, count, into.length);
        Objects.checkFromToIndex(position, ids.length(), ids.length());
        return ids.read(position, into, from, count);
    }

    /// Gives the memory back and deletes the scratch file.
    @Override
    public void close() throws IOException {
        storage.close();
    }

    /// What to keep, and with which means. Not thread-safe.
    public static final class Builder {
        private long minCount = 5;
        private int maxWords = Integer.MAX_VALUE;
        private int threads = Runtime.getRuntime().availableProcessors();
        private @Nullable Path scratch;
        private long memoryLimit = Runtime.getRuntime().maxMemory() / 2;
        private @Nullable Vocabulary vocabulary;
        private @Nullable GrowingVocabulary grown;
        private Phrases phrases = Phrases.of(0);
        private ProgressListener listener = ProgressListener.NONE;
        private boolean emptyLines;

        private Builder() {}

        /// Leaves out words seen less often; 5 if not said.
        public Builder minCount(long minCount) {
            this.minCount = requirePositive("min-count", minCount);
            return this;
        }

        /// Keeps the most frequent words only; all if not said.
        public Builder maxWords(int maxWords) {
            this.maxWords = (int) requirePositive("max-words", maxWords);
            return this;
        }

        /// All processors if not said.
        public Builder threads(int threads) {
            this.threads = (int) requirePositive("threads", threads);
            return this;
        }

        /// A folder for the scratch file. Without one all is kept in memory, whatever the limit.
        public Builder scratch(Path folder) {
            this.scratch = folder;
            return this;
        }

        /// Bytes of ids to keep in memory before the scratch file is used; half of the largest heap if not said.
        public Builder memoryLimit(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("the memory limit is negative: " + bytes);
            }
            this.memoryLimit = bytes;
            return this;
        }

        /// Encodes with this vocabulary instead of counting one; other words are left out, min-count and max-words do
        /// not apply.
        public Builder vocabulary(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
            return this;
        }

        /// As [#phrases(Phrases)], with the defaults of [Phrases].
        public Builder phrases(int passes) {
            return phrases(Phrases.of(passes));
        }

        /// Joins words that often stand together, before min-count and max-words choose what is kept; nothing is joined
        /// if not said. The counts of the vocabulary are those of the joined text. With a [given
        /// vocabulary][#vocabulary(Vocabulary)] nothing is learned: its phrases are joined, as [Phrases#join] does.
        public Builder phrases(Phrases options) {
            this.phrases = options;
            return this;
        }

        /// Encodes with this vocabulary and the corpus's other words behind it, and leaves it so grown: ids stay, counts
        /// add up, min-count applies to new words only.
        public Builder growing(GrowingVocabulary vocabulary) {
            this.grown = vocabulary;
            return this;
        }

        /// Whether lines without a word kept have their [end][#END_OF_LINE] in the stream, so that the n-th end is that of the
        /// n-th line; false if not said.
        public Builder emptyLines(boolean on) {
            this.emptyLines = on;
            return this;
        }

        /// Hears of the bytes counted; asked to stop, [#encode] throws `CancellationException`.
        public Builder listener(ProgressListener listener) {
            this.listener = listener;
            return this;
        }

        /// Reads the corpus.
        ///
        /// @throws IllegalArgumentException if no word is kept: the message says what would help
        /// @throws java.util.concurrent.CancellationException if the listener asked to stop
        /// @throws IOException as [Corpus#read] does, or if the scratch file cannot be written
        public EncodedCorpus encode(Corpus corpus) throws IOException {
            IdStorage storage = new IdStorage(scratch, memoryLimit);
            try {
                return new Encoding(storage, threads, joining(), emptyLines)
                        .run(corpus, listener, this::keep);
            } catch (Throwable e) {
                try (storage) {
                    throw e;
                }
            }
        }

        private @Nullable Joining joining() {
            if (phrases.passes() == 0) {
                return null;
            }
            Vocabulary known = grown == null ? vocabulary : grown.current();
            return known == null
                    ? new PhraseLearning(phrases, minCount, threads, listener)
                    : new KnownPhrases(known, threads, listener);
        }

        private Kept keep(WordTable words) {
            if (grown != null) {
                return grown.grow(words, minCount, maxWords);
            }
            return vocabulary == null
                    ? Kept.mostFrequent(words, minCount, maxWords)
                    : Kept.of(vocabulary, words);
        }

        private static long requirePositive(String what, long value) {
            if (value < 1) {
                throw new IllegalArgumentException(what + " must be at least 1, not " + value);
            }
            return value;
        }
    }

    @Override
    public String toString() {
        return "EncodedCorpus[words="
                + words()
                + ", lines="
                + lines()
                + ", vocabulary="
                + vocabulary.size()
                + "]";
    }
}
