package dev.akin.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the bytes, a reader gives contents or one of the documented exceptions.
class VectorFilesFuzzTest {
    @TempDir static Path folder;

    @FuzzTest
    void safetensors(byte[] bytes) throws IOException {
        read(bytes, "fuzz.safetensors", FileFormat.SAFETENSORS);
    }

    @FuzzTest
    void word2vecText(byte[] bytes) throws IOException {
        read(bytes, "fuzz.vec", FileFormat.WORD2VEC_TEXT);
    }

    @FuzzTest
    void word2vecBinary(byte[] bytes) throws IOException {
        read(bytes, "fuzz.bin", FileFormat.WORD2VEC_BINARY);
    }

    @FuzzTest
    void glove(byte[] bytes) throws IOException {
        read(bytes, "fuzz.txt", FileFormat.GLOVE_TEXT);
    }

    @FuzzTest
    void numpy(byte[] bytes) throws IOException {
        Files.write(folder.resolve("fuzz.keys"), "a\nb\nc\n".getBytes(StandardCharsets.UTF_8));
        read(bytes, "fuzz.npy", FileFormat.NUMPY);
    }

    @FuzzTest
    void fastText(byte[] bytes) throws IOException {
        read(bytes, "fuzz.ftz", FileFormat.FASTTEXT);
    }

    @FuzzTest
    void anything(byte[] bytes) throws IOException {
        Path path = folder.resolve("fuzz.anything");
        Files.write(path, bytes);
        Readings.readAll(path, ReadOptions.DEFAULT);
    }

    private static void read(byte[] bytes, String name, FileFormat format) throws IOException {
        Path path = folder.resolve(name);
        Files.write(path, bytes);
        Readings.readAll(path, ReadOptions.builder().from(format).build());
    }
}
