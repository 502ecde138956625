package dev.akin.cli;

import dev.akin.learn.Cbow;
import dev.akin.learn.FastText;
import dev.akin.learn.LearnerBuilder;
import dev.akin.learn.Loss;
import dev.akin.learn.SkipGram;
import dev.akin.learn.WordLearner;
import dev.akin.vocabulary.Subwords;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// What to learn, and how.
final class LearnerOptions {
    private static final int BUCKETS = 2_000_000;

    /// What a way to learn makes, which says who reads its input and which options it heeds.
    enum Family {
        WORDS,
        LABELS,
        NETWORK,
        DOCUMENTS,
        COUNTS,
        ITEMS,
        GRAPH,
        KNOWLEDGE,
        SPACE
    }

    /// What can be learnt.
    enum Method {
        skipgram(Family.WORDS),
        cbow(Family.WORDS),
        fasttext(Family.WORDS),
        supervised(Family.LABELS),
        classifier(Family.NETWORK),
        tagger(Family.NETWORK),
        language(Family.NETWORK),
        clicks(Family.NETWORK),
        nextItem(Family.NETWORK),
        twoTower(Family.NETWORK),
        metric(Family.NETWORK),
        imageEncoder(Family.NETWORK),
        doc2vec(Family.DOCUMENTS),
        glove(Family.COUNTS),
        lsa(Family.COUNTS),
        item2vec(Family.ITEMS),
        als(Family.ITEMS),
        bpr(Family.ITEMS),
        warp(Family.ITEMS),
        logistic(Family.ITEMS),
        node2vec(Family.GRAPH),
        deepwalk(Family.GRAPH),
        transe(Family.KNOWLEDGE),
        distmult(Family.KNOWLEDGE),
        complex(Family.KNOWLEDGE),
        rotate(Family.KNOWLEDGE),
        bridge(Family.SPACE);

        private final Family family;

        Method(Family family) {
            this.family = family;
        }

        Family family() {
            return family;
        }

        /// Whether it is a network.
        boolean network() {
            return family == Family.NETWORK;
        }

        /// Whether it is vectors of words.
        boolean words() {
            return family == Family.WORDS;
        }

        /// Whether the options that it does not heed are listed; the others list those that they heed.
        boolean listed() {
            return family.compareTo(Family.NETWORK) <= 0;
        }

        /// As it is typed.
        @Override
        public String toString() {
            return name().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        }

        static Method of(String name) {
            for (Method method : values()) {
                if (method.toString().equals(name)) {
                    return method;
                }
            }
            throw new TypeConversionException(
                    "there is no model '" + name + "', only " + Arrays.toString(values()));
        }
    }

    static final class MethodConverter implements ITypeConverter<Method> {
        @Override
        public Method convert(String value) {
            return Method.of(value);
        }
    }

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "skipgram",
            converter = MethodConverter.class,
            description =
                    "skipgram: from each word around a word. cbow: from their mean; faster, a little"
                            + " worse on rare words. fasttext: skipgram with parts of words, which also gives"
                            + " vectors to words never seen. supervised: fastText's classifier, from"
                            + " lines of __label__x and words. classifier: a network that gives texts the"
                            + " labels, from lines of label <tab> text. tagger: one that gives words tags,"
                            + " from lines of word <tab> tag. language: one that says which word comes"
                            + " next. From lines of user <tab> item: clicks, whether a user chooses an item;"
                            + " next-item, which item comes next; two-tower, which items fit a user;"
                            + " item2vec, items by their company; als, bpr, warp and logistic, factors of"
                            + " users and items. metric: vectors of texts, from lines of two that mean"
                            + " alike. From how often words stand together: glove, lsa. doc2vec: vectors"
                            + " of documents. node2vec and deepwalk: vectors of nodes, from lines of"
                            + " source <tab> target. transe, distmult, complex and rotate: vectors of"
                            + " entities and relations, from lines of head <tab> relation <tab> tail."
                            + " image-encoder: an encoder of pictures, from a folder for each class."
                            + " bridge: from one encoder's space into another's, from lines of two"
                            + " of the same thing."
                            + " Default:"
                            + " ${DEFAULT-VALUE}.")
    Method method = Method.skipgram;

    @Option(
            names = "--decay",
            paramLabel = "X",
            description =
                    "With --update: what was seen before counts this share of what it did, above 0 and at"
                            + " most 1; with --every before each version. Default: 1.")
    @Nullable Double decay;

    /// What was seen before counts, 1 if not said.
    ///
    /// @throws IllegalArgumentException if it is out of range
    double decay() {
        if (decay == null) {
            return 1;
        }
        if (!(decay > 0 && decay <= 1)) {
            throw new IllegalArgumentException(
                    "--decay must be above 0 and at most 1, not " + decay);
        }
        return decay;
    }

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            defaultValue = "ns",
            description =
                    "ns: negative sampling. hs: hierarchical softmax, by a tree of words; better on"
                            + " rare words. With supervised also softmax, the default there, and ova: each"
                            + " label for itself. With image-encoder prototypical, the default there,"
                            + " triplet, contrastive, proxy (anchors) and proxy-nca. Default:"
                            + " ${DEFAULT-VALUE}.")
    String loss = "ns";

    @Option(
            names = "--dim",
            paramLabel = "N",
            defaultValue = "100",
            converter = DimensionConverter.class,
            description =
                    "Numbers in a vector. Default: ${DEFAULT-VALUE}; with networks 50, with language"
                            + " 128, with next-item, two-tower and image-encoder 64, with clicks 16. auto, with"
                            + " networks: tries sizes, and takes the smallest that is as good as the"
                            + " best.")
    int dimension;

    /// What stands for `auto`.
    static final int AUTO = Integer.MIN_VALUE;

    /// A number, or `auto`.
    static final class DimensionConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            if (value.equals("auto")) {
                return AUTO;
            }
            try {
                return Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + value + "' is no whole number, nor auto");
            }
        }
    }

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "How many words to either side count as company. Default: ${DEFAULT-VALUE}; with"
                            + " glove 15.")
    int window;

    @Option(
            names = "--negatives",
            paramLabel = "N",
            defaultValue = "5",
            description = "Random words held against each true one. Default: ${DEFAULT-VALUE}.")
    int negatives;

    @Option(
            names = "--min-ngram",
            paramLabel = "N",
            description = "Letters in the shortest parts of words. Default: 3 with fasttext.")
    private @Nullable Integer minNgram;

    @Option(
            names = "--max-ngram",
            paramLabel = "N",
            description =
                    "Letters in the longest parts of words; 0 for no parts. Default: 6 with fasttext,"
                            + " else 0.")
    private @Nullable Integer maxNgram;

    @Option(
            names = "--buckets",
            paramLabel = "N",
            defaultValue = "" + BUCKETS,
            description =
                    "How many vectors parts of words, and with supervised runs of words, share at"
                            + " most. Default: ${DEFAULT-VALUE}.")
    private int buckets;

    @Option(
            names = "--position-weights",
            description = "With cbow: learn how much each place around a word counts.")
    private boolean positionWeights;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "Passes over the text. Default: ${DEFAULT-VALUE}; with doc2vec 10, with glove 25, over"
                            + " its pairs of words, and with lsa 10 at the most.")
    int epochs;

    @Option(
            names = "--min-count",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "Leave out words seen less often. Default: ${DEFAULT-VALUE}; with supervised 1.")
    int minCount;

    @Option(
            names = "--max-words",
            paramLabel = "N",
            description = "Keep only the N most frequent words. Default: all.")
    int maxWords = Integer.MAX_VALUE;

    @Option(
            names = "--subsample",
            paramLabel = "X",
            description =
                    "Skip many of the words more frequent than this share of the text; 0 skips none."
                            + " Default: 1e-3; with fasttext 1e-4.")
    @Nullable Double subsample;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description =
                    "The size of the first steps; it falls to almost 0. Default: 0.025; with cbow and"
                            + " fasttext 0.05, with supervised 0.1, with glove 0.05.")
    @Nullable Double learningRate;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Default: as many as the machine has.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "What chance starts from; with --threads 1, the same vectors again. Default:"
                            + " ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--reproducible",
            description =
                    "The same bytes with any number of threads, on one kind of processor; slower. With"
                            + " supervised, one thread learns.")
    boolean reproducible;

    /// @throws IllegalArgumentException if options are out of range or exclude each other
    WordLearner.Builder<?, ?> builder() {
        if (dimension == AUTO) {
            throw new IllegalArgumentException("--dim auto goes with networks, not with " + method);
        }
        WordLearner.Builder<?, ?> builder = method();
        if (subsample != null) {
            builder.subsample(subsample);
        }
        if (learningRate != null) {
            builder.learningRate(learningRate);
        }
        return builder.loss(Loss.ofLabel(loss))
                .dimension(dimension)
                .window(window)
                .negatives(negatives)
                .epochs(epochs)
                .minCount(minCount)
                .maxWords(maxWords)
                .threads(threads)
                .seed(seed)
                .subwords(subwords())
                .reproducible(reproducible);
    }

    private WordLearner.Builder<?, ?> method() {
        if (positionWeights && method != Method.cbow) {
            throw new IllegalArgumentException(
                    "--position-weights needs --model cbow: " + method + " has no mean to weigh");
        }
        return switch (method) {
            case skipgram -> SkipGram.builder();
            case cbow -> Cbow.builder().positionWeights(positionWeights);
            case fasttext -> FastText.skipGram();
            default -> throw new IllegalArgumentException(method + " is no vectors of words");
        };
    }

    /// Which parts of words have vectors; where none has, `supervised` still needs buckets for runs of words.
    Subwords subwords() {
        boolean parts = method == Method.fasttext;
        int most = maxNgram != null ? maxNgram : parts || minNgram != null ? 6 : 0;
        int fewest = minNgram != null ? minNgram : Math.min(3, most);
        if (method == Method.supervised) {
            return Subwords.of(fewest, most, buckets);
        }
        return most == 0 ? Subwords.of(0, 0, 0) : Subwords.of(fewest, most, buckets);
    }

    /// Changes those options of a training that may differ from one to the next, where they were given.
    void applyTrainingTo(LearnerBuilder<?> builder, Predicate<String> given) {
        if (subsample != null) {
            builder.subsample(subsample);
        }
        if (learningRate != null) {
            builder.learningRate(learningRate);
        }
        if (given.test("--epochs")) {
            builder.epochs(epochs);
        }
        if (given.test("--min-count")) {
            builder.minCount(minCount);
        }
        if (given.test("--max-words")) {
            builder.maxWords(maxWords);
        }
        if (given.test("--seed")) {
            builder.seed(seed);
        }
    }
}
