package dev.akin.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akin.MalformedFileException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Any bytes are a picture, or refused with the file and a reason.
class PictureFuzzTest {
    private static final PictureReader SMALL = PictureReader.builder().maxPixels(1_000_000).build();

    @FuzzTest
    void anyBytes(byte[] bytes) {
        readOrRefuse(bytes);
    }

    @FuzzTest
    void anyBytesAfterTheFirstOfAKind(byte[] bytes) throws IOException {
        for (String name : names()) {
            byte[] begun = Arrays.copyOf(GoldenPictures.bytes(name), 16 + bytes.length);
            System.arraycopy(bytes, 0, begun, 16, bytes.length);
            readOrRefuse(begun);
        }
    }

    private static boolean readOrRefuse(byte[] bytes) {
        try {
            assertThat(SMALL.read("fuzz", bytes).width()).isPositive();
            return true;
        } catch (MalformedFileException e) {
            assertThat(e.file()).isEqualTo("fuzz");
            assertThat(e.reason()).isNotBlank();
            return false;
        }
    }

    private static Set<String> names() throws IOException {
        return GoldenPictures.expected().keySet().stream()
                .filter(name -> !name.startsWith("dropped:"))
                .collect(Collectors.toSet());
    }

    @TestFactory
    Stream<DynamicTest> changedAnywhere() throws IOException {
        return names().stream()
                .map(name ->
                        DynamicTest.dynamicTest(name, () -> change(GoldenPictures.bytes(name))));
    }

    private static void change(byte[] whole) {
        Random random = new Random(1);
        for (int round = 0; round < 150; round++) {
            byte[] changed = whole.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                changed[random.nextInt(whole.length)] = (byte) random.nextInt();
            }
            readOrRefuse(changed);
        }
    }

    /// Lengths, counts and places are often four bytes.
    @TestFactory
    Stream<DynamicTest> hugeNumbersAnywhere() throws IOException {
        return names().stream()
                .map(name ->
                        DynamicTest.dynamicTest(name, () -> enlarge(GoldenPictures.bytes(name))));
    }

    private static void enlarge(byte[] whole) {
        for (int at = 0; at + 4 <= Math.min(whole.length, 160); at++) {
            byte[] changed = whole.clone();
            Arrays.fill(changed, at, at + 3, (byte) 0xff);
            changed[at + 3] = 0x7f;
            readOrRefuse(changed);
        }
    }

    @TestFactory
    Stream<DynamicTest> cutInTheMiddle() throws IOException {
        return names().stream()
                .filter(name -> !name.equals("one.png"))
                .map(name ->
                        DynamicTest.dynamicTest(name, () -> cut(name, GoldenPictures.bytes(name))));
    }

    private static void cut(String name, byte[] whole) {
        for (int length = 0; length < whole.length; length += 7) {
            readOrRefuse(Arrays.copyOf(whole, length));
        }
        assertThat(readOrRefuse(Arrays.copyOf(whole, whole.length / 2))).as(name).isFalse();
    }
}
