package dev.akin.encode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.ProgressListener;
import dev.akin.align.Bridge;
import dev.akin.align.BridgeTraining;
import dev.akin.embeddings.FileEncoder;
import dev.akin.embeddings.JointEncoder;
import dev.akin.embeddings.TextEncoder;
import dev.akin.media.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JointEncodersTest {
    private static final Path PICTURES = Path.of("src/test/resources/golden/clip/pictures");
    private static final Path TEXTS = Path.of("src/test/resources/golden/clip/two");

    private static final Path HOME = Path.of("target", "no-home");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static Picture half(int left, int right, boolean upright) {
        byte[] rgb = new byte[32 * 32 * 3];
        for (int at = 0; at < rgb.length; at++) {
            int pixel = at / 3;
            int place = upright ? pixel % 32 : pixel / 32;
            rgb[at] = (byte) (place < 16 ? left : right);
        }
        return Picture.of(32, 32, rgb);
    }

    @Test
    void pixelsTellEdgesAndColoursApart() {
        float[] standing = PixelFeatures.of(half(0, 255, true));
        float[] lying = PixelFeatures.of(half(0, 255, false));
        float[] fainter = PixelFeatures.of(half(20, 235, true));

        assertThat(standing).hasSize(832);
        assertThat(cosine(standing, standing)).isCloseTo(1, within(1e-5));
        assertThat(cosine(standing, fainter)).isGreaterThan(cosine(standing, lying) + 0.2);
    }

    @Test
    void pixelsReadFiles() throws IOException {
        try (JointEncoder encoder = JointEncoders.open("pixels", HOME)) {
            FileEncoder files = requireNonNull(encoder.files());
            Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");

            assertThat(encoder.texts()).isNull();
            assertThat(encoder.dimension()).isEqualTo(832);
            List<FileEncoder.Outcome> outcomes =
                    files.outcomes(List.of(PICTURES.resolve("red.png"), broken));
            assertThat(outcomes.getFirst().failure()).isNull();
            assertThat(outcomes.getLast().failure()).hasMessageContaining("broken.png");
            assertThatThrownBy(() -> encoder.encode(List.of(broken.toString())))
                    .isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> encoder.encode(List.of("a text")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("there is no such file: a text");
        }
    }

    @Test
    void aBridgeOpensBothSides() throws IOException {
        Path file = folder.resolve("bridge.akin");
        List<String> colors = List.of("red", "green", "blue", "yellow");
        try (TextEncoder texts = TextEncoders.open(TEXTS.toString(), HOME);
                JointEncoder pixels = JointEncoders.open("pixels", HOME)) {
            float[][] pictures =
                    pixels.encode(
                            colors.stream()
                                    .map(name -> PICTURES.resolve(name + ".png").toString())
                                    .toList());
            BridgeTraining.builder()
                    .dropout(0)
                    .learningRate(0.01)
                    .build()
                    .fit(texts.encode(colors), pictures, ProgressListener.NONE)
                    .between(
                            new Bridge.Side(TEXTS.toString(), texts.fingerprint()),
                            new Bridge.Side("pixels", pixels.fingerprint()))
                    .save(file, ProgressListener.NONE);
        }

        try (JointEncoder both = JointEncoders.open(file.toString(), HOME)) {
            float[][] vectors =
                    both.encode(
                            List.of(
                                    "red",
                                    PICTURES.resolve("red.png").toString(),
                                    PICTURES.resolve("blue.png").toString()));

            assertThat(cosine(vectors[0], vectors[1]))
                    .isGreaterThan(cosine(vectors[0], vectors[2]));
        }
        try (TextEncoder texts = TextEncoders.open(file.toString(), HOME)) {
            assertThat(texts.dimension()).isEqualTo(832);
            assertThat(texts.encode("green")).hasSize(832);
        }
    }

    @Test
    void aBridgeOfAnotherEncoderIsRefused() throws IOException {
        Path file = folder.resolve("bridge.akin");
        float[][] from = {{1, 0, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0}};
        Bridge bridge =
                BridgeTraining.builder().epochs(1).build().fit(from, from, ProgressListener.NONE);

        bridge.between(new Bridge.Side(TEXTS.toString(), "other"), Bridge.Side.UNKNOWN)
                .save(file, ProgressListener.NONE);
        assertThatThrownBy(() -> TextEncoders.open(file.toString(), HOME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("train it anew");

        bridge.save(file, ProgressListener.NONE);
        assertThatThrownBy(() -> TextEncoders.open(file.toString(), HOME))
                .hasMessageContaining("does not say which encoder it begins at");
    }
}
