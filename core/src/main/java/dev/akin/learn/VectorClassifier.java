package dev.akin.learn;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.algebra.LogisticRegression;
import dev.akin.embeddings.Label;
import dev.akin.embeddings.Model;
import dev.akin.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Gives vectors labels, learned from a few labelled vectors of an encoder that stays as it is. Immutable and thread-safe.
///
/// [Method#NEAREST_MEAN] is the prototype classifier of Snell, Swersky, Zemel 2017, "Prototypical Networks for Few-shot Learning",
/// with cosines; of vectors of the labels' names it is the zero-shot classifier of Radford and others 2021. All vectors count at
/// length 1.
public final class VectorClassifier {
    /// What `akin.kind` says of its files.
    public static final String KIND = "classifier";

    /// What tells its files from those of networks that classify.
    public static final String METADATA = "akin.classifier";

    private static final Kernels KERNELS = Kernels.best();

    /// How labels are told.
    public enum Method {
        /// By the cosine to the mean of each label's vectors; right from one example a label.
        NEAREST_MEAN,
        /// By a logistic regression of each label against the others; the best from some ten a label.
        LOGISTIC,
        /// By the labels of the nearest examples; for labels that are no one cloud.
        KNN;

        /// As it is typed and stored.
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// @throws IllegalArgumentException if there is none; the message lists those there are
        public static Method ofLabel(String label) {
            return Arrays.stream(values())
                    .filter(method -> method.label().equals(label))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "there is no method \""
                                            + label
                                            + "\", only "
                                            + Arrays.stream(values()).map(Method::label).toList()));
        }
    }

    /// How it is learned.
    ///
    /// @param scale what cosines are multiplied by before they become probabilities, above 0; of [Method#NEAREST_MEAN]
    /// @param c how much examples count against the penalty, above 0; of [Method#LOGISTIC]
    /// @param neighbors how many of the nearest examples are asked, 1 or more; of [Method#KNN]
    public record Options(Method method, double scale, double c, int neighbors) {
        public Options {
            if (!(scale > 0) || !(c > 0) || neighbors < 1) {
                throw new IllegalArgumentException(
                        "scale and c are above 0, and neighbours 1 or more, not "
                                + scale
                                + ", "
                                + c
                                + " and "
                                + neighbors);
            }
        }

        /// Scale 20, C 10, 5 neighbours.
        public static Options of(Method method) {
            return new Options(method, 20, 10, 5);
        }
    }

    private final Options options;
    private final List<String> labels;
    private final int dimension;

    /// A row for each label, or for each example.
    private final float[] rows;

    private final int[] labelOfRow;
    private final float[] offsets;
    private final Map<String, String> metadata;

    VectorClassifier(
            Options options, Learned learned, int dimension, Map<String, String> metadata) {
        this.options = options;
        this.labels = learned.labels;
        this.dimension = dimension;
        this.rows = learned.rows;
        this.labelOfRow = learned.labelOfRow;
        this.offsets = learned.offsets;
        this.metadata = Map.copyOf(metadata);
    }

    /// What was learned.
    ///
    /// @param rows one for each label, or for each example
    /// @param offsets one for each label; none where the method has none
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Learned(List<String> labels, float[] rows, int[] labelOfRow, float[] offsets) {}

    Learned learned() {
        return new Learned(labels, rows, labelOfRow, offsets);
    }

    /// Learns.
    ///
    /// @param vectors [examples][dimension]; not kept
    /// @param labels of each; those of the classifier are in alphabetical order
    /// @throws IllegalArgumentException if there are not as many of both, fewer than two labels, vectors differ in dimension, or one
    ///     holds what is not finite
    public static VectorClassifier fit(float[][] vectors, List<String> labels, Options options) {
        if (vectors.length != labels.size()) {
            throw new IllegalArgumentException(
                    vectors.length + " vectors with " + labels.size() + " labels");
        }
        List<String> names = List.copyOf(new TreeSet<>(labels));
        if (names.size() < 2) {
            throw new IllegalArgumentException(
                    "there must be two labels at least, and there are " + names);
        }
        int dimension = vectors[0].length;
        float[] examples = units(vectors, dimension);
        int[] labelOf = labels.stream().mapToInt(names::indexOf).toArray();
        Learned learned =
                switch (options.method()) {
                    case NEAREST_MEAN -> means(examples, dimension, labelOf, names);
                    case LOGISTIC -> regressions(examples, dimension, labelOf, names, options.c());
                    case KNN -> new Learned(names, examples, labelOf, new float[0]);
                };
        return new VectorClassifier(options, learned, dimension, Map.of());
    }

    private static float[] units(float[][] vectors, int dimension) {
        float[] rows = new float[Math.multiplyExact(vectors.length, dimension)];
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i].length != dimension) {
                throw new IllegalArgumentException(
                        "vector "
                                + i
                                + " has "
                                + vectors[i].length
                                + " dimensions, not "
                                + dimension);
            }
            System.arraycopy(unit(vectors[i], i), 0, rows, i * dimension, dimension);
        }
        return rows;
    }

    private static float[] unit(float[] vector, int place) {
        float length = (float) Math.sqrt(Kernels.squaredNorm(vector, vector.length));
        if (!Float.isFinite(length)) {
            throw new IllegalArgumentException("vector " + place + " holds what is not finite");
        }
        float[] unit = vector.clone();
        KERNELS.scale(length == 0 ? 0 : 1 / length, unit, 0, unit.length);
        return unit;
    }

    private static Learned means(
            float[] examples, int dimension, int[] labelOf, List<String> names) {
        float[][] sums = new float[names.size()][dimension];
        for (int i = 0; i < labelOf.length; i++) {
            KERNELS.axpy(1, examples, i * dimension, sums[labelOf[i]], 0, dimension);
        }
        return new Learned(
                names,
                units(sums, dimension),
                IntStream.range(0, names.size()).toArray(),
                new float[0]);
    }

    private static Learned regressions(
            float[] examples, int dimension, int[] labelOf, List<String> names, double c) {
        float[] weights = new float[Math.multiplyExact(names.size(), dimension)];
        float[] offsets = new float[names.size()];
        for (int label = 0; label < offsets.length; label++) {
            boolean[] positive = new boolean[labelOf.length];
            for (int i = 0; i < positive.length; i++) {
                positive[i] = labelOf[i] == label;
            }
            LogisticRegression fitted = LogisticRegression.fit(examples, dimension, positive, c);
            System.arraycopy(fitted.weights(), 0, weights, label * dimension, dimension);
            offsets[label] = (float) fitted.offset();
        }
        return new Learned(names, weights, IntStream.range(0, offsets.length).toArray(), offsets);
    }

    /// The same, with what else is known of how it was made, by the names of the file format.
    public VectorClassifier withMetadata(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(metadata);
        all.putAll(more);
        return new VectorClassifier(options, learned(), dimension, all);
    }

    /// How it was made, by the names of the file format.
    public Map<String, String> metadata() {
        return metadata;
    }

    /// Its labels, in alphabetical order.
    public List<String> labels() {
        return labels;
    }

    /// Numbers in a vector.
    public int dimension() {
        return dimension;
    }

    public Options options() {
        return options;
    }

    /// The likeliest labels of each vector, the best first; the probabilities of all labels add up to 1.
    ///
    /// @param k how many labels, 1 or more
    /// @throws IllegalArgumentException if a vector is of another dimension, or holds what is not finite
    public List<List<Label>> predict(float[][] vectors, int k) {
        List<List<Label>> predicted = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i].length != dimension) {
                throw new IllegalArgumentException(
                        "a vector of "
                                + vectors[i].length
                                + " dimensions, for a classifier of "
                                + dimension);
            }
            predicted.add(best(probabilities(unit(vectors[i], i)), k));
        }
        return predicted;
    }

    private List<Label> best(double[] probabilities, int k) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(label -> -probabilities[label]))
                .limit(k)
                .map(label -> new Label(labels.get(label), probabilities[label]))
                .toList();
    }

    private double[] probabilities(float[] unit) {
        double[] scores = new double[labelOfRow.length];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = KERNELS.dot(rows, row * dimension, unit, 0, dimension);
        }
        return switch (options.method()) {
            case NEAREST_MEAN -> softmax(scores, options.scale());
            case LOGISTIC -> shares(scores);
            case KNN -> votes(scores);
        };
    }

    private static double[] softmax(double[] scores, double scale) {
        double most = Arrays.stream(scores).max().orElse(0);
        double[] weights =
                Arrays.stream(scores).map(score -> Math.exp(scale * (score - most))).toArray();
        return divided(weights);
    }

    private double[] shares(double[] scores) {
        double[] chances = new double[scores.length];
        for (int label = 0; label < chances.length; label++) {
            chances[label] = 1 / (1 + Math.exp(-scores[label] - offsets[label]));
        }
        return divided(chances);
    }

    /// Each of the nearest votes with the weight of its cosine, brought between 0 and 1.
    private double[] votes(double[] scores) {
        double[] votes = new double[labels.size()];
        IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -scores[row]))
                .limit(options.neighbors())
                .forEach(row -> votes[labelOfRow[row]] += (1 + scores[row]) / 2);
        return divided(votes);
    }

    private static double[] divided(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights)
                .map(weight -> sum == 0 ? 1.0 / weights.length : weight / sum)
                .toArray();
    }

    /// Writes a file; an older one of that name stays as it was until the new one is whole.
    public void save(Path path, ProgressListener listener) throws IOException {
        model().save(path, listener);
    }

    /// What its file holds: a table with a row for each label, or for each example.
    public Model model() {
        return VectorClassifierFile.model(this);
    }

    /// Whether a file holds such a classifier.
    public static boolean isOne(Model model) {
        return model.kind().equals(KIND) && model.metadata().containsKey(METADATA);
    }

    /// Reads what [#save] wrote.
    ///
    /// @throws MalformedFileException if it is anything else
    public static VectorClassifier of(Path path, Model model) throws MalformedFileException {
        return VectorClassifierFile.read(path, model);
    }
}
