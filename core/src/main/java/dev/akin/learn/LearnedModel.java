package dev.akin.learn;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.format.SubwordTable;
import dev.akin.format.Tensor;
import dev.akin.kernel.Kernels;
import dev.akin.table.RowRange;
import dev.akin.table.TrainableTable;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A model that a learner of words made, as something to learn on from.
///
/// The main table is the vectors. What learning needs beside it: `words/`, where words have sub-words, the words' own rows;
/// `context/`, the rows that are predicted, or with hierarchical softmax `hierarchy.rows` and `hierarchy.links`;
/// `positions.weights`, where places have weights.
final class LearnedModel {
    static final String CONTEXT = "context";
    static final String WORDS = "words";
    static final String NODES = "hierarchy.rows";
    static final String LINKS = "hierarchy.links";
    private static final String POSITIONS = "positions.weights";

    private final LearnedParts parts;
    private final Embeddings main;
    private final Settings settings;

    private LearnedModel(Model model) {
        parts = LearnedParts.of(model);
        main = model.table("");
        settings = parts.settings();
        if (settings.documents != null) {
            throw new IllegalArgumentException(
                    "the model has documents: only --model doc2vec goes on from it");
        }
        SubwordTable subwords = main.subwords();
        if (subwords != null) {
            settings.subwords = subwords.rules();
        }
    }

    /// @throws IllegalArgumentException if no learner of words made the model
    static LearnedModel of(Model model) {
        return new LearnedModel(model);
    }

    Settings settings() {
        return settings;
    }

    long partsDone() {
        return parts.number("partsDone");
    }

    long wordsDone() {
        return parts.number("words");
    }

    /// @throws IllegalArgumentException if the model is finished, or the corpus is not the one it was learned from
    void checkResumable(EncodedCorpus corpus) {
        parts.checkResumable(corpus);
    }

    /// The tables as they were.
    Tables tables() {
        return grown(settings, main.vocabulary());
    }

    /// The tables with rows for the words of a vocabulary that begins as the model's.
    ///
    /// @throws IllegalArgumentException if it begins otherwise, or the model lacks what learning needs
    Tables grown(Settings with, Vocabulary vocabulary) {
        checkBeginning(vocabulary);
        SubwordTable subwords = main.subwords();
        Tables tables =
                new TableMaker(with, vocabulary)
                        .make(
                                grownTree(vocabulary),
                                main.size(),
                                subwords == null ? new int[0] : buckets(subwords));
        LearnedParts.copy(parts.rows(subwords == null ? "" : WORDS), tables.in(), 0);
        if (subwords != null) {
            copyBuckets(subwords, Objects.requireNonNull(tables.bundles()), tables.in());
        }
        LearnedParts.copy(
                tables.tree() == null ? parts.rows(CONTEXT) : parts.extra(NODES), tables.out(), 0);
        TrainableTable positions = tables.positions();
        if (positions != null) {
            LearnedParts.copy(parts.extra(POSITIONS), positions, 0);
        }
        return tables;
    }

    private void checkBeginning(Vocabulary vocabulary) {
        if (!vocabulary.startsWith(main.vocabulary())) {
            throw new IllegalArgumentException(
                    "the corpus was not encoded with the model's vocabulary, or one grown from it");
        }
    }

    private @Nullable HuffmanTree grownTree(Vocabulary vocabulary) {
        return settings.hierarchical() ? parts.grownTree(vocabulary, main.size()) : null;
    }

    private static int[] buckets(SubwordTable subwords) {
        int[] buckets = new int[subwords.rows().rows()];
        for (int row = 0; row < buckets.length; row++) {
            buckets[row] = subwords.bucket(row);
        }
        return buckets;
    }

    private static void copyBuckets(SubwordTable subwords, Bundles bundles, TrainableTable in) {
        float[] row = new float[in.dimension()];
        for (int i = 0; i < bundles.buckets().length; i++) {
            int old = subwords.row(bundles.buckets()[i]);
            if (old >= 0) {
                subwords.rows().read(old, 1, row, 0);
                in.set(bundles.words() + i, row, 0);
            }
        }
    }

    /// The model that tables make.
    static Model save(
            Settings settings,
            Tables tables,
            EncodedCorpus corpus,
            Training training,
            Map<String, String> metadata) {
        Vocabulary vocabulary = corpus.vocabulary();
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.put(LearnedParts.OPTIONS, settings.describe().toString());
        all.put(
                LearnedParts.TRAINING,
                TrainingRecord.describe(settings, corpus, training).toString());
        Map<String, Embeddings> named = new LinkedHashMap<>();
        named.put("", main(settings, tables, vocabulary, all));
        if (tables.bundles() != null) {
            named.put(
                    WORDS,
                    Embeddings.of(vocabulary, new RowRange(tables.in(), 0, vocabulary.size())));
        }
        if (tables.tree() == null) {
            named.put(CONTEXT, Embeddings.of(vocabulary, tables.out()));
        }
        return Model.of("embeddings", named).withMetadata(all).withExtras(extras(tables));
    }

    private static Map<String, Tensor> extras(Tables tables) {
        Map<String, Tensor> extras = new LinkedHashMap<>();
        HuffmanTree tree = tables.tree();
        if (tree != null) {
            extras.put(NODES, LearnedParts.tensor(tables.out()));
            extras.put(LINKS, Tensor.of(tree.links()));
        }
        TrainableTable positions = tables.positions();
        if (positions != null) {
            extras.put(POSITIONS, LearnedParts.tensor(positions));
        }
        return extras;
    }

    private static Embeddings main(
            Settings settings, Tables tables, Vocabulary vocabulary, Map<String, String> metadata) {
        Bundles bundles = tables.bundles();
        if (bundles == null) {
            return Embeddings.builder(vocabulary, tables.in()).metadata(metadata).build();
        }
        int words = vocabulary.size();
        int[] buckets = bundles.buckets();
        SubwordTable subwords =
                new SubwordTable(
                        settings.subwords,
                        new RowRange(tables.in(), words, buckets.length),
                        MemorySegment.ofArray(buckets));
        return Embeddings.builder(vocabulary, composed(tables.in(), bundles, words))
                .metadata(metadata)
                .subwords(subwords)
                .build();
    }

    /// Each word's vector: the mean of its rows.
    private static TrainableTable composed(TrainableTable in, Bundles bundles, int words) {
        TrainableTable composed = new TrainableTable(words, in.dimension());
        float[] sum = new float[in.stride()];
        for (int word = 0; word < words; word++) {
            Arrays.fill(sum, 0);
            for (int i = bundles.start(word); i < bundles.start(word + 1); i++) {
                int row = bundles.row(i);
                Kernels.best().axpy(1, in.block(row), in.offset(row), sum, 0, sum.length);
            }
            Kernels.best().scale(1f / bundles.size(word), sum, 0, sum.length);
            composed.set(word, sum, 0);
        }
        return composed;
    }
}
