package dev.akin.search;

import dev.akin.embeddings.Similarity;
import dev.akin.embeddings.TextEncoder;
import dev.akin.vocabulary.SubwordTokenizer;
import dev.akin.vocabulary.TokenizedText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An encoder for tests: a text's vector is the sum of those of its words, which are drawn by their hash.
final class WordHashEncoder implements TextEncoder, SubwordTokenizer {
    private static final Pattern WORD =
            Pattern.compile("\\p{IsHan}|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+|[^\\s\\p{L}\\p{N}]");

    private final int dimension;
    private final long seed;
    private int encoded;

    WordHashEncoder(int dimension, long seed) {
        this.dimension = dimension;
        this.seed = seed;
    }

    /// How many texts were encoded so far.
    int encoded() {
        return encoded;
    }

    @Override
    public float[][] encode(List<String> texts, Purpose purpose) {
        encoded += texts.size();
        return texts.stream().map(this::vector).toArray(float[][]::new);
    }

    private float[] vector(String text) {
        float[] sum = new float[dimension];
        for (Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT)); words.find(); ) {
            Random random = new Random(words.group().hashCode() * 31L + seed);
            for (int i = 0; i < dimension; i++) {
                sum[i] += (float) random.nextGaussian();
            }
        }
        return sum;
    }

    @Override
    public TokenizedText tokenize(String text) {
        int[] starts = new int[text.length()];
        int[] ends = new int[text.length()];
        int[] ids = new int[text.length()];
        int size = 0;
        for (Matcher words = WORD.matcher(text); words.find(); size++) {
            starts[size] = words.start();
            ends[size] = words.end();
            ids[size] = Math.floorMod(words.group().hashCode(), size());
        }
        return TokenizedText.of(size, ids, starts, ends);
    }

    @Override
    public float[][] encodeTokens(List<int[]> texts) {
        return encode(texts.stream().map(Arrays::toString).toList(), Purpose.PLAIN);
    }

    @Override
    public SubwordTokenizer tokenizer() {
        return this;
    }

    @Override
    public int maxTokens() {
        return 500;
    }

    @Override
    public String name() {
        return "hash-" + seed;
    }

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
        return "hash" + dimension + "x" + seed;
    }

    @Override
    public int size() {
        return 1 << 20;
    }

    @Override
    public String token(int id) {
        return Integer.toString(id);
    }

    @Override
    public int id(String token) {
        return -1;
    }

    @Override
    public void close() {}
}
