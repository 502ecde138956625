package dev.akin.embeddings;

import dev.akin.cluster.Clusterer;
import dev.akin.cluster.Clustering;
import dev.akin.cluster.FiniteRows;
import dev.akin.cluster.Metric;
import dev.akin.format.Column;
import dev.akin.kernel.Kernels;
import dev.akin.text.Digest;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import dev.akin.vocabulary.SubwordTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Encodes texts as bags of centroids: words are grouped by their vectors, and a text's vector has a number for each group, how
/// many of its words are in it; at unit length. Groups that many texts have may weigh less. So a text is compared by which
/// kinds of words it has rather than by the mean of all of them (Zhao & Mao 2018, "Fuzzy Bag-of-Words Model for Document
/// Representation", with hard membership; bags of visual words, Sivic & Zisserman 2003, are the same).
///
/// A text is cut as the text was that the vectors were learned from. A word that is not known is in the group whose centre its
/// vector from sub-words is nearest to, where the embeddings have these, and otherwise in none; a text without any word that
/// counts is at the origin. Thread-safe; nothing has to be closed.
public final class CentroidEncoder implements TextEncoder {
    /// How a file says that its words stand in groups for texts, and keeps the groups' weights.
    public static final String METADATA = "akin.centroids";

    private static final int BLOCK = 64;
    private static final int FEW = 256;

    private final String name;
    private final Embeddings words;
    private final int[] groups;
    private final int dimension;
    private final float @Nullable [] weights;
    private final TextWords text;
    private final VocabularyTokenizer tokenizer;
    private final float[] centers;
    private final String fingerprint;

    private CentroidEncoder(
            String name, Embeddings words, int[] groups, float @Nullable [] weights) {
        this.name = name;
        this.words = words;
        this.groups = groups;
        this.dimension = Arrays.stream(groups).max().orElse(-1) + 1;
        if (dimension == 0) {
            throw new IllegalArgumentException("no word belongs to a group");
        }
        if (weights != null && weights.length != dimension) {
            throw new IllegalArgumentException(
                    METADATA + " has " + weights.length + " weights for " + dimension + " groups");
        }
        this.weights = weights;
        this.text = TextWords.of(words);
        this.tokenizer = new VocabularyTokenizer(words, text.cutter());
        this.centers = words.subwords() == null ? new float[0] : centers();
        this.fingerprint = digest();
    }

    /// Groups words by the direction of their vectors.
    ///
    /// @param clusterer how, such as [dev.akin.cluster.KMeans]
    /// @throws IllegalArgumentException if no row holds finite numbers alone, or there are too few for the clusterer
    /// @throws java.util.concurrent.CancellationException as the clusterer does
    public static CentroidEncoder grouping(String name, Embeddings words, Clusterer clusterer) {
        FiniteRows rows = FiniteRows.of(words.table(), words.size());
        Clustering found = clusterer.fit(rows.points(Metric.COSINE));
        int[] groups = new int[words.size()];
        Arrays.fill(groups, Clustering.NOISE);
        for (int p = 0; p < rows.count(); p++) {
            groups[rows.row(p)] = found.cluster(p);
        }
        return new CentroidEncoder(name, words, groups, null);
    }

    /// Whether the embeddings say that they are for bags of centroids.
    public static boolean describedBy(Embeddings words) {
        return words.metadata().containsKey(METADATA);
    }

    /// The encoder whose [#embeddings()] these are; or, where they do not say so, one by the groups that they have in the column
    /// [KeyClusters#CLUSTER].
    ///
    /// @throws IllegalArgumentException if there is no such column, or the metadata are not as [#embeddings()] writes them
    public static CentroidEncoder of(String name, Embeddings words) {
        Column column = words.column(KeyClusters.CLUSTER);
        if (column.kind() != Column.Kind.INTEGER) {
            throw new IllegalArgumentException(
                    "the column " + KeyClusters.CLUSTER + " holds no whole numbers");
        }
        int[] groups = new int[words.size()];
        for (int row = 0; row < groups.length; row++) {
            long group = column.integer(row);
            if (group < Clustering.NOISE || group >= words.size()) {
                throw new IllegalArgumentException(
                        "the column "
                                + KeyClusters.CLUSTER
                                + " says "
                                + group
                                + " in row "
                                + row
                                + ", of "
                                + words.size());
            }
            groups[row] = (int) group;
        }
        return new CentroidEncoder(name, words, groups, weights(words));
    }

    private static float @Nullable [] weights(Embeddings words) {
        String kept = words.metadata().get(METADATA);
        if (kept == null) {
            return null;
        }
        try {
            if (!(Json.parse(kept) instanceof Json.Obj members)
                    || !(members.get("weights") instanceof Json.Arr numbers)) {
                return null;
            }
            float[] weights = new float[numbers.elements().size()];
            for (int i = 0; i < weights.length; i++) {
                if (!(numbers.elements().get(i) instanceof Json.Num number)) {
                    throw new IllegalArgumentException(
                            METADATA + ": \"weights\" has no number at " + i);
                }
                weights[i] = (float) number.asDouble();
            }
            return weights;
        } catch (JsonException e) {
            throw new IllegalArgumentException(METADATA + ": " + e.getMessage(), e);
        }
    }

    /// This encoder, with groups that weigh 1 + ln((1 + n) / (1 + m)), where m of n texts have a word of the group (smoothed
    /// inverse document frequency, as scikit-learn has it).
    ///
    /// @param texts like those to be encoded
    /// @throws IllegalArgumentException if there is none
    public CentroidEncoder weighedBy(List<String> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("no text to weigh groups by");
        }
        int[] having = new int[dimension];
        for (float[] bag : bags(texts)) {
            for (int group = 0; group < dimension; group++) {
                having[group] += bag[group] > 0 ? 1 : 0;
            }
        }
        float[] inverse = new float[dimension];
        for (int group = 0; group < dimension; group++) {
            inverse[group] = (float) (1 + Math.log((1.0 + texts.size()) / (1.0 + having[group])));
        }
        return new CentroidEncoder(name, words, groups, inverse);
    }

    /// The embeddings, with what [#of] makes this encoder of: to be saved.
    public Embeddings embeddings() {
        List<Json> numbers = new ArrayList<>();
        if (weights != null) {
            for (float weight : weights) {
                numbers.add(Json.Num.of(weight));
            }
        }
        Map<String, String> metadata = new LinkedHashMap<>(words.metadata());
        metadata.put(
                METADATA,
                Json.object("weights", weights == null ? null : new Json.Arr(numbers)).toString());
        Embeddings.Builder copy =
                Embeddings.builder(words.vocabulary(), words.table())
                        .similarity(words.similarity())
                        .metadata(metadata)
                        .notes(words.notes())
                        .subwords(words.subwords());
        words.columns().forEach(copy::column);
        copy.column(
                KeyClusters.CLUSTER,
                Column.integers(Arrays.stream(groups).asLongStream().toArray()));
        return copy.build();
    }

    /// The group of a word of the vocabulary, from 0, or -1.
    ///
    /// @throws IndexOutOfBoundsException if there is no such row
    public int group(int row) {
        return groups[row];
    }

    /// How many words of a text are in each group, unweighed.
    public float[] bag(String text) {
        float[] bag = new float[dimension];
        for (String word : this.text.in(text)) {
            int id = words.find(word);
            int group = id >= 0 ? groups[id] : words.answers(word) ? nearest(word) : -1;
            if (group >= 0) {
                bag[group]++;
            }
        }
        return bag;
    }

    private float[][] bags(List<String> texts) {
        float[][] bags = new float[texts.size()][];
        int threads = texts.size() < FEW ? 1 : Runtime.getRuntime().availableProcessors();
        Parallel.blocks(
                threads,
                bags.length,
                BLOCK,
                () ->
                        (first, count) -> {
                            for (int i = first; i < first + count; i++) {
                                bags[i] = bag(texts.get(i));
                            }
                        });
        return bags;
    }

    private int nearest(String word) {
        float[] vector = words.vector(word);
        int best = -1;
        float most = Float.NEGATIVE_INFINITY;
        for (int group = 0; group < dimension; group++) {
            float score =
                    Kernels.best().dot(vector, 0, centers, group * vector.length, vector.length);
            if (score > most) {
                most = score;
                best = group;
            }
        }
        return best;
    }

    /// The mean direction of each group's words, at unit length.
    private float[] centers() {
        int width = words.dimension();
        float[] centers = new float[Math.multiplyExact(dimension, width)];
        for (int row = 0; row < groups.length; row++) {
            if (groups[row] >= 0) {
                float[] vector = words.table().row(row);
                toUnitLength(vector, 0, width);
                Kernels.best().axpy(1, vector, 0, centers, groups[row] * width, width);
            }
        }
        for (int group = 0; group < dimension; group++) {
            toUnitLength(centers, group * width, width);
        }
        return centers;
    }

    private static void toUnitLength(float[] numbers, int from, int length) {
        float square = Kernels.best().dot(numbers, from, numbers, from, length);
        if (square > 0) {
            Kernels.best().scale((float) (1 / Math.sqrt(square)), numbers, from, length);
        }
    }

    @Override
    public float[][] encode(List<String> texts, Purpose purpose) {
        float[][] bags = bags(texts);
        for (float[] bag : bags) {
            finish(bag);
        }
        return bags;
    }

    @Override
    public float[][] encodeTokens(List<int[]> texts) {
        float[][] bags = new float[texts.size()][];
        for (int i = 0; i < bags.length; i++) {
            bags[i] = new float[dimension];
            for (int id : texts.get(i)) {
                if (id < 0 || id > words.size()) {
                    throw new IllegalArgumentException(
                            "the token " + id + " is not 0 to " + words.size());
                }
                if (id < words.size() && groups[id] >= 0) {
                    bags[i][groups[id]]++;
                }
            }
            finish(bags[i]);
        }
        return bags;
    }

    private void finish(float[] bag) {
        if (weights != null) {
            for (int group = 0; group < dimension; group++) {
                bag[group] *= weights[group];
            }
        }
        toUnitLength(bag, 0, dimension);
    }

    /// Its tokens are words. Words that are not known are one token to it, also where [#encode] finds groups for them.
    @Override
    public SubwordTokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public int maxTokens() {
        return Integer.MAX_VALUE;
    }

    @Override
    public String name() {
        return name;
    }

    /// Groups.
    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public Similarity similarity() {
        return Similarity.COSINE;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    private String digest() {
        return Digest.sha256()
                .add("centroids")
                .add(tokenizer.fingerprint())
                .add(Arrays.toString(groups))
                .add(Arrays.toString(centers))
                .add(Arrays.toString(weights))
                .hex(8);
    }

    /// Does nothing: it holds nothing but memory.
    @Override
    public void close() {}
}
