package dev.akin.learn;

import dev.akin.format.ScratchFile;
import dev.akin.kernel.ElementType;
import dev.akin.table.TrainableRows;
import dev.akin.table.TrainableTable;
import dev.akin.vocabulary.EncodedDocuments;
import java.nio.file.Path;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Makes the tables that a training on documents begins with.
record DocumentTables(Settings settings, EncodedDocuments documents) {
    /// Sets the random streams of documents and of the row of no word apart from those of words.
    private static final long DOCUMENT_STREAM = 1L << 41;

    private static final long PADDING_STREAM = 1L << 42;

    /// Tables that have learned nothing.
    Tables make() {
        HuffmanTree tree =
                settings.hierarchical()
                        ? HuffmanTree.of(TableMaker.counts(documents.corpus().vocabulary(), 0))
                        : null;
        return make(tree, 0, 0);
    }

    /// @param tree null without hierarchical softmax
    /// @param oldWords how many words have rows already: theirs are left zero
    /// @param oldTags how many tags have rows already
    Tables make(@Nullable HuffmanTree tree, int oldWords, int oldTags) {
        int words = documents.corpus().vocabulary().size();
        int outputs = tree == null ? words : Math.max(1, tree.innerNodes());
        return new Tables(
                inputs(words, oldWords),
                table(outputs, settings.outDimension()),
                null,
                null,
                tree,
                new DocumentTable(rows(oldTags), documents));
    }

    private TrainableTable inputs(int words, int oldWords) {
        if (!settings.hasWords()) {
            return table(0, settings.dimension);
        }
        TrainableTable in = table(words + (settings.concatenates() ? 1 : 0), settings.dimension);
        for (int word = oldWords; word < words; word++) {
            begin(in, word, word);
        }
        if (settings.concatenates()) {
            begin(in, words, PADDING_STREAM);
        }
        return in;
    }

    /// Evenly in ±1 / dimension, as gensim 4, each row from the seed and its id alone.
    private void begin(TrainableRows table, int row, long stream) {
        float[] numbers = new float[settings.dimension];
        new FastRandom(~settings.seed, stream).fill(numbers, 2f / settings.dimension);
        table.set(row, numbers, 0);
    }

    /// A row for each tag; those of documents without words, which learn nothing, are zeros.
    private TrainableRows rows(int oldTags) {
        int tags = documents.tags().size();
        TrainableRows rows = documentRows(tags);
        BitSet learned = new BitSet(tags);
        for (int document = 0; document < documents.size(); document++) {
            if (!documents.isEmpty(document)) {
                int end = documents.tagStart(document + 1);
                for (int at = documents.tagStart(document); at < end; at++) {
                    learned.set(documents.tag(at));
                }
            }
        }
        learned.stream()
                .filter(tag -> tag >= oldTags)
                .forEach(tag -> begin(rows, tag, DOCUMENT_STREAM + tag));
        return rows;
    }

    private TrainableRows documentRows(int tags) {
        Path scratch = settings.scratch;
        long bytes = (long) tags * settings.stride() * Float.BYTES;
        return scratch != null && bytes > settings.memoryLimit
                ? ScratchFile.rows(scratch, ElementType.FLOAT32, tags, settings.dimension)
                : table(tags, settings.dimension);
    }

    private TrainableTable table(int rows, int dimension) {
        return settings.blockNumbers > 0
                ? new TrainableTable(rows, dimension, settings.blockNumbers)
                : new TrainableTable(rows, dimension);
    }
}
