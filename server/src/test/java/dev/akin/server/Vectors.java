package dev.akin.server;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.TrainableTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Small files of vectors.
final class Vectors {
    private Vectors() {}

    /// Words on a circle, `turn` degrees on.
    static Embeddings circle(double turn, String... words) {
        TrainableTable table = new TrainableTable(words.length, 2);
        for (int i = 0; i < words.length; i++) {
            double angle = Math.toRadians(turn + 30 * i);
            table.set(i, new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}, 0);
        }
        return Embeddings.of(Vocabulary.of(List.of(words)), table);
    }

    static Path file(Path folder, double turn, String... words) throws IOException {
        Path file = folder.resolve("words.safetensors");
        circle(turn, words).save(file);
        return file;
    }
}
