package dev.akin.learn;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.RowRange;
import dev.akin.table.TrainableTable;
import dev.akin.vocabulary.EncodedDocuments;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A model of documents, as something to learn on from.
///
/// The main table is the documents. What learning and inference need beside it: `words/`, where words have rows as inputs, and
/// `words.padding`, where one stands for no word; `context/`, the rows that are predicted, or with hierarchical softmax
/// `hierarchy.rows` and `hierarchy.links`; and `words.keys`, `words.offsets` and `words.counts`, the vocabulary, where no table has it.
final class LearnedDocuments {
    /// What the purpose of such a file is called.
    static final String KIND = "documents";

    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final String PADDING = "words.padding";
    private static final String KEYS = "words.keys";
    private static final String OFFSETS = "words.offsets";
    private static final String COUNTS = "words.counts";

    private final Model model;
    private final LearnedParts parts;
    private final Settings settings;

    private LearnedDocuments(Model model) {
        this.model = model;
        parts = LearnedParts.of(model);
        settings = parts.settings();
        if (settings.documents == null) {
            throw new IllegalArgumentException(
                    "the model has words and no documents: it was not learned by doc2vec");
        }
    }

    /// @throws IllegalArgumentException if the model was not learned from documents
    static LearnedDocuments of(Model model) {
        return new LearnedDocuments(model);
    }

    Settings settings() {
        return settings;
    }

    LearnedParts parts() {
        return parts;
    }

    /// The words that documents were learned by.
    ///
    /// @throws IllegalArgumentException if the model lacks them
    Vocabulary words() {
        for (String name : List.of(LearnedModel.CONTEXT, LearnedModel.WORDS)) {
            if (model.names().contains(name)) {
                return model.table(name).vocabulary();
            }
        }
        if (!model.extras().containsKey(KEYS)) {
            throw LearnedParts.lacks("the words that documents were learned by");
        }
        Tensor keys = parts.tensor(KEYS);
        Tensor offsets = parts.tensor(OFFSETS);
        Tensor counts = parts.tensor(COUNTS);
        checkOffsets(keys.data().byteSize(), offsets, counts);
        return Vocabulary.view(keys.data(), offsets.data(), counts.data(), null);
    }

    private static void checkOffsets(long bytes, Tensor offsets, Tensor counts) {
        boolean typed = offsets.type() == TensorType.I64 && counts.type() == TensorType.I64;
        long[] ends = typed ? offsets.data().toArray(LONG) : new long[0];
        boolean rising =
                ends.length > 1
                        && ends[0] == 0
                        && ends[ends.length - 1] == bytes
                        && counts.data().byteSize() == (ends.length - 1L) * Long.BYTES;
        for (int i = 1; i < ends.length; i++) {
            rising &= ends[i - 1] <= ends[i];
        }
        if (!rising) {
            throw new IllegalArgumentException(
                    OFFSETS + " are no offsets into the " + bytes + " bytes of " + KEYS);
        }
    }

    /// @throws IllegalArgumentException if rows are not of as many numbers as the options say
    void checkShapes() {
        checkDimension("documents", model.table("").dimension(), settings.dimension);
        checkDimension("rows that are predicted", outputs().dimension(), settings.outDimension());
        if (settings.bags) {
            checkDimension("words", inputs().dimension(), settings.dimension);
        }
    }

    private static void checkDimension(String what, int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    "the model's "
                            + what
                            + " have "
                            + found
                            + " numbers, where "
                            + expected
                            + " were expected");
        }
    }

    /// The rows of words as inputs.
    EmbeddingTable inputs() {
        return parts.rows(LearnedModel.WORDS);
    }

    /// The row that stands for no word.
    EmbeddingTable padding() {
        return parts.extra(PADDING);
    }

    /// The rows that are predicted.
    EmbeddingTable outputs() {
        return settings.hierarchical()
                ? parts.extra(LearnedModel.NODES)
                : parts.rows(LearnedModel.CONTEXT);
    }

    /// The tree of words; null without hierarchical softmax.
    @Nullable HuffmanTree tree(Vocabulary words, int known) {
        return settings.hierarchical() ? parts.grownTree(words, known) : null;
    }

    /// The tables with rows for words and documents of which the model's are the first.
    ///
    /// @throws IllegalArgumentException if they are not, or the model lacks what learning needs
    Tables grown(Settings with, EncodedDocuments documents) {
        Vocabulary words = documents.corpus().vocabulary();
        int known = words().size();
        Vocabulary tags = model.table("").vocabulary();
        if (!words.startsWith(words()) || !documents.tags().startsWith(tags)) {
            throw new IllegalArgumentException(
                    "the documents were not encoded with the model's words and tags, or those grown"
                            + " from them");
        }
        Tables tables =
                new DocumentTables(with, documents).make(tree(words, known), known, tags.size());
        LearnedParts.copy(model.table("").table(), documentRows(tables).rows(), 0);
        if (with.hasWords()) {
            LearnedParts.copy(inputs(), tables.in(), 0);
        }
        if (with.concatenates()) {
            LearnedParts.copy(padding(), tables.in(), words.size());
        }
        LearnedParts.copy(outputs(), tables.out(), 0);
        return tables;
    }

    private static DocumentTable documentRows(Tables tables) {
        DocumentTable documents = tables.documents();
        if (documents == null) {
            throw new IllegalStateException("the tables have no documents");
        }
        return documents;
    }

    /// The model that tables make.
    static Model save(
            Settings settings, Tables tables, Training training, Map<String, String> metadata) {
        DocumentTable table = documentRows(tables);
        EncodedDocuments documents = table.documents();
        Vocabulary words = documents.corpus().vocabulary();
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.put(LearnedParts.OPTIONS, settings.describe().toString());
        all.put(
                LearnedParts.TRAINING,
                TrainingRecord.describe(settings, documents.corpus(), training).toString());
        Map<String, Embeddings> named = new LinkedHashMap<>();
        named.put("", Embeddings.builder(documents.tags(), table.rows()).metadata(all).build());
        if (settings.hasWords()) {
            named.put(
                    LearnedModel.WORDS,
                    Embeddings.of(words, new RowRange(tables.in(), 0, words.size())));
        }
        if (tables.tree() == null) {
            named.put(LearnedModel.CONTEXT, Embeddings.of(words, tables.out()));
        }
        return Model.of(KIND, named).withMetadata(all).withExtras(extras(settings, tables, words));
    }

    private static Map<String, Tensor> extras(Settings settings, Tables tables, Vocabulary words) {
        Map<String, Tensor> extras = new LinkedHashMap<>();
        HuffmanTree tree = tables.tree();
        TrainableTable in = tables.in();
        if (tree != null) {
            extras.put(LearnedModel.NODES, LearnedParts.tensor(tables.out()));
            extras.put(LearnedModel.LINKS, Tensor.of(tree.links()));
        }
        if (settings.concatenates()) {
            extras.put(PADDING, LearnedParts.tensor(new RowRange(in, words.size(), 1)));
        }
        if (tree != null && !settings.hasWords()) {
            MemorySegment keys = words.bytes();
            MemorySegment ends = words.offsets();
            extras.put(KEYS, Tensor.of(TensorType.U8, keys, keys.byteSize()));
            extras.put(OFFSETS, Tensor.of(TensorType.I64, ends, words.size() + 1L));
            extras.put(COUNTS, Tensor.of(words.countArray()));
        }
        return extras;
    }
}
