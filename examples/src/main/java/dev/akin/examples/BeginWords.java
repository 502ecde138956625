package dev.akin.examples;

import dev.akin.ProgressListener;
import dev.akin.embeddings.Model;
import dev.akin.evaluate.ClickResult;
import dev.akin.layers.DotExamples;
import dev.akin.layers.FirstVectors;
import dev.akin.layers.MetaEmbedding;
import dev.akin.learn.SkipGram;
import dev.akin.table.EmbeddingTable;
import dev.akin.text.Corpus;
import dev.akin.vocabulary.EncodedCorpus;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// What words that nobody knows begin as, by their letters, by the mean of known words, and by chance: how well the words beside them are
/// told from others, at once and after steps by a few examples. Every tenth of the words that come often enough is taken out of the
/// text before vectors are learned from it. Arguments: the text, words separated by spaces; how often is often enough; passes over known words.
public final class BeginWords {
    private static final int WINDOW = 5;
    private static final int DRAWN = 5;
    private static final int PLACES_PER_STEP = 4;
    private static final int STEPS = 3;
    private static final int TEST_PLACES = 8;
    private static final int PLACES = STEPS * PLACES_PER_STEP + TEST_PLACES;
    private static final int EXAMPLES_PER_PLACE = 1 + DRAWN;
    private static final double RATE = 3;

    private final Random random = new Random(1);
    private final List<List<String>> lines;
    private final Vocabulary contexts;

    private BeginWords(List<List<String>> lines, Vocabulary contexts) {
        this.lines = lines;
        this.contexts = contexts;
    }

    public static void main(String[] arguments) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        Map<String, String> same = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            List<String> words = new ArrayList<>();
            for (String word : line.split(" ", 0)) {
                if (!word.isEmpty()) {
                    counts.merge(word, 1, Integer::sum);
                    words.add(same.computeIfAbsent(word, Function.identity()));
                }
            }
            if (!words.isEmpty()) {
                lines.add(words);
            }
        }
        int least = Integer.parseInt(arguments[1]);
        List<String> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        counts.entrySet().stream()
                .filter(word -> word.getValue() >= Math.max(least, PLACES))
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(word ->
                        ((known.size() + unknown.size()) % 10 == 9 ? unknown : known).add(word));
        Model words = words(lines, unknown, least);
        EmbeddingTable contexts = words.table("context").table();
        BeginWords text = new BeginWords(lines, words.table("").vocabulary());
        DotExamples ofKnown = text.examples(known, contexts);
        DotExamples ofUnknown = text.examples(unknown, contexts);

        // region learn
        MetaEmbedding meta =
                MetaEmbedding.builder()
                        .scale(3)
                        .warmUpRate(RATE)
                        .minCount(20)
                        .rate(0.002)
                        .validation(0.1)
                        .epochs(Integer.parseInt(arguments[2]))
                        .build();
        FirstVectors starts = meta.fit(known.stream().map(BeginWords::parts).toList(), ofKnown);
        // endregion

        System.out.println(known.size() + " words known, " + unknown.size() + " not");
        double[][] vectors = vectors(words, known);
        compare(
                ofUnknown,
                new TreeMap<>(
                        Map.of(
                                "generated", key -> doubles(starts.vector(parts(unknown.get(key)))),
                                "mean", _ -> mean(vectors),
                                "random", key -> chance(vectors, key))));
    }

    /// A word's n-grams of 3 to 5 characters, `<` before its beginning and `>` behind its end.
    static List<String> parts(String word) {
        int[] marked = ("<" + word + ">").codePoints().toArray();
        List<String> parts = new ArrayList<>();
        for (int length = 3; length <= 5; length++) {
            for (int from = 0; from + length <= marked.length; from++) {
                parts.add(new String(marked, from, length));
            }
        }
        parts.add(marked.length < 5 ? "short" : "long");
        return parts;
    }

    private static Model words(List<List<String>> lines, List<String> unknown, int least)
            throws IOException {
        Set<String> gone = new HashSet<>(unknown);
        List<List<String>> without =
                lines.stream()
                        .map(line -> line.stream().filter(word -> !gone.contains(word)).toList())
                        .toList();
        int minCount = Math.min(5, least);
        Corpus corpus = Corpus.ofSentences(without);
        try (EncodedCorpus encoded = EncodedCorpus.builder().minCount(minCount).encode(corpus)) {
            return SkipGram.builder()
                    .dimension(100)
                    .window(WINDOW)
                    .negatives(DRAWN)
                    .minCount(minCount)
                    .build()
                    .train(encoded, Map.of(), ProgressListener.NONE)
                    .model();
        }
    }

    /// Places of words in the text: beside each, a word that stands there and five that are drawn from the text.
    private DotExamples examples(List<String> keys, EmbeddingTable rows) {
        Map<String, Integer> ids = new HashMap<>();
        keys.forEach(key -> ids.put(key, ids.size()));
        DotExamples examples = new DotExamples(rows, keys.size());
        for (List<String> line : lines) {
            for (int at = 0; at < line.size(); at++) {
                int key = ids.getOrDefault(line.get(at), -1);
                if (key >= 0 && examples.examples(key) < PLACES * EXAMPLES_PER_PLACE) {
                    int beside = beside(line, at);
                    if (beside >= 0) {
                        examples.add(key, beside, true);
                        for (int drawn = 0; drawn < DRAWN; drawn++) {
                            examples.add(key, drawn(), false);
                        }
                    }
                }
            }
        }
        return examples;
    }

    private int beside(List<String> line, int at) {
        int place = at + (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(WINDOW));
        return place < 0 || place >= line.size() ? -1 : contexts.id(line.get(place));
    }

    private int drawn() {
        int id = -1;
        while (id < 0) {
            List<String> line = lines.get(random.nextInt(lines.size()));
            id = contexts.id(line.get(random.nextInt(line.size())));
        }
        return id;
    }

    private static void compare(
            DotExamples examples, SortedMap<String, IntFunction<double[]>> starts) {
        for (int steps = 0; steps <= STEPS; steps++) {
            for (Map.Entry<String, IntFunction<double[]>> start : starts.entrySet()) {
                System.out.printf(
                        "%d steps, %s: %s%n",
                        steps, start.getKey(), result(examples, start.getValue(), steps));
            }
        }
    }

    private static ClickResult result(
            DotExamples examples, IntFunction<double[]> start, int steps) {
        int first = STEPS * PLACES_PER_STEP * EXAMPLES_PER_PLACE;
        List<Boolean> outcomes = new ArrayList<>();
        List<Double> probabilities = new ArrayList<>();
        for (int key = 0; key < examples.keys(); key++) {
            double[] vector = start.apply(key);
            for (int step = 0; step < steps; step++) {
                move(examples, key, step, vector);
            }
            for (int example = first; example < examples.examples(key); example++) {
                outcomes.add(examples.outcome(key, example));
                probabilities.add(examples.probability(key, example, vector));
            }
        }
        boolean[] right = new boolean[outcomes.size()];
        float[] said = new float[outcomes.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = outcomes.get(i);
            said[i] = (float) Math.clamp(probabilities.get(i), 1e-6, 1 - 1e-6);
        }
        return ClickResult.of(right, said);
    }

    /// One step by the examples of a few places.
    private static void move(DotExamples examples, int key, int step, double[] vector) {
        int count = PLACES_PER_STEP * EXAMPLES_PER_PLACE;
        int[] some = IntStream.range(step * count, (step + 1) * count).toArray();
        double[] gradient = new double[vector.length];
        examples.loss(key, some, vector, gradient);
        for (int i = 0; i < vector.length; i++) {
            vector[i] -= RATE * gradient[i];
        }
    }

    private static double[][] vectors(Model words, List<String> known) {
        return known.stream()
                .map(word -> doubles(words.table("").vector(word)))
                .toArray(double[][]::new);
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static double[] mean(double[][] vectors) {
        double[] mean = new double[vectors[0].length];
        for (double[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / vectors.length;
            }
        }
        return mean;
    }

    /// Numbers as far from 0 as those of known vectors.
    private static double[] chance(double[][] vectors, int key) {
        Random random = new Random(key);
        double[] one = vectors[random.nextInt(vectors.length)];
        double squares = IntStream.range(0, one.length).mapToDouble(i -> one[i] * one[i]).sum();
        double deviation = Math.sqrt(squares / one.length);
        return random.doubles(one.length).map(_ -> deviation * random.nextGaussian()).toArray();
    }
}
