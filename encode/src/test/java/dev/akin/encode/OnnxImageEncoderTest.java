package dev.akin.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.akin.MalformedFileException;
import dev.akin.ProgressListener;
import dev.akin.embeddings.Embeddings;
import dev.akin.embeddings.EncodedFiles;
import dev.akin.embeddings.EncoderProvider;
import dev.akin.embeddings.EncoderProvider.Input;
import dev.akin.embeddings.FileEncoder;
import dev.akin.media.Picture;
import dev.akin.media.PictureReader;
import dev.akin.media.Transparency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Held against graphs whose vectors `tools/golden/images.py` worked out.
class OnnxImageEncoderTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/images");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static OnnxImageEncoder open(String name) throws IOException {
        return OnnxImageEncoder.open(
                GOLDEN.resolve(name), EncoderOptions.builder().threads(2).build());
    }

    private static Picture photo() throws IOException {
        return PictureReader.DEFAULT.read(GOLDEN.resolve("photo.png"));
    }

    @TestFactory
    Stream<DynamicTest> vectorsAreThoseOfTheGraph() throws IOException {
        return Files.readAllLines(GOLDEN.resolve("expected.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .map(parts ->
                        DynamicTest.dynamicTest(parts[0] + " " + parts[1], () -> compare(parts)));
    }

    private static void compare(String[] parts) throws IOException {
        double[] expected =
                Arrays.stream(parts[2].split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
        float[] made;
        try (OnnxImageEncoder encoder = open(parts[0])) {
            if (parts[1].equals("vector")) {
                made = encoder.encode(photo());
                assertThat(encoder.dimension()).isEqualTo(expected.length);
            } else {
                Patches patches = encoder.patches(photo());
                assertThat("patches " + patches.rows() + " " + patches.columns())
                        .isEqualTo(parts[1]);
                made = patches.vectors();
            }
        }
        assertThat(made).hasSize(expected.length);
        for (int i = 0; i < made.length; i++) {
            assertThat((double) made[i]).isCloseTo(expected[i], within(1e-5));
        }
    }

    @Test
    void aVectorDoesNotDependOnTheOthers() throws IOException {
        try (OnnxImageEncoder encoder = open("tokens")) {
            Picture black = Picture.of(3, 3, new byte[27]);
            float[][] together = encoder.encode(List.of(black, photo(), black, photo()));

            assertThat(together[1]).isEqualTo(encoder.encode(photo())).isEqualTo(together[3]);
            assertThat(together[0]).isNotEqualTo(together[1]);
        }
    }

    @Test
    void aGraphOfSomethingElseSaysWhatItWants() {
        assertThatThrownBy(() -> open("odd"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("places: INT64 [1, 2], level: FLOAT [1]")
                .hasMessageContaining("[batch, 3, height, width]");
    }

    @Test
    void sizesThatDoNotFitAreRefusedWithBoth() {
        assertThatThrownBy(() -> open("wrong-size"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("takes pictures of 8 x 8 pixels")
                .hasMessageContaining("makes them 6 x 6");
    }

    @Test
    void aGraphWithoutPatchesSaysSo() throws IOException {
        try (OnnxImageEncoder encoder = open("pooled")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> encoder.patches(photo()))
                    .withMessageContaining("none for its patches");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> encoder.files(PictureReader.DEFAULT).parts())
                    .withMessage("pooled gives one vector for a picture, and none for its patches");
        }
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        assertThatThrownBy(() -> OnnxImageEncoder.open(folder, EncoderOptions.DEFAULT))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("preprocessor_config.json");
        Files.copy(
                GOLDEN.resolve("vit/preprocessor_config.json"),
                folder.resolve("preprocessor_config.json"));
        assertThatThrownBy(() -> OnnxImageEncoder.open(folder, EncoderOptions.DEFAULT))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("holds no ONNX graph");
        byte[] graph = Files.readAllBytes(GOLDEN.resolve("vit/model.onnx"));
        Files.write(folder.resolve("model.onnx"), Arrays.copyOf(graph, graph.length / 2));
        assertThatThrownBy(() -> OnnxImageEncoder.open(folder, EncoderOptions.DEFAULT))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("it is no ONNX model");
    }

    @Test
    void vectorsCanBeCut() throws IOException {
        EncoderOptions two = EncoderOptions.builder().dimension(2).threads(1).build();
        try (OnnxImageEncoder whole = open("pooled");
                OnnxImageEncoder cut = OnnxImageEncoder.open(GOLDEN.resolve("pooled"), two)) {
            assertThat(cut.encode(photo())).isEqualTo(Arrays.copyOf(whole.encode(photo()), 2));
            assertThat(cut.fingerprint()).isNotEqualTo(whole.fingerprint());
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        OnnxImageEncoder.open(
                                GOLDEN.resolve("pooled"),
                                EncoderOptions.builder().dimension(6).build()))
                .withMessage("the vectors of pooled have 5 numbers and cannot be cut to 6");
    }

    @Test
    void closedItEncodesNoMore() throws IOException {
        OnnxImageEncoder encoder = open("vit");
        encoder.close();
        encoder.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> encoder.encode(photo()))
                .withMessage("the encoder vit is closed");
    }

    @Test
    void filesAreEncodedAndBrokenOnesNamed() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("a/photo.png", GOLDEN.resolve("photo.png"));
        files.put("broken.png", broken);
        try (FileEncoder encoder = open("tokens").files(PictureReader.DEFAULT)) {
            Embeddings whole = EncodedFiles.by(encoder).encode(files, ProgressListener.NONE);
            assertThat(whole.vocabulary().keys()).containsExactly("a/photo.png");
            assertThat(whole.notes())
                    .containsExactly(
                            "left out: "
                                    + broken
                                    + ": byte 0: it is no picture: it does not begin as JPEG, PNG,"
                                    + " GIF, BMP, WebP or TIFF does");
            Embeddings parts =
                    EncodedFiles.by(encoder.parts()).encode(files, ProgressListener.NONE);
            assertThat(parts.vocabulary().keys())
                    .containsExactly(
                            "a/photo.png#0,0",
                            "a/photo.png#0,1",
                            "a/photo.png#1,0",
                            "a/photo.png#1,1");
            assertThat(encoder.parts().fingerprint()).isNotEqualTo(encoder.fingerprint());
            assertThat(encoder.contents()).isEqualTo("pictures");
        }
    }

    @Test
    void whatHidesBelowAlphaIsAnotherEncoder() throws IOException {
        try (OnnxImageEncoder encoder = open("vit")) {
            PictureReader dropping =
                    PictureReader.builder().transparency(Transparency.DROPPED).build();

            assertThat(encoder.files(dropping).fingerprint())
                    .isNotEqualTo(encoder.files(PictureReader.DEFAULT).fingerprint());
            assertThat(encoder.files(PictureReader.DEFAULT).fingerprint())
                    .isEqualTo(encoder.fingerprint());
        }
    }

    @Test
    void manyPicturesOnManyThreadsAreTheSame() throws IOException {
        try (FileEncoder two = open("tokens").files(PictureReader.DEFAULT)) {
            List<FileEncoder.Outcome> outcomes =
                    two.outcomes(Collections.nCopies(64, GOLDEN.resolve("photo.png")));
            float[] first = outcomes.getFirst().vectors().values().iterator().next();
            assertThat(outcomes).allMatch(o -> Arrays.equals(o.vectors().get(""), first));
        }
    }

    @Test
    void foldersAreKnownByWhatTheyHold() throws IOException {
        assertThat(EncoderProvider.of(GOLDEN.resolve("vit")).keySet())
                .containsExactly(Input.PICTURES);
        Files.writeString(folder.resolve("preprocessor_config.json"), "{\"sampling_rate\":16000}");
        assertThat(EncoderProvider.of(folder).keySet()).containsExactly(Input.SOUNDS);
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        assertThat(EncoderProvider.of(folder).keySet()).containsExactly(Input.TEXT, Input.SOUNDS);
        Files.delete(folder.resolve("preprocessor_config.json"));
        assertThat(EncoderProvider.of(folder).keySet()).containsExactly(Input.TEXT);
        EncoderProvider pictures = EncoderProvider.of(Input.PICTURES).orElseThrow();
        assertThat(pictures.reads(Path.of("a.JPG"))).isTrue();
        assertThat(pictures.reads(Path.of("a.txt"))).isFalse();
        try (var opened =
                pictures.open(GOLDEN.resolve("vit"), new EncoderProvider.Settings(folder, 3, 1))) {
            assertThat(opened.dimension()).isEqualTo(3);
        }
    }
}
