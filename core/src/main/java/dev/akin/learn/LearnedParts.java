package dev.akin.learn;

import dev.akin.embeddings.Model;
import dev.akin.format.Tensor;
import dev.akin.format.TensorType;
import dev.akin.kernel.ElementType;
import dev.akin.table.EmbeddingTable;
import dev.akin.table.SegmentTable;
import dev.akin.table.TrainableRows;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.Vocabulary;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// What a file of Akin's learners says of how it was learned, and holds to go on from.
record LearnedParts(Model model) {
    static final String OPTIONS = "akin.options";
    static final String TRAINING = "akin.training";
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    static LearnedParts of(Model model) {
        return new LearnedParts(model);
    }

    /// @throws IllegalArgumentException if no learner of Akin's made the model
    Settings settings() {
        return Settings.ofJson(object(OPTIONS), number("seed"));
    }

    private Json.Obj training() {
        return object(TRAINING);
    }

    /// How many words of all epochs are learned, and how many parts.
    Course course(EncodedCorpus corpus) {
        return new Course(corpus, number("partsDone"), number("words"));
    }

    /// The tree that the model was learned with, with leaves for the words behind the first so many.
    ///
    /// @throws IllegalArgumentException if it is no tree of so many words
    HuffmanTree grownTree(Vocabulary vocabulary, int words) {
        HuffmanTree tree = HuffmanTree.ofLinks(tensor(LearnedModel.LINKS).data().toArray(INT));
        if (tree.words() != words) {
            throw new IllegalArgumentException(
                    LearnedModel.LINKS + " is a tree of " + tree.words() + " words, not " + words);
        }
        return tree.plus(TableMaker.counts(vocabulary, words));
    }

    /// @throws IllegalArgumentException if the model is finished, or the corpus is not the one it was learned from
    void checkResumable(EncodedCorpus corpus) {
        if (training().get("finished") instanceof Json.Bool(boolean finished) && finished) {
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

    /// Copies all rows, to those from `first` on.
    ///
    /// @throws IllegalArgumentException if there is no room for them
    static void copy(EmbeddingTable from, TrainableRows into, int first) {
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

    /// @throws IllegalArgumentException if the model lacks the table
    EmbeddingTable rows(String name) {
        if (!model.names().contains(name)) {
            throw lacks("the table \"" + name + "/\"");
        }
        return model.table(name).table();
    }

    /// @throws IllegalArgumentException if the model lacks the tensor
    EmbeddingTable extra(String name) {
        Tensor tensor = tensor(name);
        int rows = Math.toIntExact(tensor.shape().getFirst());
        int dimension = Math.toIntExact(tensor.shape().getLast());
        return SegmentTable.of(tensor.data(), ElementType.FLOAT32, rows, dimension);
    }

    Tensor tensor(String name) {
        Tensor tensor = model.extras().get(name);
        if (tensor == null) {
            throw lacks("the tensor \"" + name + "\"");
        }
        return tensor;
    }

    static IllegalArgumentException lacks(String what) {
        return new IllegalArgumentException(
                "the model lacks "
                        + what
                        + ", which learning and inference need: it was saved lean, or converted");
    }

    /// The rows as one tensor of float32.
    static Tensor tensor(EmbeddingTable table) {
        return Tensor.of(
                TensorType.F32,
                SegmentTable.copyOf(table, ElementType.FLOAT32).segment(),
                table.rows(),
                table.dimension());
    }

    Json.Obj object(String name) {
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

    long number(String name) {
        if (training().get(name) instanceof Json.Num number) {
            return number.asLong();
        }
        throw new IllegalArgumentException(
                TRAINING
                        + " does not say "
                        + name
                        + ": the model was not learned by this version of Akin");
    }
}
