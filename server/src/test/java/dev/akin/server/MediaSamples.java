package dev.akin.server;

import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.MediaFolders;
import dev.akin.table.EmbeddingTable;
import dev.akin.vocabulary.Vocabulary;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// Pictures, sounds and a table whose keys name them.
final class MediaSamples {
    static final int RATE = 8000;

    private MediaSamples() {}

    /// Of one colour.
    static Path picture(Path file, int width, int height, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /// A tone, as WAV of 16 bits.
    static Path sound(Path file, double seconds) throws IOException {
        int samples = (int) (RATE * seconds);
        ByteBuffer bytes = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
        bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        bytes.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        bytes.putShort((short) 2).putShort((short) 16);
        bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            bytes.putShort((short) (8000 * Math.sin(2 * Math.PI * 440 * i / RATE)));
        }
        return Files.write(file, bytes.array());
    }

    /// Keys around a circle, so that none lies on another.
    static Path table(Path file, List<String> keys, MediaFolders folders) throws IOException {
        float[] values = new float[3 * keys.size()];
        for (int i = 0; i < keys.size(); i++) {
            double angle = 2 * Math.PI * i / keys.size();
            values[3 * i] = (float) Math.cos(angle);
            values[3 * i + 1] = (float) Math.sin(angle);
            values[3 * i + 2] = 0.5f;
        }
        Embeddings.builder(Vocabulary.of(keys), EmbeddingTable.of(values, keys.size(), 3))
                .metadata(
                        folders.isEmpty()
                                ? Map.of()
                                : Map.of(MediaFolders.METADATA, folders.record(file)))
                .build()
                .save(file);
        return file;
    }
}
