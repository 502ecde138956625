package dev.akin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The pixels that Pillow sees, to the bit; lossy WebP, whose decoders smooth colours differently, nearly.
class PictureReaderParityTest {
    private static final String DROPPED = "dropped:";
    private static final PictureReader DROPPING =
            PictureReader.builder().transparency(Transparency.DROPPED).build();

    @TestFactory
    Stream<DynamicTest> sameAsPillow() throws IOException {
        return GoldenPictures.expected().entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(
                                entry.getKey(), () -> compare(entry.getKey(), entry.getValue())));
    }

    private static void compare(String name, Picture expected) throws IOException {
        boolean dropped = name.startsWith(DROPPED);
        Path file =
                GoldenPictures.FOLDER.resolve(dropped ? name.substring(DROPPED.length()) : name);
        Picture picture = (dropped ? DROPPING : PictureReader.DEFAULT).read(file);

        assertThat(picture.width()).isEqualTo(expected.width());
        assertThat(picture.height()).isEqualTo(expected.height());
        int tolerance = name.equals("lossy.webp") ? 24 : 0;
        assertThat(largestDifference(picture, expected)).isLessThanOrEqualTo(tolerance);
    }

    private static int largestDifference(Picture a, Picture b) {
        return IntStream.range(0, a.bytes().length)
                .map(i -> Math.abs((a.bytes()[i] & 0xff) - (b.bytes()[i] & 0xff)))
                .max()
                .orElseThrow();
    }
}
