package dev.akin.benchmarks;

import dev.akin.embeddings.StaticEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How many texts a second a static encoder encodes on one core. Arguments: the encoder's file, texts a line, rounds.
///
/// `java --add-modules jdk.incubator.vector -cp benchmarks/target/classes:core/target/classes
/// dev.akin.benchmarks.StaticEncoderBenchmark fast.safetensors texts.txt 5`
public final class StaticEncoderBenchmark {
    /// Fewer texts than an encoder shares out among threads.
    private static final int BATCH = 128;

    private StaticEncoderBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        StaticEncoder encoder = StaticEncoder.load(Path.of(arguments[0]));
        List<String> texts = Files.readAllLines(Path.of(arguments[1]));
        for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
            long began = System.nanoTime();
            double check = 0;
            for (int first = 0; first < texts.size(); first += BATCH) {
                int end = Math.min(texts.size(), first + BATCH);
                for (float[] vector : encoder.encode(texts.subList(first, end))) {
                    check += vector[0];
                }
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "static %s, %d texts: %.0f texts/s on one core (sum of first numbers %.3f)%n",
                    encoder.name(), texts.size(), texts.size() / seconds, check);
        }
    }
}
