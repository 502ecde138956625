package dev.akin.cli;

import dev.akin.embeddings.Embeddings;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Small files to ask and to learn from.
final class Samples {
    /// In two dimensions: kings and queens to the right and up, meals to the left.
    private static final Map<String, float[]> VECTORS =
            Map.of(
                    "man", new float[] {1, 0, 0},
                    "woman", new float[] {1, 1, 0},
                    "king", new float[] {2, 0, 1},
                    "queen", new float[] {2, 1.5f, 1},
                    "breakfast", new float[] {-1, 0.1f, 0},
                    "lunch", new float[] {-1, 0, 0.1f},
                    "dinner", new float[] {-1, 0.1f, 0.1f},
                    "国王", new float[] {2, 0.1f, 1},
                    "король", new float[] {2, 0.2f, 1});

    private static final List<String> KEYS =
            List.of(
                    "man",
                    "woman",
                    "king",
                    "queen",
                    "breakfast",
                    "lunch",
                    "dinner",
                    "国王",
                    "король");

    private Samples() {}

    static Embeddings embeddings() {
        float[] values = new float[3 * KEYS.size()];
        for (int i = 0; i < KEYS.size(); i++) {
            System.arraycopy(VECTORS.get(KEYS.get(i)), 0, values, 3 * i, 3);
        }
        long[] counts = new long[KEYS.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = 100L - i;
        }
        return Embeddings.of(
                Vocabulary.of(KEYS, counts), EmbeddingTable.of(values, KEYS.size(), 3));
    }

    static Path write(Path file) {
        try {
            embeddings().save(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lines in which numbers keep company with their neighbours.
    static Path text(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            StringBuilder line = new StringBuilder();
            for (int j = 0; j < 10; j++) {
                line.append("Word").append((i + j) % 40).append(", ");
            }
            lines.add(line.append("和 и.").toString());
        }
        return Files.write(file, lines);
    }
}
