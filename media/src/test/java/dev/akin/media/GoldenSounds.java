package dev.akin.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/// What `tools/golden/sounds.py` made.
final class GoldenSounds {
    static final Path FOLDER = Path.of("src/test/resources/golden/sounds");

    private GoldenSounds() {}

    /// The columns of each line.
    static List<String[]> lines(String file) throws IOException {
        return Files.readAllLines(FOLDER.resolve(file)).stream()
                .map(line -> line.split("\t", -1))
                .toList();
    }

    static float[] floats(String hexadecimal) {
        byte[] bytes = HexFormat.of().parseHex(hexadecimal);
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    static Sound voice() throws IOException {
        return SoundReader.DEFAULT.read(FOLDER.resolve("voice.wav"));
    }

    /// The greatest difference between two arrays of the same length.
    static double difference(float[] found, float[] expected) {
        if (found.length != expected.length) {
            throw new AssertionError(found.length + " numbers instead of " + expected.length);
        }
        double most = 0;
        for (int i = 0; i < found.length; i++) {
            most = Math.max(most, Math.abs((double) found[i] - expected[i]));
        }
        return most;
    }
}
