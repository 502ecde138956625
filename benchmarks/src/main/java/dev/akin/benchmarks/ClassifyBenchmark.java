package dev.akin.benchmarks;

import dev.akin.embeddings.Label;
import dev.akin.embeddings.TextClassifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Lines classified a second on one thread, round after round. `benchmarks/classify.sh` runs it in turn with fastText and
/// compares the labels, which are written to a file.
///
/// ```
/// java --add-modules jdk.incubator.vector -cp 'benchmarks/target/classes:core/target/classes' \
///     dev.akin.benchmarks.ClassifyBenchmark MODEL LINES LABELS [ROUNDS]
/// ```
final class ClassifyBenchmark {
    private ClassifyBenchmark() {}

    public static void main(String[] args) throws IOException {
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 10;
        List<byte[]> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            lines.add(line.getBytes(StandardCharsets.UTF_8));
        }
        long start = System.nanoTime();
        TextClassifier classifier = TextClassifier.load(Path.of(args[0]));
        System.out.printf(Locale.ROOT, "akin load %.3f s%n", seconds(start));
        List<String> labels = List.of();
        for (int round = 0; round < rounds; round++) {
            start = System.nanoTime();
            labels = classified(classifier, lines);
            double seconds = seconds(start);
            System.out.printf(
                    Locale.ROOT,
                    "akin %.0f lines/s, round %d%n",
                    lines.size() / seconds,
                    round + 1);
        }
        Files.write(Path.of(args[2]), labels);
    }

    private static List<String> classified(TextClassifier classifier, List<byte[]> lines) {
        TextClassifier.Predictor predictor = classifier.predictor();
        List<String> labels = new ArrayList<>(lines.size());
        for (byte[] line : lines) {
            List<Label> best = predictor.predict(line, 0, line.length, 1, 0);
            labels.add(best.isEmpty() ? "" : best.getFirst().name());
        }
        return labels;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
