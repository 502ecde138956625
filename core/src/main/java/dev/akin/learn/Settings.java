package dev.akin.learn;

import dev.akin.text.Json;
import dev.akin.vocabulary.Subwords;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a learner of words is told. Builders change it and hand out copies.
final class Settings {
    static final String DOC2VEC = "doc2vec";
    static final Subwords NO_SUBWORDS = Subwords.of(0, 0, 0);

    /// The exponent of word2vec.c (Mikolov et al. 2013, §2.2).
    private static final double NEGATIVE_EXPONENT = 0.75;

    /// Numbers of the encoded corpus that a thread takes at a time; windows do not cross from one part to the next.
    private static final int PART = 1 << 16;

    /// As [#PART] where the result is to be the same with any number of threads: at the most and at the least.
    private static final int REPRODUCIBLE_PART = 1 << 11;

    private static final int LEAST_PART = 1 << 7;

    /// Rounds of a training should be at least so many, for what the parts of one round learn they do not know of each
    /// other.
    private static final int ROUNDS = 500;

    boolean bags;
    int dimension = 100;
    int window = 5;
    int negatives = 5;
    int epochs = 5;
    int minCount = 5;
    int maxWords = Integer.MAX_VALUE;
    double subsample = 1e-3;
    double negativeExponent = NEGATIVE_EXPONENT;
    double learningRate = 0.025;
    int threads = Runtime.getRuntime().availableProcessors();
    long seed = 1;
    Loss loss = Loss.NEGATIVE_SAMPLING;
    Subwords subwords = NO_SUBWORDS;
    boolean positionWeights;
    boolean reproducible;

    /// How documents are learned; null where there are none.
    Doc2Vec.@Nullable Mode documents;

    /// Whether words are learned beside documents, where these alone do not need them.
    boolean besideWords;

    /// How documents are inferred by a model that was updated; 0 where it was not, and learning says it.
    double inferenceRate;

    int inferenceEpochs;

    /// Rows of documents beyond so many bytes lie in a mapped file, if there is a place for one.
    long memoryLimit = Runtime.getRuntime().maxMemory() / 2;

    /// How many rows each document has, where that number is a part of the network.
    int tags = 1;

    /// Whether the training goes on from a model that was whole.
    boolean update;

    @Nullable Path scratch;
    int blockNumbers;

    /// @param bags whether a word is learned from the mean of its context (CBOW) rather than from each word of it
    Settings(boolean bags) {
        this.bags = bags;
    }

    Settings(Settings other) {
        bags = other.bags;
        dimension = other.dimension;
        window = other.window;
        negatives = other.negatives;
        epochs = other.epochs;
        minCount = other.minCount;
        maxWords = other.maxWords;
        subsample = other.subsample;
        negativeExponent = other.negativeExponent;
        learningRate = other.learningRate;
        threads = other.threads;
        seed = other.seed;
        loss = other.loss;
        subwords = other.subwords;
        positionWeights = other.positionWeights;
        reproducible = other.reproducible;
        documents = other.documents;
        besideWords = other.besideWords;
        memoryLimit = other.memoryLimit;
        inferenceRate = other.inferenceRate;
        inferenceEpochs = other.inferenceEpochs;
        tags = other.tags;
        update = other.update;
        scratch = other.scratch;
        blockNumbers = other.blockNumbers;
    }

    boolean hasSubwords() {
        return subwords.maxNgram() > 0;
    }

    boolean hierarchical() {
        return loss == Loss.HIERARCHICAL_SOFTMAX;
    }

    /// Options for documents, with the defaults of gensim where these differ from those for words.
    static Settings ofDocuments() {
        Settings settings = new Settings(true);
        settings.documents = Doc2Vec.Mode.DM;
        settings.epochs = 10;
        return settings;
    }

    boolean concatenates() {
        return documents == Doc2Vec.Mode.DM_CONCAT;
    }

    /// Whether words have rows as inputs.
    boolean hasWords() {
        return documents != Doc2Vec.Mode.DBOW || besideWords;
    }

    /// The learning rate that inference begins with.
    double rateToInfer() {
        return inferenceEpochs > 0 ? inferenceRate : learningRate;
    }

    /// In how many passes a document is inferred.
    int epochsToInfer() {
        return inferenceEpochs > 0 ? inferenceEpochs : epochs;
    }

    /// Numbers in a row of the outputs.
    int outDimension() {
        return concatenates() ? Math.multiplyExact(tags + 2 * window, dimension) : dimension;
    }

    /// Numbers from one row of the outputs to the next.
    int outStride() {
        return Math.ceilDiv(outDimension(), 16) * 16;
    }

    /// Numbers of a part of a corpus of `length` numbers.
    int part(long length) {
        if (!reproducible) {
            return PART;
        }
        long fitting = (length * epochs) / (ROUNDS * (long) Rounds.PARTS);
        return Math.clamp(fitting, LEAST_PART, REPRODUCIBLE_PART);
    }

    /// Numbers from one row to the next.
    int stride() {
        return Math.ceilDiv(dimension, 16) * 16;
    }

    /// What goes into a file, by the names of `akin.options`.
    Json.Obj describe() {
        Map<String, Json> how = new LinkedHashMap<>();
        if (documents == null) {
            how.put("model", new Json.Str(bags ? "cbow" : "skipgram"));
        } else {
            how.put("model", new Json.Str(DOC2VEC));
            how.put("mode", new Json.Str(documents.label()));
            how.put("words", new Json.Bool(hasWords()));
            how.put("tags", Json.Num.of(tags));
        }
        how.put("loss", new Json.Str(loss.label()));
        how.put("dimension", Json.Num.of(dimension));
        how.put("window", Json.Num.of(window));
        how.put("negatives", Json.Num.of(hierarchical() ? 0 : negatives));
        how.put("epochs", Json.Num.of(epochs));
        how.put("minCount", Json.Num.of(minCount));
        if (maxWords < Integer.MAX_VALUE) {
            how.put("maxWords", Json.Num.of(maxWords));
        }
        how.put("subsample", Json.Num.of(subsample));
        if (negativeExponent != NEGATIVE_EXPONENT) {
            how.put("negativeExponent", Json.Num.of(negativeExponent));
        }
        how.put("learningRate", Json.Num.of(learningRate));
        if (positionWeights) {
            how.put("positionWeights", new Json.Bool(true));
        }
        if (inferenceEpochs > 0) {
            how.put("inferenceRate", Json.Num.of(inferenceRate));
            how.put("inferenceEpochs", Json.Num.of(inferenceEpochs));
        }
        if (update) {
            how.put("update", new Json.Bool(true));
        }
        if (reproducible) {
            how.put("reproducible", new Json.Bool(true));
        }
        return new Json.Obj(how);
    }

    /// What [#describe()] gave.
    ///
    /// @throws IllegalArgumentException if an option is missing; the message names it
    static Settings ofJson(Json.Obj how, long seed) {
        Settings settings = new Settings(text(how, "model").equals("cbow"));
        if (text(how, "model").equals(DOC2VEC)) {
            settings.documents = Doc2Vec.Mode.ofLabel(text(how, "mode"));
            settings.bags = settings.documents != Doc2Vec.Mode.DBOW;
            settings.besideWords = how.get("words") instanceof Json.Bool(boolean on) && on;
            settings.tags = Math.toIntExact(number(how, "tags").asLong());
            if (how.get("inferenceEpochs") instanceof Json.Num epochs) {
                settings.inferenceEpochs = Math.toIntExact(epochs.asLong());
                settings.inferenceRate = number(how, "inferenceRate").asDouble();
            }
        }
        settings.loss = Loss.ofLabel(text(how, "loss"));
        settings.dimension = Math.toIntExact(number(how, "dimension").asLong());
        settings.window = Math.toIntExact(number(how, "window").asLong());
        settings.negatives = Math.max(1, Math.toIntExact(number(how, "negatives").asLong()));
        settings.epochs = Math.toIntExact(number(how, "epochs").asLong());
        settings.minCount = Math.toIntExact(number(how, "minCount").asLong());
        if (how.get("maxWords") instanceof Json.Num most) {
            settings.maxWords = Math.toIntExact(most.asLong());
        }
        settings.subsample = number(how, "subsample").asDouble();
        if (how.get("negativeExponent") instanceof Json.Num exponent) {
            settings.negativeExponent = exponent.asDouble();
        }
        settings.learningRate = number(how, "learningRate").asDouble();
        settings.positionWeights = how.get("positionWeights") != null;
        settings.reproducible = how.get("reproducible") != null;
        settings.update = how.get("update") != null;
        settings.seed = seed;
        return settings;
    }

    private static Json.Num number(Json.Obj how, String name) {
        if (how.get(name) instanceof Json.Num number) {
            return number;
        }
        throw missing(name);
    }

    private static String text(Json.Obj how, String name) {
        if (how.get(name) instanceof Json.Str(String value)) {
            return value;
        }
        throw missing(name);
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException(
                "akin.options does not say "
                        + name
                        + ": the model was not learned by this version of Akin");
    }
}
