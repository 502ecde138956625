package dev.akin.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akin.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Any bytes are a sound, or refused with the file and a reason.
class SoundFuzzTest {
    private static final SoundReader SMALL = SoundReader.builder().maxSamples(100_000).build();

    @FuzzTest
    void anyBytes(byte[] bytes) {
        readOrRefuse(bytes);
    }

    @FuzzTest
    void anyBytesAfterTheFirstOfAKind(byte[] bytes) throws IOException {
        for (String name : names()) {
            byte[] begun = Arrays.copyOf(bytes(name), 44 + bytes.length);
            System.arraycopy(bytes, 0, begun, 44, bytes.length);
            readOrRefuse(begun);
        }
    }

    private static boolean readOrRefuse(byte[] bytes) {
        try {
            Sound sound = SMALL.read("fuzz", bytes);
            assertThat(sound.frames()).isPositive();
            assertThat((long) sound.frames() * sound.channels()).isLessThanOrEqualTo(100_000);
            return true;
        } catch (MalformedFileException e) {
            assertThat(e.file()).isEqualTo("fuzz");
            assertThat(e.reason()).isNotBlank();
            return false;
        }
    }

    private static List<String> names() throws IOException {
        return GoldenSounds.lines("expected.tsv").stream().map(line -> line[0]).toList();
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(GoldenSounds.FOLDER.resolve(name));
    }

    @TestFactory
    Stream<DynamicTest> changedAnywhere() throws IOException {
        return names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> change(bytes(name))));
    }

    private static void change(byte[] whole) {
        Random random = new Random(1);
        for (int round = 0; round < 1000; round++) {
            byte[] changed = whole.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                changed[random.nextInt(Math.min(whole.length, 120))] = (byte) random.nextInt();
            }
            readOrRefuse(changed);
        }
    }

    /// A FLAC bears a digest, a WAV none: only a length.
    @TestFactory
    Stream<DynamicTest> cutAnywhere() throws IOException {
        return names().stream()
                .filter(name -> !name.matches("piped.*|rf64.*|unfinished.*"))
                .map(name -> DynamicTest.dynamicTest(name, () -> cut(name, bytes(name))));
    }

    private static void cut(String name, byte[] whole) {
        int step = Math.max(1, whole.length / 200);
        for (int length = 0; length < whole.length - 1; length += step) {
            assertThat(readOrRefuse(Arrays.copyOf(whole, length)))
                    .as("%s, %d bytes", name, length)
                    .isFalse();
        }
    }

    @TestFactory
    Stream<DynamicTest> changedSamplesOfFlac() {
        return Stream.of("mono.flac", "stereo.flac", "deep.flac")
                .map(name ->
                        DynamicTest.dynamicTest(
                                name,
                                () -> {
                                    byte[] whole = bytes(name);
                                    for (int at = whole.length - 400; at < whole.length; at += 7) {
                                        byte[] changed = whole.clone();
                                        changed[at] ^= 16;
                                        assertThat(readOrRefuse(changed))
                                                .as("byte %d", at)
                                                .isFalse();
                                    }
                                }));
    }
}
