package dev.akin.learn;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.format.SubwordTable;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.kernel.ElementType;
import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.RowRange;
import dev.akin.table.SegmentTable;
import dev.akin.table.TrainableTable;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A model that a learner of words made, as something to learn on from.
///
/// The main table is the vectors. What learning needs beside it: `words/`, where words have sub-words, the words' own rows;
/// `context/`, the rows that are predicted, or with hierarchical softmax `hierarchy.rows` and `hierarchy.links`;
/// `positions.weights`, where places have weights.
final class LearnedModel {
    private static final String OPTIONS = "akin.options";
    private static final String TRAINING = "akin.training";
    private static final String CONTEXT = "context";
    private static final String WORDS = "words";
    private static final String NODES = "hierarchy.rows";
    private static final String LINKS = "hierarchy.links";
    private static final String POSITIONS = "positions.weights";
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Model model;
    private final Embeddings main;
    private final Json.Obj training;
    private final Settings settings;

    private LearnedModel(Model model) {
        this.model = model;
        main = model.table("");
        training = object(TRAINING);
        settings = Settings.ofJson(object(OPTIONS), number("seed"));
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
        return number("partsDone");
    }

    long wordsDone() {
        return number("words");
    }

    /// @throws IllegalArgumentException if the model is finished, or the corpus is not the one it was learned from
    void checkResumable(EncodedCorpus corpus) {
        if (training.get("finished") instanceof Json.Bool(boolean finished) && finished) {
            throw new IllegalArgumentException(
                    "this training was finished: there is nothing to resume; learn more from other text"
                            + " with --update");
        }
        same("words", number("corpusWords"), corpus.seen());
        same("lines", number("lines"), corpus.lines());
        same("numbers", number("corpusLength"), corpus.length());
    }

    private static void same(String what, long then, long now) {
        if (then != now) {
            throw new IllegalArgumentException(
                    "the corpus is not the one that this training began with: it has "
                            + now
                            + " "
                            + what
                            + ", not "
                            + then);
        }
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
        copy(rows(subwords == null ? "" : WORDS), tables.in(), 0);
        if (subwords != null) {
            copyBuckets(subwords, Objects.requireNonNull(tables.bundles()), tables.in());
        }
        copy(tables.tree() == null ? rows(CONTEXT) : extra(NODES), tables.out(), 0);
        TrainableTable positions = tables.positions();
        if (positions != null) {
            copy(extra(POSITIONS), positions, 0);
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
        if (!settings.hierarchical()) {
            return null;
        }
        int[] links = tensor(LINKS).data().toArray(INT);
        HuffmanTree tree = HuffmanTree.ofLinks(links);
        if (tree.words() != main.size()) {
            throw new IllegalArgumentException(
                    LINKS + " is a tree of " + tree.words() + " words, not " + main.size());
        }
        return tree.plus(TableMaker.counts(vocabulary, main.size()));
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

    private static void copy(EmbeddingTable from, TrainableTable into, int first) {
        if (from.dimension() != into.dimension() || first + from.rows() > into.rows()) {
            throw new IllegalArgumentException(
                    "the model has a table of "
                            + from.rows()
                            + " × "
                            + from.dimension()
                            + ", where "
                            + into.rows()
                            + " × "
                            + into.dimension()
                            + " were expected");
        }
        float[] row = new float[from.dimension()];
        for (int r = 0; r < from.rows(); r++) {
            from.read(r, 1, row, 0);
            into.set(first + r, row, 0);
        }
    }

    private EmbeddingTable rows(String name) {
        if (!model.names().contains(name)) {
            throw lacks("the table \"" + name + "/\"");
        }
        return model.table(name).table();
    }

    private EmbeddingTable extra(String name) {
        Tensor tensor = tensor(name);
        int rows = Math.toIntExact(tensor.shape().getFirst());
        int dimension = Math.toIntExact(tensor.shape().getLast());
        return SegmentTable.of(tensor.data(), ElementType.FLOAT32, rows, dimension);
    }

    private Tensor tensor(String name) {
        Tensor tensor = model.extras().get(name);
        if (tensor == null) {
            throw lacks("the tensor \"" + name + "\"");
        }
        return tensor;
    }

    private static IllegalArgumentException lacks(String what) {
        return new IllegalArgumentException(
                "the model lacks "
                        + what
                        + ", which learning needs: it was saved lean, or converted");
    }

    private Json.Obj object(String name) {
        String text = model.metadata().get(name);
        try {
            if (text != null && Json.parse(text) instanceof Json.Obj object) {
                return object;
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                "the model has no " + name + ": it was not learned by Akin, or converted");
    }

    private long number(String name) {
        if (training.get(name) instanceof Json.Num number) {
            return number.asLong();
        }
        throw new IllegalArgumentException(
                TRAINING
                        + " does not say "
                        + name
                        + ": the model was not learned by this version of Akin");
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
        all.put(OPTIONS, settings.describe().toString());
        all.put(TRAINING, describe(settings, corpus, training).toString());
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
            extras.put(NODES, tensor(tables.out()));
            extras.put(LINKS, Tensor.of(tree.links()));
        }
        TrainableTable positions = tables.positions();
        if (positions != null) {
            extras.put(POSITIONS, tensor(positions));
        }
        return extras;
    }

    private static Tensor tensor(EmbeddingTable table) {
        return Tensor.of(
                TensorType.F32,
                SegmentTable.copyOf(table, ElementType.FLOAT32).segment(),
                table.rows(),
                table.dimension());
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

    private static Json.Obj describe(Settings settings, EncodedCorpus corpus, Training training) {
        Map<String, Json> run = new LinkedHashMap<>();
        run.put("finished", new Json.Bool(training.finished()));
        run.put("partsDone", Json.Num.of(training.partsDone()));
        run.put("words", Json.Num.of(training.wordsDone()));
        run.put("totalWords", Json.Num.of(training.totalWords()));
        run.put("corpusWords", Json.Num.of(corpus.seen()));
        run.put("corpusLength", Json.Num.of(corpus.length()));
        run.put("lines", Json.Num.of(corpus.lines()));
        run.put("seed", Json.Num.of(settings.seed));
        if (!settings.reproducible) {
            run.put("threads", Json.Num.of(settings.threads));
        }
        if (Double.isFinite(training.lastLoss())) {
            run.put("loss", Json.Num.of(training.lastLoss()));
        }
        run.put("losses", new Json.Arr(losses(training)));
        return new Json.Obj(run);
    }

    /// How the loss fell in this run: pairs of words learned and loss.
    private static List<Json> losses(Training training) {
        List<Json> losses = new ArrayList<>();
        for (Training.Measured measured : training.losses()) {
            if (Double.isFinite(measured.loss())) {
                losses.add(
                        new Json.Arr(
                                List.of(
                                        Json.Num.of(measured.words()),
                                        Json.Num.of(measured.loss()))));
            }
        }
        return losses;
    }
}
