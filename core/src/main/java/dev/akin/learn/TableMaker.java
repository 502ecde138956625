package dev.akin.learn;

import dev.akin.table.TrainableTable;
import dev.akin.vocabulary.Subwords;
import dev.akin.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Makes the tables that a training begins with.
final class TableMaker {
    /// Sets the random streams of n-grams apart from those of words.
    private static final long NGRAM_STREAM = 1L << 40;

    private final Settings settings;
    private final Vocabulary vocabulary;

    TableMaker(Settings settings, Vocabulary vocabulary) {
        this.settings = settings;
        this.vocabulary = vocabulary;
    }

    /// Tables that have learned nothing.
    static Tables make(Settings settings, Vocabulary vocabulary) {
        HuffmanTree tree = settings.hierarchical() ? HuffmanTree.of(counts(vocabulary, 0)) : null;
        return new TableMaker(settings, vocabulary).make(tree, 0, new int[0]);
    }

    /// @param tree null without hierarchical softmax
    /// @param oldWords how many words have rows already: theirs are left zero
    /// @param oldBuckets buckets of n-grams that have rows already, ascending
    Tables make(@Nullable HuffmanTree tree, int oldWords, int[] oldBuckets) {
        int words = vocabulary.size();
        int[] buckets = settings.hasSubwords() ? buckets(oldBuckets) : new int[0];
        TrainableTable in = table(words + buckets.length);
        initialise(in, oldWords, buckets);
        return new Tables(
                in,
                table(tree == null ? words : Math.max(1, tree.innerNodes())),
                settings.positionWeights ? ones() : null,
                settings.hasSubwords() ? bundles(buckets) : null,
                tree,
                null);
    }

    /// The counts of the words from `first` on.
    static long[] counts(Vocabulary vocabulary, int first) {
        return Arrays.copyOfRange(vocabulary.countArray(), first, vocabulary.size());
    }

    private TrainableTable table(int rows) {
        return settings.blockNumbers > 0
                ? new TrainableTable(rows, settings.dimension, settings.blockNumbers)
                : new TrainableTable(rows, settings.dimension);
    }

    private TrainableTable ones() {
        TrainableTable table = table(2 * settings.window + 1);
        float[] row = new float[settings.dimension];
        Arrays.fill(row, 1);
        for (int place = 0; place < table.rows(); place++) {
            table.set(place, row, 0);
        }
        return table;
    }

    /// Evenly in ±½ / dimension, as word2vec.c; with sub-words in ±1 / dimension, as fastText. Each row from the seed and
    /// its id, or its bucket, alone.
    private void initialise(TrainableTable table, int first, int[] buckets) {
        float spread = (settings.hasSubwords() ? 2f : 1f) / settings.dimension;
        float[] row = new float[settings.dimension];
        int words = vocabulary.size();
        for (int id = first; id < table.rows(); id++) {
            long stream = id < words ? id : NGRAM_STREAM + buckets[id - words];
            FastRandom random = new FastRandom(~settings.seed, stream);
            random.fill(row, spread);
            table.set(id, row, 0);
        }
    }

    /// The buckets that the n-grams of any word fall into, and the old ones, ascending.
    private int[] buckets(int[] old) {
        Subwords subwords = settings.subwords;
        BitSet used = new BitSet(subwords.buckets());
        for (int bucket : old) {
            used.set(bucket);
        }
        for (int word = 0; word < vocabulary.size(); word++) {
            for (int bucket : subwords.buckets(vocabulary.key(word))) {
                used.set(bucket);
            }
        }
        return used.stream().toArray();
    }

    private Bundles bundles(int[] buckets) {
        Bundles bundles = new Bundles(vocabulary.size(), buckets);
        for (int word = 0; word < vocabulary.size(); word++) {
            bundles.set(word, settings.subwords.buckets(vocabulary.key(word)));
        }
        return bundles;
    }
}
