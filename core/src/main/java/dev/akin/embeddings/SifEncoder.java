package dev.akin.embeddings;

import dev.akin.algebra.SymmetricEigen;
import dev.akin.kernel.Kernels;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Digest;
import dev.akin.text.Json;
import dev.akin.text.JsonException;
import dev.akin.vocabulary.SubwordTokenizer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Encodes texts by vectors of words: the mean of the words' vectors, each weighed by a / (a + p), where p is the word's share of
/// all words; if texts were given to fit it, less what the mean has in their common direction; at unit length. Smooth inverse
/// frequency (Arora, Liang & Ma 2017, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", algorithm 1).
///
/// A text is cut as the text was that the vectors were learned from. A word that is not known counts with the vector of its
/// sub-words, where the embeddings have these, and otherwise not at all; a text without any word that counts is at the origin.
/// Thread-safe; nothing has to be closed.
public final class SifEncoder implements TextEncoder {
    /// How a file keeps the smoothing and the common direction.
    public static final String METADATA = "akin.sif";

    private static final int BLOCK = 64;
    private static final int FEW = 256;
    private static final int ROWS = 1024;

    private final String name;
    private final Embeddings words;
    private final WordShares shares;
    private final double smoothing;
    private final float @Nullable [] common;
    private final TextWords text;
    private final VocabularyTokenizer tokenizer;
    private final String fingerprint;

    private SifEncoder(String name, Embeddings words, double smoothing, float @Nullable [] common) {
        this.name = name;
        this.words = words;
        this.shares = WordShares.of(words.vocabulary());
        this.smoothing = smoothing;
        this.common = common;
        this.text = TextWords.of(words);
        this.tokenizer = new VocabularyTokenizer(words, text.cutter());
        this.fingerprint = digest();
    }

    /// The encoder that the embeddings' metadata describe; where they describe none, one with a = 0.001 and without a common
    /// direction.
    ///
    /// @throws IllegalArgumentException if the metadata are not as [#embeddings()] writes them
    public static SifEncoder of(String name, Embeddings words) {
        String kept = words.metadata().get(METADATA);
        if (kept == null) {
            return new SifEncoder(name, words, 1e-3, null);
        }
        try {
            return described(name, words, kept);
        } catch (JsonException e) {
            throw new IllegalArgumentException(METADATA + ": " + e.getMessage(), e);
        }
    }

    private static SifEncoder described(String name, Embeddings words, String kept) {
        if (Json.parse(kept) instanceof Json.Obj members
                && members.get("smoothing") instanceof Json.Num smoothing) {
            return new SifEncoder(
                    name,
                    words,
                    checked(smoothing.asDouble()),
                    direction(members.get("common"), words.dimension()));
        }
        throw new IllegalArgumentException(METADATA + " has no number \"smoothing\"");
    }

    private static float @Nullable [] direction(@Nullable Json json, int dimension) {
        if (json == null || json instanceof Json.Null) {
            return null;
        }
        if (!(json instanceof Json.Arr numbers) || numbers.elements().size() != dimension) {
            throw new IllegalArgumentException(
                    METADATA + ": \"common\" is not a list of " + dimension + " numbers");
        }
        float[] direction = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            if (!(numbers.elements().get(i) instanceof Json.Num number)
                    || !Float.isFinite((float) number.asDouble())) {
                throw new IllegalArgumentException(METADATA + ": \"common\" has no number at " + i);
            }
            direction[i] = (float) number.asDouble();
        }
        return direction;
    }

    private static double checked(double a) {
        if (!(a > 0)) {
            throw new IllegalArgumentException("the smoothing is above 0, not " + a);
        }
        return a;
    }

    /// This encoder with another a: the smaller it is, the lighter are frequent words; infinity weighs all alike. The common direction
    /// is forgotten.
    ///
    /// @throws IllegalArgumentException if not above 0
    public SifEncoder smoothing(double a) {
        return new SifEncoder(name, words, checked(a), null);
    }

    /// This encoder, without the direction that the vectors of texts have most in common: the first singular vector of theirs.
    ///
    /// @param texts like those to be encoded; a thousand do
    /// @throws IllegalArgumentException if no text has a word that counts
    public SifEncoder fittedOn(List<String> texts) {
        SifEncoder plain = new SifEncoder(name, words, smoothing, null);
        float[][] vectors = plain.sums(texts);
        int dimension = dimension();
        double[][] squares = new double[dimension][dimension];
        boolean any = false;
        for (float[] vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                any |= vector[i] != 0;
                for (int j = 0; j <= i; j++) {
                    squares[i][j] += (double) vector[i] * vector[j] / vectors.length;
                }
            }
        }
        if (!any) {
            throw new IllegalArgumentException(
                    "none of the " + texts.size() + " texts has a word that has a vector");
        }
        double[] first = SymmetricEigen.of(squares).vector(0);
        float[] direction = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            direction[i] = (float) first[i];
        }
        return new SifEncoder(name, words, smoothing, direction);
    }

    /// The embeddings, with what [#of] makes this encoder of: to be saved.
    public Embeddings embeddings() {
        Map<String, String> metadata = new LinkedHashMap<>(words.metadata());
        List<Json> numbers = new ArrayList<>();
        if (common != null) {
            for (float number : common) {
                numbers.add(Json.Num.of(number));
            }
        }
        metadata.put(
                METADATA,
                Json.object(
                                "smoothing",
                                smoothing,
                                "common",
                                common == null ? null : new Json.Arr(numbers))
                        .toString());
        Embeddings.Builder copy =
                Embeddings.builder(words.vocabulary(), words.table())
                        .similarity(words.similarity())
                        .metadata(metadata)
                        .notes(words.notes())
                        .subwords(words.subwords());
        words.columns().forEach(copy::column);
        return copy.build();
    }

    /// Whether words weigh by how often they were counted; if not, by Zipf's law: the share of a word is as 1 / its place in the
    /// vocabulary.
    public boolean counted() {
        return words.vocabulary().counted();
    }

    @Override
    public float[][] encode(List<String> texts, Purpose purpose) {
        float[][] vectors = sums(texts);
        for (float[] vector : vectors) {
            finish(vector);
        }
        return vectors;
    }

    @Override
    public float[][] encodeTokens(List<int[]> texts) {
        float[][] vectors = new float[texts.size()][];
        for (int i = 0; i < vectors.length; i++) {
            float[] sum = new float[dimension()];
            float[] row = new float[dimension()];
            for (int id : texts.get(i)) {
                if (id < 0 || id > words.size()) {
                    throw new IllegalArgumentException(
                            "the token " + id + " is not 0 to " + words.size());
                }
                if (id < words.size()) {
                    add(id, row, sum);
                }
            }
            scale(sum, texts.get(i).length);
            vectors[i] = finish(sum);
        }
        return vectors;
    }

    /// The weighed mean of each text.
    private float[][] sums(List<String> texts) {
        float[][] sums = new float[texts.size()][];
        int threads = texts.size() < FEW ? 1 : Runtime.getRuntime().availableProcessors();
        Parallel.blocks(
                threads,
                sums.length,
                BLOCK,
                () -> {
                    float[] row = new float[dimension()];
                    return (first, count) -> {
                        for (int i = first; i < first + count; i++) {
                            sums[i] = sum(texts.get(i), row);
                        }
                    };
                });
        return sums;
    }

    private float[] sum(String text, float[] row) {
        List<String> joined = this.text.in(text);
        float[] sum = new float[dimension()];
        for (String word : joined) {
            int id = words.find(word);
            if (id >= 0) {
                add(id, row, sum);
            } else if (words.answers(word)) {
                Kernels.best().axpy(1, words.vector(word), 0, sum, 0, sum.length);
            }
        }
        return scale(sum, joined.size());
    }

    private void add(int id, float[] row, float[] sum) {
        words.table().read(id, 1, row, 0);
        float weight = (float) weight(shares.of(id));
        Kernels.best().axpy(weight, row, 0, sum, 0, sum.length);
    }

    private double weight(double share) {
        return Double.isInfinite(smoothing) ? 1 : smoothing / (smoothing + share);
    }

    private static float[] scale(float[] sum, int count) {
        Kernels.best().scale(count == 0 ? 0 : 1f / count, sum, 0, sum.length);
        return sum;
    }

    /// Takes the common direction off, and brings to unit length.
    private float[] finish(float[] vector) {
        int dimension = vector.length;
        if (common != null) {
            float along = Kernels.best().dot(vector, 0, common, 0, dimension);
            Kernels.best().axpy(-along, common, 0, vector, 0, dimension);
        }
        float norm = (float) Math.sqrt(Kernels.best().dot(vector, 0, vector, 0, dimension));
        if (norm > 0) {
            Kernels.best().scale(1 / norm, vector, 0, dimension);
        }
        return vector;
    }

    /// Its tokens are words. Words that are not known are one token to it, also where [#encode] makes vectors of their parts.
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

    @Override
    public int dimension() {
        return words.dimension();
    }

    /// Cosine, whatever the words' similarity is: texts differ in length.
    @Override
    public Similarity similarity() {
        return Similarity.COSINE;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    private String digest() {
        Digest digest = Digest.sha256().add("sif").add(tokenizer.fingerprint());
        add(digest, words.table());
        if (words.subwords() != null) {
            digest.add(words.subwords().rules().toJson());
            add(digest, words.subwords().rows());
        }
        shares.addTo(digest);
        digest.add(smoothing + " " + Arrays.toString(common));
        return digest.hex(8);
    }

    private static void add(Digest digest, EmbeddingTable table) {
        int dimension = table.dimension();
        float[] rows = new float[ROWS * dimension];
        ByteBuffer bytes =
                ByteBuffer.allocate(rows.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int first = 0; first < table.rows(); first += ROWS) {
            int count = Math.min(ROWS, table.rows() - first);
            table.read(first, count, rows, 0);
            bytes.asFloatBuffer().put(rows, 0, count * dimension);
            digest.add(bytes.array(), count * dimension * Float.BYTES);
        }
    }

    /// Does nothing: it holds nothing but memory.
    @Override
    public void close() {}
}
