package dev.akin.counts;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.Model;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.SegmentTable;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A model that GloVe made, as something to learn on from.
///
/// The main table is w + c. What learning needs beside it: the tables `words/` and `context/`, and `optimizer.rates`, for
/// each word the rates of w and of c, then both biases and their rates.
final class GloveModel {
    private static final String OPTIONS = "akin.options";
    private static final String TRAINING = "akin.training";
    private static final String WORDS = "words";
    private static final String CONTEXT = "context";
    private static final String RATES = "optimizer.rates";
    private static final int BIASES = 4;
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Model model;
    private final Embeddings main;
    private final Json.Obj training;
    private final GloveSettings settings;

    private GloveModel(Model model) {
        this.model = model;
        main = model.table("");
        training = object(TRAINING);
        settings = GloveSettings.ofJson(object(OPTIONS), number("seed"));
        if (settings.dimension != main.dimension()) {
            throw new IllegalArgumentException(
                    OPTIONS
                            + " says "
                            + settings.dimension
                            + " dimensions, but the vectors have "
                            + main.dimension());
        }
    }

    /// @throws IllegalArgumentException if GloVe did not make the model
    static GloveModel of(Model model) {
        return new GloveModel(model);
    }

    GloveSettings settings() {
        return settings;
    }

    int epochsDone() {
        return inRange("epochsDone", settings.epochs);
    }

    int tilesDone() {
        return inRange("partsDone", TileRounds.tiles(WordBlocks.of(main.size()).count()));
    }

    private int inRange(String name, long most) {
        long value = number(name);
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(
                    TRAINING + " says that " + name + " is " + value + ", not 0 … " + most);
        }
        return (int) value;
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
        same("different words", main.size(), corpus.vocabulary().size());
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

    /// The rows as they were, and new ones for the words of a vocabulary that begins as the model's.
    ///
    /// @throws IllegalArgumentException if it begins otherwise, or the model lacks what learning needs
    GloveRows rows(Vocabulary vocabulary) {
        if (!vocabulary.startsWith(main.vocabulary())) {
            throw new IllegalArgumentException(
                    "the corpus was not encoded with the model's vocabulary, or one grown from it");
        }
        GloveRows rows = new GloveRows(vocabulary.size(), settings.dimension);
        rows.initialise(main.size(), settings.seed);
        EmbeddingTable words = table(WORDS);
        EmbeddingTable contexts = table(CONTEXT);
        MemorySegment rates = rates();
        int dimension = settings.dimension;
        int width = rows.width();
        for (int id = 0; id < main.size(); id++) {
            float[] block = rows.blockOf(id);
            int at = rows.offset(id);
            words.read(id, 1, block, at);
            contexts.read(id, 1, block, at + width);
            long from = (long) id * (2 * dimension + BIASES) * Float.BYTES;
            long then = from + (long) dimension * Float.BYTES;
            MemorySegment.copy(rates, FLOAT, from, block, at + 2 * width, dimension);
            MemorySegment.copy(rates, FLOAT, then, block, at + 3 * width, dimension);
            long last = then + (long) dimension * Float.BYTES;
            MemorySegment.copy(rates, FLOAT, last, block, at + 4 * width, BIASES);
        }
        return rows;
    }

    private EmbeddingTable table(String name) {
        if (!model.names().contains(name)) {
            throw lacks("the table \"" + name + "/\"");
        }
        EmbeddingTable table = model.table(name).table();
        if (table.rows() != main.size() || table.dimension() != settings.dimension) {
            throw new IllegalArgumentException(
                    "the table \""
                            + name
                            + "/\" is "
                            + table.rows()
                            + " × "
                            + table.dimension()
                            + ", not "
                            + main.size()
                            + " × "
                            + settings.dimension);
        }
        return table;
    }

    private MemorySegment rates() {
        Tensor tensor = model.extras().get(RATES);
        if (tensor == null) {
            throw lacks("the tensor \"" + RATES + "\"");
        }
        List<Long> shape = List.of((long) main.size(), 2L * settings.dimension + BIASES);
        if (tensor.type() != TensorType.F32 || !tensor.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    RATES + " is " + tensor.type() + " " + tensor.shape() + ", not F32 " + shape);
        }
        return tensor.data();
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
                TRAINING + " does not say " + name + ": the model was not learned by glove");
    }

    /// The model that a training has come to.
    static Model save(
            GloveSettings settings,
            GloveTraining training,
            EncodedCorpus corpus,
            Map<String, String> metadata) {
        Vocabulary vocabulary = corpus.vocabulary();
        GloveRows rows = training.rows();
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.put(OPTIONS, settings.describe().toString());
        all.put(TRAINING, describe(settings, corpus, training).toString());
        EmbeddingTable vectors =
                SegmentTable.copyOf(new GlovePart(rows, GlovePart.Part.SUM), ElementType.FLOAT32);
        Map<String, Embeddings> named = new LinkedHashMap<>();
        named.put("", Embeddings.builder(vocabulary, vectors).metadata(all).build());
        named.put(WORDS, Embeddings.of(vocabulary, new GlovePart(rows, GlovePart.Part.WORDS)));
        named.put(CONTEXT, Embeddings.of(vocabulary, new GlovePart(rows, GlovePart.Part.CONTEXTS)));
        return Model.of("embeddings", named)
                .withMetadata(all)
                .withExtras(Map.of(RATES, ratesOf(rows)));
    }

    private static Tensor ratesOf(GloveRows rows) {
        int dimension = rows.dimension();
        int width = rows.width();
        long numbers = 2L * dimension + BIASES;
        MemorySegment into =
                Arena.ofAuto().allocate(numbers * Float.BYTES * rows.words(), Long.BYTES);
        for (int id = 0; id < rows.words(); id++) {
            float[] block = rows.blockOf(id);
            int at = rows.offset(id);
            long to = numbers * Float.BYTES * id;
            long then = to + (long) dimension * Float.BYTES;
            MemorySegment.copy(block, at + 2 * width, into, FLOAT, to, dimension);
            MemorySegment.copy(block, at + 3 * width, into, FLOAT, then, dimension);
            long last = then + (long) dimension * Float.BYTES;
            MemorySegment.copy(block, at + 4 * width, into, FLOAT, last, BIASES);
        }
        return Tensor.of(TensorType.F32, into, rows.words(), numbers);
    }

    private static Json.Obj describe(
            GloveSettings settings, EncodedCorpus corpus, GloveTraining training) {
        Map<String, Json> run = new LinkedHashMap<>();
        run.put("finished", new Json.Bool(training.finished()));
        run.put("epochsDone", Json.Num.of(training.epochsDone()));
        run.put("partsDone", Json.Num.of(training.tilesDone()));
        run.put("pairs", Json.Num.of(training.counts().pairs()));
        run.put("words", Json.Num.of(corpus.words()));
        run.put("corpusWords", Json.Num.of(corpus.seen()));
        run.put("corpusLength", Json.Num.of(corpus.length()));
        run.put("lines", Json.Num.of(corpus.lines()));
        run.put("seed", Json.Num.of(settings.seed));
        if (!training.losses().isEmpty()) {
            run.put("loss", Json.Num.of(training.losses().getLast()));
        }
        run.put(
                "losses",
                new Json.Arr(training.losses().stream().<Json>map(Json.Num::of).toList()));
        return new Json.Obj(run);
    }
}
