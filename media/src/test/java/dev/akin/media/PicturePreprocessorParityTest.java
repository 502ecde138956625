package dev.akin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The numbers that transformers' image processors make, to the bit.
class PicturePreprocessorParityTest {
    private static final Path FOLDER = ResamplingParityTest.FOLDER;

    @TestFactory
    Stream<DynamicTest> sameAsTransformers() throws IOException {
        return Files.readAllLines(FOLDER.resolve("processed.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .map(parts -> DynamicTest.dynamicTest(parts[0], () -> compare(parts)));
    }

    private static void compare(String[] parts) throws IOException {
        PicturePreprocessor preprocessor =
                PicturePreprocessor.read(FOLDER.resolve(parts[0] + ".json"));
        Picture fitted =
                preprocessor.fitted(PictureReader.DEFAULT.read(FOLDER.resolve("picture.png")));

        assertThat(fitted.width()).isEqualTo(Integer.parseInt(parts[1]));
        assertThat(fitted.height()).isEqualTo(Integer.parseInt(parts[2]));
        float[] expected = floats(parts[3]);
        assertThat(preprocessor.numbers(fitted, PixelOrder.CHANNELS_FIRST)).isEqualTo(expected);
        assertThat(preprocessor.numbers(fitted, PixelOrder.CHANNELS_LAST))
                .isEqualTo(channelsLast(expected));
    }

    private static float[] floats(String hex) {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        float[] floats = new float[bytes.capacity() / Float.BYTES];
        bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    private static float[] channelsLast(float[] first) {
        float[] last = new float[first.length];
        int pixels = first.length / 3;
        for (int i = 0; i < first.length; i++) {
            last[i % pixels * 3 + i / pixels] = first[i];
        }
        return last;
    }
}
